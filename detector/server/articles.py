"""An article as a content system sends it: title and content apart, locations given in each."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detector.findings import Finding, MachinePassage
from detector.gate.issues import Checked, Issue
from detector.readers import front_matter, parse
from detector.readers.parsing import clean
from detector.readers.table import reader_of_text
from detector.scoring.evidence import LinePositions
from detector.text.document import ContentType, Document

TITLE = "title"
CONTENT = "content"
# How much of the content is searched for the title, and for signs of a whole HTML page.
HEAD = 2_000
_MARKDOWN_MARKS = frozenset("\\`*_[]<>&#")


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands: ``field`` is ``title`` or ``content``; offsets are into it."""

    field: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    evidence: str

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "start": self.start,
            "end": self.end,
            "evidence": self.evidence,
        }


class Article:
    """Makes one document of title and content, and finds the way back.

    The title is put at the head of the content, as the page will show it, unless it stands there
    already or the content is a whole HTML page, which has its own.
    """

    def __init__(self, title: str | None, content: str, kind: str | None, id: str) -> None:
        self.content = clean(content)
        self.title = clean(title or "")
        content_type = ContentType(kind) if kind else ContentType(reader_of_text(self.content).name)
        self._at = 0
        self._shown = ""  # the title as it is written into the source
        self._origins: list[int] = []  # for each character of it, which one of the title
        head, tail = self._frame(content_type)
        self._lead, self._inserted = len(head), len(head) + len(self._shown) + len(tail)
        source = (
            self.content[: self._at] + head + self._shown + tail + self.content[self._at :]
            if self._shown
            else self.content
        )
        if not self._shown:
            self._lead = self._inserted = 0
        self.document: Document = parse(source, id=id, content_type=content_type)
        self._lines = {
            TITLE: LinePositions(self.title),
            CONTENT: LinePositions(self.content),
        }

    def location(self, start: int, end: int) -> Location:
        """Find the location of ``source[start:end]`` in the title or the content."""
        title_start = self._at + self._lead
        title_end = title_start + len(self._shown)
        if self._shown and start < title_end and end > title_start:
            first = max(start - title_start, 0)
            last = min(end, title_end) - title_start
            start = self._origins[first]
            end = self._origins[last - 1] + 1
            return self._found(TITLE, self.title, start, end)
        return self._found(CONTENT, self.content, self._back(start), self._back(end))

    def _back(self, offset: int) -> int:
        if offset <= self._at:
            return offset
        return max(self._at, offset - self._inserted)

    def _found(self, field: str, text: str, start: int, end: int) -> Location:
        line, column = self._lines[field].of(start)
        end_line, end_column = self._lines[field].of(end)
        return Location(field, start, end, line, column, end_line, end_column, text[start:end])

    def _frame(self, kind: ContentType) -> tuple[str, str]:
        """Prepare the title; return what stands before and after it in the source."""
        title = self.title
        if not title.strip() or self._holds_title(kind):
            return "", ""
        for at, character in enumerate(title):
            written = " " if character in "\r\n" else character
            if kind is ContentType.HTML:
                written = html.escape(character, quote=False)
            elif kind is ContentType.MARKDOWN and character in _MARKDOWN_MARKS:
                written = "\\" + character  # a title is plain text
            self._shown += written
            self._origins += [at] * len(written)
        if kind is ContentType.HTML:
            return "<h1>", "</h1>\n"
        if kind is ContentType.MARKDOWN:
            header = front_matter.find(self.content)
            self._at = header.source.end if header else 0
            return ("\n\n# " if header else "# "), "\n\n"
        return "", "\n\n"

    def _holds_title(self, kind: ContentType) -> bool:
        title = self.title.strip()
        head = self.content[:HEAD].lstrip()
        if kind is ContentType.HTML:
            lower = head.lower()
            return "<html" in lower or "<body" in lower or f">{title}</h1>" in head
        header = front_matter.find(self.content) if kind is ContentType.MARKDOWN else None
        if header and header.title() == title:
            return True
        body = self.content[header.source.end :] if header else self.content
        first = body.lstrip()[: len(title) + 20].split("\n", 1)[0]
        return first.strip("#*_ \t\r") == title


def record(article: Article, checked: Checked, fail_on: str) -> dict[str, Any]:
    """Return the contract's result, locations as in the article as sent, and what the gate says."""
    result = checked.report.to_json()
    result["findings"] = [_finding(article, finding) for finding in checked.report.findings]
    if checked.report.passages is not None:
        result["passages"] = [_passage(article, one) for one in checked.report.passages]
    result["gate"] = {
        "fails": checked.fails,
        "fail_on": fail_on,
        "skipped": checked.skipped or None,
        "doubt": checked.doubt,
        "issues": [_issue(article, issue) for issue in checked.shown],
    }
    return result


def _finding(article: Article, finding: Finding) -> dict[str, Any]:
    location = article.location(finding.start, finding.end)
    own: Mapping[str, Any] = {
        "line": location.line,
        "column": location.column,
        "start": location.start,
        "end": location.end,
        "evidence": location.evidence,
    }
    return {**finding.to_json(), **own, "field": location.field}


def _passage(article: Article, passage: MachinePassage) -> dict[str, Any]:
    location = article.location(passage.start, passage.end)
    own = {
        "start": location.start,
        "end": location.end,
        "line": location.line,
        "column": location.column,
    }
    return {**passage.to_json(), **own, "field": location.field}


def _issue(article: Article, issue: Issue) -> dict[str, Any]:
    return {
        "severity": issue.severity.value,
        "rule": issue.rule,
        "message": issue.message,
        **article.location(issue.start, issue.end).to_json(),
        "fingerprint": issue.fingerprint,
    }
