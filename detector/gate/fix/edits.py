"""Edits of a source, and how to cut a range out without leaving a scar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detector.regex import lazy
from detector.text.document import Block, ContentType, Document, Span

# What may stand on a line beside a block's own words: marks of emphasis, quotation, lists.
_MARKS_ONLY = lazy(r"[\s*_>#()\[\]~=-]*\Z")
_OPENING_TAG = lazy(r"<(p|div|li)\b[^<>]{0,300}>\s{0,100}\Z")
_CLOSING_TAG = lazy(r"\s{0,100}</(p|div|li)\s{0,5}>")


class Edit(NamedTuple):
    """Put ``text`` in the place of ``source[start:end]``."""

    start: int
    end: int
    text: str


def apply(source: str, edits: Sequence[Edit]) -> str:
    """Return ``source`` with ``edits`` made; they are sorted and touch nowhere."""
    parts = []
    at = 0
    for edit in edits:
        parts += [source[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, source[at:]])


def cut(source: str, start: int, end: int, *, parts_words: bool = False) -> Edit:
    """Take ``source[start:end]`` out, and with it the white space that only it needed.

    A line that held nothing else goes too, with one of the blank lines around it. With
    ``parts_words`` a blank is left where two words would otherwise meet.
    """
    line_start = _line_start(source, start)
    line_end = _line_end(source, end)
    if not source[line_start:start].strip() and not source[end:line_end].strip():
        return _cut_lines(source, line_start, line_end)
    before, after = source[start - 1 : start], source[end : end + 1]
    if before in (" ", "\t") and (not after or after in " \t\r\n.,;:!?)"):
        return Edit(start - 1, end, "")
    if start == line_start and after in (" ", "\t"):
        return Edit(start, end + 1, "")
    glued = parts_words and after.isalnum() and (before.isalnum() or before in ".,;:!?")
    return Edit(start, end, " " if glued and before else "")


def cut_block(document: Document, block: Block) -> Edit | None:
    """Take a whole block out with its marks or tags; None where more stands on its lines."""
    source = document.source
    start, end = block.source
    if document.content_type is ContentType.HTML:
        opening = _OPENING_TAG.search(source, max(0, start - 500), start)
        closing = _CLOSING_TAG.match(source, end)
        if not opening or not closing or opening.group(1) != closing.group(1):
            return None
        return cut(source, opening.start(), closing.end())
    return cut_own_lines(document, start, end)


def cut_own_lines(document: Document, start: int, end: int) -> Edit | None:
    """Take the lines of ``source[start:end]`` out; None where more than marks stands on them."""
    source = document.source
    line_start, line_end = _line_start(source, start), _line_end(source, end)
    beside = (source[line_start:start], source[end:line_end])
    if not all(_MARKS_ONLY.match(text) for text in beside):
        return None
    return _cut_lines(source, line_start, line_end)


def block_of(document: Document, start: int, end: int) -> tuple[int, Block] | None:
    """Return the block of the prose view that holds ``source[start:end]``, and its number."""
    shown = [block for block in document.blocks if block.end > block.start]
    for number, block in enumerate(shown):
        if block.source.start <= start and end <= block.source.end:
            return number, block
    return None


def share_of(document: Document, block: Block, span: Span) -> float:
    """Return how much of the block's letters lie in ``span`` of the source."""
    whole = _letters(document.source[slice(*block.source)])
    return _letters(document.source[slice(*span)]) / whole if whole else 0.0


def has_letters(text: str) -> bool:
    """Return whether a letter or a digit stands in ``text``."""
    return _letters(text) > 0


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _cut_lines(source: str, line_start: int, line_end: int) -> Edit:
    """Take whole lines out, and the blank lines on one side if there are some on both."""
    after = _after_line_end(source, line_end)
    if line_start > 0 and not _is_blank_line_before(source, line_start):
        return Edit(line_start, after, "")
    while after < len(source):
        end = _line_end(source, after)
        if source[after:end].strip():
            return Edit(line_start, after, "")
        after = _after_line_end(source, end)
    # Nothing follows: the gap before it goes, the line end of the last line stays.
    kept = len(source[:line_start].rstrip())
    return Edit(min(_after_line_end(source, _line_end(source, kept)), line_start), after, "")


def _is_blank_line_before(source: str, line_start: int) -> bool:
    before = source[:line_start]
    before = before.removesuffix("\n").removesuffix("\r")
    return not before[_line_start(before, len(before)) :].strip()


def _line_start(source: str, at: int) -> int:
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


def _line_end(source: str, at: int) -> int:
    ends = [found for mark in "\r\n" if (found := source.find(mark, at)) >= 0]
    return min(ends, default=len(source))


def _after_line_end(source: str, line_end: int) -> int:
    if source.startswith("\r\n", line_end):
        return line_end + 2
    return min(line_end + 1, len(source))
