"""Titles that a plain text underlines, as READMEs, logs of changes and Usenet FAQs do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.regex import lazy

if TYPE_CHECKING:
    from detector.readers.plain_text.source import Line

MAX_TITLE = 140  # characters
# A rule that is far shorter or longer than the line above it divides the page.
SHORTEST, LONGEST = 0.5, 1.5

# A line of "_" is a blank to be filled in.
_RULE = lazy(r"([-=~^#*+])\1{2,200}\Z")
# A sentence above a rule is the end of a scene. A title may end in ":", "?" or "!", not in these.
_SENTENCE = lazy(r"(?:[.,;…。，；]|[!?！？][\"'”’»])[\"'”’»)*_]{0,4}\Z")


def with_titles(text: str, lines: Sequence[Line]) -> list[Line]:
    """Give the underlined titles the form "title", and leave the rules around them out."""
    rules = [_is_rule(text, line) for line in lines]
    if True not in rules:
        return list(lines)
    kept: list[Line] = []
    ended = False  # whether the line before was the rule of a title
    for index, line in enumerate(lines):
        if rules[index] and kept and not line.after_blank and _underlines(text, line, kept[-1]):
            over = index > 1 and rules[index - 2] and text[lines[index - 2].start]
            if over and len(kept) > 1 and over == text[line.start] and not kept[-1].after_blank:
                del kept[-2]
                kept[-1] = kept[-1]._replace(after_blank=True)
            if kept[-1].after_blank or len(kept) == 1:
                kept[-1] = kept[-1]._replace(form="title", marker=0)
                ended = True
                continue
        kept.append(line._replace(after_blank=True) if ended else line)
        ended = False
    return kept


def _is_rule(text: str, line: Line) -> bool:
    size = line.end - line.start
    return size > 2 and _RULE.match(text[line.start : min(line.end, line.start + 202)]) is not None


def _underlines(text: str, rule: Line, title: Line) -> bool:
    width = title.end - title.start
    return (
        title.form in ("heading", "prose")
        and not title.marker
        and width <= MAX_TITLE
        and _SENTENCE.search(text[max(title.start, title.end - 8) : title.end]) is None
        and SHORTEST * width <= rule.end - rule.start <= max(LONGEST * width, width + 3)
    )
