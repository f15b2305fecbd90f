"""Footnotes: their marks are taken out, the notes are read, those in running text too."""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import GAP, MASK, Cut, Page
from detector.readers.markdown.parser import FOOTNOTES
from detector.regex import lazy

_MARK = lazy(r"\[\^[^\s\[\]^]{1,60}\](?!:)|(?<=[^\n])\[\^[^\s\[\]^]{1,60}\]:[ \t]*")
_INLINE = lazy(r"\^\[(?P<note>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,500})\]")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_MARK):
        yield Cut(*match.span())
    if "^[" in page.text:
        for match in page.find(_INLINE):
            yield Cut(*match.span(), filler=f"{MASK}{GAP}{match['note']}{MASK}")


FLAVOUR = Flavour(
    name="footnotes",
    marks=(lazy(r"\^(?:\[|(?<=\[\^))"),),
    cuts=cuts,
    rules=frozenset({FOOTNOTES}),
)
