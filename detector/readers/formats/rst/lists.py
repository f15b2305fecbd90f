"""Lists of reStructuredText: their markers, and where an item ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.readers.markup.lines import Line

if TYPE_CHECKING:
    from detector.readers.formats.rst.blocks import RstReader

BULLET = re.compile(r"[-*+•‣⁃](?:[ \t]+|\Z)")
ENUMERATOR = re.compile(
    r"(?:\d{1,4}|[A-Za-z]|[ivxlcdm]{2,8}|[IVXLCDM]{2,8}|\#)[.)](?:[ \t]+|\Z)"
    r"|\((?:\d{1,4}|[A-Za-z]|[ivxlcdm]{2,8}|[IVXLCDM]{2,8}|\#)\)(?:[ \t]+|\Z)"
)
FIELD = re.compile(r":(?![\s:`])((?:[^:\\`]|\\.|:(?![\s`])){1,120}):(?:[ \t]+|\Z)")
_OPTION = re.compile(
    r"(?:(?:--?|/)\w[\w-]{0,40}(?:[ =][<\w][\w<>.:-]{0,40})?(?:, (?=[-/])|(?=[ ]{2}|\Z))){1,6}"
    r"(?:[ ]{2,}|\Z)"
)


def list_marker(reader: RstReader, lines: Sequence[Line], at: int, base: int) -> int:
    """Return the length of the bullet, number or command-line option at ``lines[at]``."""
    text = reader.text(lines[at])
    if match := BULLET.match(text):
        return match.end()
    if (match := ENUMERATOR.match(text)) and _enumerates(reader, lines, at, base):
        return match.end()
    match = _OPTION.match(text) if text[0] in "-/" else None
    if match and (match.end() < len(text) or reader.is_indented(lines, at + 1, base)):
        return match.end()
    return 0


def _enumerates(reader: RstReader, lines: Sequence[Line], at: int, base: int) -> bool:
    """Say whether an enumerator is one, not the first word of a wrapped paragraph."""
    if at + 1 >= len(lines) or lines[at + 1].is_blank or lines[at + 1].column > base:
        return True
    return bool(ENUMERATOR.match(reader.text(lines[at + 1])))


def paragraph_end(lines: Sequence[Line], at: int, base: int) -> int:
    """Return the index after the lines that stand together with ``lines[at]``."""
    end = at + 1
    while end < len(lines) and not lines[end].is_blank and lines[end].column == base:
        end += 1
    return end


def block_end(lines: Sequence[Line], at: int, base: int) -> int:
    """Return the index after what is indented below ``lines[at]``."""
    end = at + 1
    while end < len(lines) and (lines[end].is_blank or lines[end].column > base):
        end += 1
    return end
