"""Plain text: paragraphs by blank lines or by line, headings and lists by their form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from detector.readers.plain_text.frames import (
    with_attributions,
    within_frame,
    without_page_breaks,
)
from detector.readers.plain_text.hyphens import division
from detector.readers.plain_text.underlines import with_titles
from detector.regex import lazy
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Span

LONG_LINE = 60  # characters; a line this long is prose, not a heading, a label or verse
MAX_WRAP_WIDTH = 130  # characters; wider text is not wrapped by hand or by a mail program
MAX_HEADING_WORDS = 15
MAX_QUESTION_WORDS = 18
MAX_HEADINGS_IN_A_ROW = 3

_LINE = lazy(r"[^\r\n]+")
_MARKER = lazy(r"(?:[-*–•▪◦‣·●■✓✔➤►]|\(?\d{1,3}[.)])[ \t\u00a0]+(?=\S)")
_TERMINAL = (".", "!", ",", ";", ":", "…", "。", "！", "，", "；")
_CLOSERS = "\"'”’»)]*_"
_OPENERS = "\"'“‘«([*_"


class Line(NamedTuple):
    """A line that is not blank: its trimmed range, and whether a blank line stands before it."""

    start: int
    end: int
    after_blank: bool
    marker: int  # length of the list marker, 0 without one
    form: str  # "prose", "heading", "title" (underlined), "table", "quotation"


def parse(text: str, *, id: str, path: str | None = None, encoding: str = "utf-8") -> Document:
    """Parse plain ``text``.

    Lines that were wrapped by hand are joined again. A heading is a short line without end
    punctuation (or a question) next to longer prose or a list, or an underlined line; the first
    one is the title when it opens the text.
    """
    builder = DocumentBuilder(text)
    lines = without_page_breaks(text, within_frame(text, _lines(text)))
    lines, is_mail = with_attributions(text, lines)
    lines = with_titles(text, lines)
    width = _wrap_width(text, lines)
    headings = _headings(text, lines, width)
    quoting = is_mail or sum(line.form == "quotation" for line in lines) * 2 <= len(lines)
    title: Span | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        after = index + 1
        if line.form == "quotation" and quoting:
            while after < len(lines) and lines[after].form == "quotation":
                after += 1
            builder.aside(BlockKind.QUOTATION, line.start, lines[after - 1].end)
        elif index in headings:
            kind = BlockKind.HEADING if index else BlockKind.TITLE
            title = title or (Span(line.start, line.end) if index == 0 else None)
            builder.open_block(kind, level=1 if kind is BlockKind.TITLE else 2)
            builder.copy(line.start, line.end)
        else:
            after = _prose(builder, text, lines, index, width)
        index = after
    return builder.build(
        id=id,
        path=path,
        content_type=ContentType.TEXT,
        title=text[title.start : title.end] if title else None,
        title_source=title,
        encoding=encoding,
    )


def _prose(
    builder: DocumentBuilder, text: str, lines: Sequence[Line], index: int, width: int
) -> int:
    """Show the paragraph, list item or table row at ``index``; return the index after it."""
    line = lines[index]
    if line.form == "table":
        builder.open_block(BlockKind.TABLE)
        builder.copy(line.start, line.end)
        return index + 1
    builder.open_block(BlockKind.LIST_ITEM if line.marker else BlockKind.PARAGRAPH)
    start = line.start + line.marker
    index += 1
    while index < len(lines) and _continues(text, lines[index - 1], lines[index], width):
        before, line = lines[index - 1], lines[index]
        joint = " "
        if text[before.end - 1] == "-" and before.end - start > 1:
            joint = division(text, start, before.end, line.start, line.end)
        builder.copy(start, before.end - (joint != " "))
        builder.replace(joint, before.end - (joint != " "), line.start)
        start = line.start
        index += 1
    builder.copy(start, lines[index - 1].end)
    return index


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    last_end = 0
    for start, end in _trimmed(text):
        between = text[last_end:start] if start - last_end < 400 else "\n\n"
        breaks = between.count("\n") or between.count("\r")
        first = text[start]
        marker = _MARKER.match(text, start, end)
        form = "prose"
        if first == "|" and text.find("|", start + 1, end) > 0:
            form = "table"
        elif first == ">" and end - start > 2:
            form = "quotation"
        elif _has_heading_form(text, start, end):
            form = "heading"
        found.append(Line(start, end, breaks > 1, marker.end() - start if marker else 0, form))
        last_end = end
    return found


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


def _has_heading_form(text: str, start: int, end: int) -> bool:
    if end - start > 140:
        return False
    line = text[start:end]
    words = line.split()
    first = line.lstrip(_OPENERS)[:1]
    if not first or first.islower() or line[0] == "(" or not any(len(w) > 2 for w in words):
        return False
    bare = line.rstrip(_CLOSERS)
    if bare.endswith(("?", "？")):
        return len(words) <= MAX_QUESTION_WORDS and not _has_inner_end(bare[:-1])
    return (
        len(words) <= MAX_HEADING_WORDS
        and not bare.endswith(_TERMINAL)
        and not _has_inner_end(bare)
        and any(c.isalpha() for c in line)
        and "://" not in line
        and "@" not in line
    )


def _has_inner_end(line: str) -> bool:
    """Return whether a sentence of five words or more ends inside ``line``."""
    for end in (". ", "! ", "? "):
        at = line.find(end)
        if at > 0 and len(line[:at].split()) >= 5 and len(line) - at > 3:
            return True
    return False


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """Return the column at which the text was wrapped by hand, 0 where it was not.

    In wrapped text the first word of a line would not have fitted on the line before it.
    """
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if not after.after_blank and not after.marker and after.form in ("prose", "heading")
    ]
    if not pairs:
        return 0
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[min(len(lengths) - 1, int(0.95 * len(lengths)))]
    if not 40 <= width <= MAX_WRAP_WIDTH:
        return 0
    full = sum(_fills(text, before, after, width) for before, after in pairs)
    lower = sum(text[after.start].islower() for _, after in pairs)
    return width if full >= 0.6 * len(pairs) and lower >= 0.3 * len(pairs) else 0


def _fills(text: str, before: Line, after: Line, width: int) -> bool:
    space = text.find(" ", after.start, after.start + 40)
    first_word = (space if space > 0 else min(after.end, after.start + 40)) - after.start
    return before.end - before.start + 1 + first_word > width - 12  # ragged by half a dozen


def _continues(text: str, before: Line, after: Line, width: int) -> bool:
    """Return whether the line ``after`` goes on with the paragraph of ``before``."""
    if not width or after.after_blank or after.marker or after.form in ("table", "quotation"):
        return False
    return _fills(text, before, after, width) or (
        text[after.start].islower() and before.end - before.start > width // 2
    )


def _headings(text: str, lines: Sequence[Line], width: int) -> set[int]:
    """Return the indices of the lines that are headings."""
    found = {index for index, line in enumerate(lines) if line.form == "title"}
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and _may_head(text, lines, last, width):
            last += 1
        if last == index:
            index += 1
            continue
        before = lines[index - 1] if index else None
        after = lines[last] if last < len(lines) else None
        chain = range(index, last)
        follows = after is not None and _is_body(after)
        if len(chain) <= MAX_HEADINGS_IN_A_ROW and (follows or (before and _is_body(before))):
            found.update(chain)
        elif follows:
            found.add(last - 1)  # the last of a run of short lines heads what comes next
        index = last
    return found


def _may_head(text: str, lines: Sequence[Line], index: int, width: int) -> bool:
    line = lines[index]
    if line.form != "heading":
        return False
    if index and _continues(text, lines[index - 1], line, width):
        return False
    if index + 1 < len(lines) and _continues(text, line, lines[index + 1], width):
        return False
    if line.marker:  # "3. Choose a seller" heads prose; in a list it is an item
        digit = text[line.start].isdigit()
        return digit and index + 1 < len(lines) and not lines[index + 1].marker
    return True


def _is_body(line: Line) -> bool:
    return line.end - line.start >= LONG_LINE or line.marker > 0 or line.form == "table"
