"""What frames a plain text: page breaks, quoted mail, the frame of a digital library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.regex import lazy

if TYPE_CHECKING:
    from detector.readers.plain_text.source import Line

_PAGE_NUMBER = lazy(
    r"(?:[-–—][ ]?)?(?:page[ ])?\d{1,4}(?:[ ]?(?:of|/)[ ]?\d{1,4})?(?:[ ]?[-–—])?",
    re.I,
)
_COUNTED_PAGE = lazy(r"page[ ]\d{1,4}[ ](?:of|/)[ ]\d{1,4}", re.I)
# The lines that Project Gutenberg puts around every book.
_FRAME = lazy(r"^\*{3}[ ]?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG[^\r\n]{0,200}$", re.M)
_WROTE = lazy(r"(?:On|Am|Le)[ ][^\r\n]{5,200}[ ](?:wrote|schrieb[^\r\n]{0,80}|a écrit)[ ]?:\Z")
_WROTE_END = lazy(r"[^\r\n]{0,120}\bwrote:\Z")


def within_frame(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the text itself, without what a library has put around it."""
    start, end = -1, len(text)
    if "PROJECT GUTENBERG" in text:
        for match in _FRAME.finditer(text):
            if match.group(1) == "START":
                start = match.end()
            else:
                end = match.start()
                break
    return [line for line in lines if start < line.start < end]


def without_page_breaks(text: str, lines: Sequence[Line]) -> list[Line]:
    """Leave out page numbers at page breaks; a sentence goes on over the break."""
    if "\f" not in text and not _COUNTED_PAGE.search(text):
        return list(lines)
    kept: list[Line] = []
    broken = False
    for index, line in enumerate(lines):
        before = text[lines[index - 1].end if index else 0 : line.start]
        after = text[line.end : lines[index + 1].start if index + 1 < len(lines) else len(text)]
        broken = broken or "\f" in before
        words = text[line.start : min(line.end, line.start + 40)]
        at_break = "\f" in before or "\f" in after
        if (_PAGE_NUMBER if at_break else _COUNTED_PAGE).fullmatch(words):
            broken = True
            continue
        if broken and text[line.start].islower():
            line = line._replace(after_blank=False)  # noqa: PLW2901
        kept.append(line)
        broken = False
    return kept


def with_attributions(text: str, lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Make the line above quoted mail ("On … wrote:") a part of it; say whether there is one."""
    found = list(lines)
    if not any(line.form == "quotation" for line in lines):
        return found, False
    attributed = False
    for index, line in enumerate(found):
        if line.end - line.start > 300 or index + 1 == len(found):
            continue
        words = text[line.start : line.end]
        following = found[index + 1 : index + 3]
        if following[0].form == "quotation":
            count = 1 if _WROTE.match(words) else 0
        else:  # the attribution itself is wrapped
            wraps = words.startswith("On ") and following[-1].form == "quotation"
            count = 2 if wraps and _ends_attribution(text, following[0]) else 0
        for at in range(index, index + count):
            found[at] = found[at]._replace(form="quotation")
            attributed = True
    if attributed:
        for index, line in enumerate(found):
            if text[line.start] == ">":  # an empty line of the quotation
                found[index] = line._replace(form="quotation")
    return found, attributed


def _ends_attribution(text: str, line: Line) -> bool:
    return _WROTE_END.match(text, line.start, line.end) is not None
