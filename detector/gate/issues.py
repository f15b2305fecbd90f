"""What the gate says of an article: issues with their full locations, and whether it holds."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from detector.findings import Finding, Report, Severity
from detector.gate.baseline import NOTHING, Standing
from detector.gate.git import top_of
from detector.scoring.doubt import Doubt
from detector.text.document import Document

MAX_SHOWN_TITLE = 60  # characters: a longer title is not repeated in every message


class SkipReason(StrEnum):
    """Why an article is not looked at, as the summary says it."""

    LANGUAGE = "in another language"
    BINARY = "not text"
    TEMPLATE = "template"
    EXCLUDED = "excluded"  # by the configuration


_EXTRA_MISSING = " extra missing"


def missing_reason(extra: str) -> str:
    """Return why files are skipped that only ``extra`` reads, as the summary says it."""
    return f"{extra.upper()}{_EXTRA_MISSING}"


def extra_of(reason: str) -> str | None:
    """Return the extra that ``reason`` says is missing, or None."""
    return reason.removesuffix(_EXTRA_MISSING).lower() if reason.endswith(_EXTRA_MISSING) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One line of the gate: a finding, or what the classifier or a suppression gives cause for.

    Lines and columns are 1-based; columns count code points, ``byte_column`` UTF-8 bytes; ends
    are exclusive. ``start`` and ``end`` are offsets into the source, both 0 for the whole text.
    ``fingerprint`` stays the same while the words found and their sentence do. ``number`` is that
    of the text in a collection.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int
    end_byte_column: int
    start: int
    end: int
    severity: Severity
    rule: str
    message: str
    evidence: str
    fingerprint: str
    number: int = 0

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Sorts issues: path, text, line, column, rule, message."""
        return self.path, self.number, self.line, self.column, self.rule, self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The gate's result for one article, or for one text of a collection, which ``text`` names.

    ``report`` is the contract's record after configuration, suppressions and baseline.
    ``issues`` holds all that stand, of every severity; ``shown`` those that an editor must see.
    ``fixes`` are the findings that ``--fix`` fixes first, where any are shown. ``skipped`` says
    why an article was not looked at, ``skip_reason`` in general. ``standing`` is what a baseline
    would hold of it, and which rules were asked.
    """

    path: str
    report: Report
    issues: tuple[Issue, ...]
    shown: tuple[Issue, ...]
    fails: bool
    suppressed: int = 0
    known: int = 0  # findings that the baseline knows
    fixes: tuple[Finding, ...] = ()
    skipped: str = ""
    skip_reason: SkipReason | None = None
    standing: Standing = NOTHING
    text: str = ""

    @property
    def name(self) -> str:
        """The path, with the name of the text where the file is a collection."""
        return f"{self.path} ({self.text})" if self.text else self.path

    @property
    def doubt(self) -> str | None:
        """Why the article passes although its quality is low; None where the two agree."""
        doubt = Doubt.of_report(self.report)
        return doubt.sentence if doubt else None


def is_in_collection(document: Document) -> bool:
    """Return whether a document is one of several texts of its file."""
    return document.is_printed and document.path is not None and document.id != document.path


def _from_top(path: str) -> str:
    """Return ``path`` as seen from the top of its repository; outside of one, as it is."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (links are not followed)
    top = top_of(absolute.parent)
    return path if top is None else absolute.relative_to(top).as_posix()


def named_text(document: Document) -> str:
    """Return how messages name a text of a collection: location, title, address; "" for others."""
    if not is_in_collection(document):
        return ""
    name = document.location(0) or ""
    if document.title and len(document.title) <= MAX_SHOWN_TITLE:
        name += f" “{document.title}”"
    return name if document.id.startswith(f"{document.path}#") else f"{name}, {document.id}"


class Locations:
    """Makes the issues of one article.

    Of a file that is not text, lines and columns are those of the text that ``extract`` prints;
    the message names the location in the file, or the text of a collection.
    """

    def __init__(self, path: str, document: Document) -> None:
        self._path = path
        self._from_top = _from_top(path)
        self._document = document
        self._source = document.source
        self._text = named_text(document)
        number = (document.location(0) or "").rpartition(" ")[2] if self._text else ""
        self._number = int(number) if number.isdecimal() else 0
        from detector.scoring.evidence import LinePositions

        self._lines = LinePositions(document.source)
        self._seen: Counter[tuple[str, str]] = Counter()

    def issue(
        self, key: tuple[str, str], severity: Severity, message: str, start: int, end: int
    ) -> Issue:
        """Make the issue of ``source[start:end]``; ``key`` is its rule and the content's hash."""
        line, column = self._lines.of(start)
        end_line, end_column = self._lines.of(end)
        self._seen[key] += 1
        located = self._text or (self._document.location(start) if end else None)
        hashed = "\0".join((self._from_top, *key, str(self._seen[key])))
        return Issue(
            path=self._path, line=line, column=column, end_line=end_line, end_column=end_column,
            byte_column=self._bytes(start, column), end_byte_column=self._bytes(end, end_column),
            start=start, end=end, severity=severity, rule=key[0],
            message=f"{message} ({located})" if located else message,
            evidence=self._source[start:end],
            fingerprint=hashlib.sha256(hashed.encode("utf-8", "replace")).hexdigest()[:32],
            number=self._number,
        )  # fmt: skip

    def _bytes(self, offset: int, column: int) -> int:
        before = self._source[offset - column + 1 : offset]
        return len(before.encode("utf-8", "replace")) + 1
