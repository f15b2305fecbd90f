"""What an assistant is told of a draft: the verdict, every issue and how to fix it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Literal

from detector.errors import DetectorError
from detector.findings import Failure, Family
from detector.gate.fix import FIXERS, fix
from detector.gate.gate import Gate
from detector.gate.issues import Checked, Issue
from detector.gate.selection import GATE_RULES
from detector.gate.targets import excluded
from detector.lsp.drafts import Drafts
from detector.readers import ReadOptions, parse, read_articles
from detector.render import rulebook
from detector.rules import ALL_RULES, RULE_BY_ID
from detector.server.articles import CONTENT, Article
from detector.text.document import Document

ContentKind = Literal["text", "markdown", "html"]
MAX_CHARACTERS = 1_000_000  # a larger text is no article
MAX_ISSUES = 50  # more would fill the assistant's memory; the rest follows once these are fixed
DRAFT = "draft"  # the name of a text without a path, for the configuration's overrides

_HOW_TO_FIX = {
    "generated": "Write it in your own words, with facts, names and numbers that you know.",
    "low_quality": "Say what the reader came for, once and plainly; delete filler and sales talk.",
}


@dataclass(frozen=True, kw_only=True)
class ReviewedIssue:
    """One problem. Lines and columns are 1-based, in the title or the content."""

    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    field: Literal["title", "content"]
    line: int
    column: int
    evidence: str
    how_to_fix: str


@dataclass(frozen=True, kw_only=True)
class Review:
    """The outcome of the pre-publication check for one article.

    Without slots: the SDK makes a schema of it, and reads the defaults from the class.
    """

    fails: bool
    verdict: Literal["pass", "review", "fail", "not_scored"]
    quality: float | None
    reasons: list[str]
    issues: list[ReviewedIssue]
    skipped: str | None = None
    more_issues: int = 0
    fixed_text: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListedRule:
    """A rule in one line."""

    id: str
    family: str
    severity: Literal["error", "warning", "info"]
    finds: str


class Reviewer:
    """Checks drafts by the configuration that holds for their path; may serve several threads.

    Files are read below ``folder`` only.
    """

    def __init__(self, drafts: Drafts, folder: Path) -> None:
        self._drafts = drafts
        self._folder = folder
        self._lock = Lock()

    def check(
        self,
        text: str | None = None,
        *,
        path: str | None = None,
        title: str | None = None,
        content_type: ContentKind | None = None,
        with_fixes: bool = False,
    ) -> Review:
        """Check ``text``, or the file at ``path``; with both, ``path`` only names the text.

        Raises DetectorError where there is nothing to check, and for a bad configuration.
        """
        with self._lock:
            if text is None:
                return self._check_file(path, with_fixes)
            if len(text) > MAX_CHARACTERS:
                raise DetectorError(f"a text may have at most {MAX_CHARACTERS} characters")
            article = Article(title, text, content_type, id=path or DRAFT)
            name = str(self._folder / (path or DRAFT))
            kind = article.document.content_type
            alone = parse(article.content, id=name, path=name, content_type=kind)
            return self._reviewed(article.document, name, article, alone if with_fixes else None)

    def _check_file(self, path: str | None, with_fixes: bool) -> Review:
        if not path:
            raise DetectorError("pass the text of the article, or the path of its file")
        place = self._folder / path
        try:
            real = Path(os.path.realpath(place))
        except ValueError as error:  # no file has such a name
            raise DetectorError(f"{path!r} cannot be the name of a file: {error}") from error
        if not real.is_relative_to(os.path.realpath(self._folder)):
            raise DetectorError(f"{path}: is outside {self._folder}, where the server was started")
        read = list(islice(read_articles(place, ReadOptions()), 2))
        if len(read) > 1:
            raise DetectorError(f"{path}: contains several texts; use detector check {path}")
        if not read:
            raise DetectorError(f"{path}: contains no text")
        if isinstance(read[0], Failure):
            raise DetectorError(read[0].message)
        return self._reviewed(read[0], str(place), None, read[0] if with_fixes else None)

    def _reviewed(
        self, document: Document, name: str, article: Article | None, fixable: Document | None
    ) -> Review:
        if self._drafts.is_outdated():
            self._drafts.forget_configuration()
        gate = self._drafts.gate(name)
        if excluded(name, gate.configuration):
            return _skipped("the configuration excludes this path")
        checked = self._drafts.explained(gate.check(document, name=name), document)
        quality = checked.report.quality
        issues = [_issue(issue, article) for issue in checked.shown]
        return Review(
            fails=checked.fails,
            verdict=checked.report.verdict.value,
            quality=None if quality is None else round(quality, 1),
            reasons=list(checked.report.reasons),
            skipped=checked.skipped or None,
            issues=issues[:MAX_ISSUES],
            more_issues=len(issues[MAX_ISSUES:]),
            fixed_text=_fixed(gate, checked, fixable) if fixable else None,
        )


def rules(family: Family | None) -> list[ListedRule]:
    """Return all rules, or those of a family."""
    return [
        ListedRule(
            id=rule.id, family=rule.family.value, severity=rule.severity.value, finds=rule.summary
        )
        for rule in ALL_RULES
        if family in (None, rule.family)
    ]


def page(rule: str) -> str:
    """Return a rule's page in Markdown. Raises DetectorError that names the nearest ones."""
    if rule in GATE_RULES:
        return f"## {rule}\n\n{GATE_RULES[rule]}.\n\n{_how_to_fix(rule)}\n"
    if rule not in RULE_BY_ID:
        from difflib import get_close_matches

        near = get_close_matches(rule, [*RULE_BY_ID, *GATE_RULES], n=3, cutoff=0.5)
        raise DetectorError(
            f"unknown rule {rule!r:.60}; "
            + (f"did you mean {' or '.join(near)}?" if near else "list_rules lists all rules")
        )
    text = StringIO()
    rulebook.write_page(RULE_BY_ID[rule], text, "markdown")
    return text.getvalue()


def _issue(issue: Issue, article: Article | None) -> ReviewedIssue:
    where = article.location(issue.start, issue.end) if article else None
    return ReviewedIssue(
        rule=issue.rule,
        severity=issue.severity.value,
        message=issue.message,
        field="title" if where and where.field != CONTENT else "content",
        line=(where or issue).line,
        column=(where or issue).column,
        evidence=(where or issue).evidence,
        how_to_fix=_how_to_fix(issue.rule),
    )


def _how_to_fix(rule: str) -> str:
    known = RULE_BY_ID.get(rule)
    return known.remedy if known else _HOW_TO_FIX.get(rule, "")


def _fixed(gate: Gate, checked: Checked, document: Document) -> str | None:
    """Return the text with all fixed that is safe to fix; None where nothing is."""
    if checked.skipped or document.is_printed:
        return None
    fixed = fix(document, lambda found: gate.findings(found, FIXERS)).source
    return fixed if fixed != document.source else None


def _skipped(why: str) -> Review:
    return Review(
        fails=False, verdict="not_scored", quality=None, reasons=[], issues=[], skipped=why
    )
