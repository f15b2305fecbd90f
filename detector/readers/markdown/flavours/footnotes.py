"""Footnotes: their marks are taken out, the notes are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.readers.markdown.parser import FOOTNOTES

_MARK = re.compile(r"\[\^[^\s\[\]^]{1,60}\](?!:)|(?<=[^\n])\[\^[^\s\[\]^]{1,60}\]:[ \t]*")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_MARK):
        yield Cut(*match.span())


FLAVOUR = Flavour(name="footnotes", marks=("[^",), cuts=cuts, rules=frozenset({FOOTNOTES}))
