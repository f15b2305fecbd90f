"""Obsidian: comments, ids of blocks, lines of tags, queries of Dataview in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_COMMENT = lazy(r"%%(?!%)[^%]{1,5000}%%(?!%)")
_BLOCK_ID = lazy(r"(?:(?<=[ \t])|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.M)
_TAG_LINE = lazy(r"^[ \t]*(?:[Tt]ags:[ ])?(?:#[A-Za-z][\w/-]{0,60}[ \t]*){1,20}$", re.M)
_QUERY = lazy(r"`\$?= [^`\n]{1,300}`")


def applies(page: Page) -> bool:
    return page.site in (None, "obsidian")


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    if "%%" in text:
        for match in page.find(_COMMENT):
            yield Cut(*match.span(), tag=True)
    if "^" in text:
        for match in page.find(_BLOCK_ID):
            yield Cut(*match.span(), tag=True)
    if "#" in text:
        for match in page.find(_TAG_LINE):
            yield Cut(*match.span(), tag=True)
    if "`= " in text or "`$= " in text:
        fences = [span for span in page.code if "\n" in text[slice(*span)]]
        for match in _QUERY.finditer(text):
            if not any(span.start <= match.start() < span.end for span in fences):
                yield Cut(*match.span())


FLAVOUR = Flavour(
    name="obsidian",
    marks=(lazy(r"\[\[[^\[\]\n]{1,200}\]\]"),),
    line_marks=r"\[![\w -]{1,30}\]|```dataview",
    applies=applies,
    cuts=cuts,
)
