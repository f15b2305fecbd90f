"""Pandoc, and Quarto and R Markdown, which build on it: blocks that other Markdown has not.

Metadata further down, grid tables, lines of verse, pauses of slides, Markdown within ``<div>``,
text for other outputs than a page on the web.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from detector.readers.html.attributes import is_hidden
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Lines, Page
from detector.regex import lazy

_SUFFIXES = frozenset({".qmd", ".rmd"})
_SITES = frozenset({"quarto", "bookdown"})
_METADATA = lazy(
    r"(?<=\n\n)---[ \t]*\n[a-z][\w-]{0,40}:(?:[ \t][^\n]{0,300})?\n"
    r"(?:(?:[ \t]+|- |[a-z][\w-]{0,40}:)[^\n]{0,300}\n){0,60}(?:---|\.\.\.)[ \t]*$",
    re.M,
)
_PAUSE = lazy(r"^\.[ ]\.[ ]\.[ \t]*$", re.M)
_NAMED_TEXT = lazy(r"^\(ref:[\w-]{1,80}\)[ \t]+", re.M)
_VERSE = lazy(r"^\|[ ]+(?=\S[^|\n]{0,300}$)", re.M)
_DIVISION = lazy(r"^[ \t]*</?(?:div|section|center)\b(?P<attributes>[^<>\n]{0,300})>[ \t]*$", re.M)
_BORDER = lazy(r"[ \t]*\+(?:[:]?[-=]{2,}[:]?\+){1,40}[ \t]*$")


def applies(page: Page) -> bool:
    if page.suffix in _SUFFIXES or page.site in _SITES:
        return True
    return page.site is None and ("\n+--" in page.body or "\n+==" in page.body)


def cuts(page: Page) -> Iterator[Cut]:
    if page.suffix not in _SUFFIXES and page.site not in _SITES:
        return
    text = page.text
    for sign, pattern in (
        ("\n---", _METADATA),
        (". . .", _PAUSE),
        ("(ref:", _NAMED_TEXT),
        ("| ", _VERSE),
    ):
        if sign in text:
            for match in page.find(pattern):
                yield Cut(*match.span(), tag=pattern in (_METADATA, _PAUSE))
    if "</div" in text or "</section" in text or "</center" in text:
        for match in page.find(_DIVISION):
            if not is_hidden(match["attributes"]):
                yield Cut(*match.span(), tag=True)


def shape(lines: Lines, page: Page) -> None:
    """Read grid tables: their borders are taken out, and each of their lines is one of text."""
    in_code: set[int] = set()
    for fence in page.fences:
        if fence.is_code:
            in_code.update(range(fence.first, fence.last + 1))
    borders = [
        number
        for number, text in enumerate(lines.texts)
        if "--+" in text or "==+" in text or "-:+" in text
        if number not in in_code and _BORDER.match(text)
    ]
    for first, last in itertools.pairwise(borders):
        rows = range(first + 1, last)
        if rows and all(_is_row(lines.texts[number]) for number in rows):
            for number in (first, last):
                lines.blank(number)
            for number in rows:
                text = lines.texts[number].rstrip()
                lines.hide(number, len(text) - 1, len(text))
                lines.cut(number, text.index("|") + 1)
                lines.cut(number, len(lines.texts[number]) - len(lines.texts[number].lstrip()))


def _is_row(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare[0] == "|" and bare[-1] == "|"


FLAVOUR = Flavour(
    name="pandoc",
    marks=(lazy(r"\+[-=:]{3,}\+"),),
    line_marks=r"---[ \t]*\n|\.[ ]\.[ ]\.|\(ref:|\|[ ]|<(?:div|section|center)\b",
    applies=applies,
    cuts=cuts,
    shape=shape,
)
