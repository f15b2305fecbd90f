"""The lines of a source, each with its exact range and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detector.text.document import Span

_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
TAB = 8  # columns, as docutils and terminals have it


class Line(NamedTuple):
    """The text of a line: ``source[at:end]``, blanks around it cut off, empty for a blank line.

    ``column`` is where the text begins, tabs counted to the next multiple of eight.
    """

    at: int
    end: int
    column: int

    @property
    def is_blank(self) -> bool:
        return self.at == self.end

    def after(self, length: int, source: str) -> Line:
        """Return what follows the first ``length`` characters, such as a list marker."""
        cut = min(self.at + length, self.end)
        at = cut
        while at < self.end and source[at].isspace():
            at += 1
        return Line(at, self.end, self.column + at - self.at)


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of ``text[start:end]``; a line ends at LF, CR LF or CR."""
    end = len(text) if end is None else end
    found: list[Line] = []
    is_empty = True  # no text yet on this line
    for match in _LINE.finditer(text, start, end):
        if text[match.start()] in "\r\n":
            if is_empty:
                found.append(Line(match.start(), match.start(), 0))
            is_empty = True
            continue
        raw = match.group()
        bare = raw.lstrip()
        lead = len(raw) - len(bare)
        at = match.start() + lead
        column = lead if "\t" not in raw[:lead] else len(raw[:lead].expandtabs(TAB))
        found.append(Line(at, at + len(bare.rstrip()), column))
        is_empty = False
    return found


def base_column(lines: Sequence[Line]) -> int:
    """Return the column of the least indented line, 0 where all are blank."""
    return min((line.column for line in lines if not line.is_blank), default=0)


def without_blank_ends(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the blank ones before the first and after the last text."""
    first, last = 0, len(lines)
    while first < last and lines[first].is_blank:
        first += 1
    while last > first and lines[last - 1].is_blank:
        last -= 1
    return list(lines[first:last])


def span_of(lines: Sequence[Line]) -> Span:
    """Return the source range from the first line's text to the last one's."""
    return Span(lines[0].at, lines[-1].end) if lines else Span(0, 0)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank ones."""
    run: list[Line] = []
    for line in lines:
        if not line.is_blank:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run
