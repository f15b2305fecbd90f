"""Footnotes: their marks are taken out, the notes are read, those in running text too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import GAP, MASK, Cut, Page
from detector.readers.markdown.parser import FOOTNOTES
from detector.regex import lazy

_MARK = lazy(r"\[\^[^\s\[\]^]{1,60}\](?!:)|(?<=[^\n])\[\^[^\s\[\]^]{1,60}\]:[ \t]*")
# "{-}": a note in the margin, without a number.
_IN_MARGIN = lazy(r"^\[\^[^\s\[\]^]{1,60}\]:[ ](?P<plain>\{-\}[ ])(?=\S)", re.M)
_INLINE = lazy(r"\^\[(?P<plain>\{-\}[ ]?)?(?P<note>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,500})\]")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_MARK):
        yield Cut(*match.span())
    if "^[" in page.text:
        for match in page.find(_INLINE):
            plain = MASK * len(match["plain"] or "")
            yield Cut(*match.span(), filler=f"{MASK}{GAP}{plain}{match['note']}{MASK}")
    if "]: {-}" in page.text:
        for match in page.find(_IN_MARGIN):
            yield Cut(*match.span("plain"))


FLAVOUR = Flavour(
    name="footnotes",
    marks=(lazy(r"\^(?:\[|(?<=\[\^))"),),
    cuts=cuts,
    rules=frozenset({FOOTNOTES}),
)
