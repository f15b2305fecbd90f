"""mkdocstrings: ``::: package.module`` and the options below it stand for documentation of code.

Unlike a container between colons it is not closed: what is indented below belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

# A name with a part, or one over options; "::: tip" may stand over an indented text.
_NAME = (
    r":::[ \t]+[A-Za-z_]\w{0,60}"
    r"(?:(?:[.:/]{1,2}\w{1,60}){1,12}|(?=[ \t]*\n(?:[ ]{4}|\t)[a-z_]{2,30}:[ \t]*(?:\n|\S)))"
)
_OPTIONS = r"(?:\n(?:[ ]{4}|\t)[^\n]{0,500}){0,60}"
_IDENTIFIER = lazy(rf"^{_NAME}[ \t]*$(?:{_OPTIONS})", re.M)


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_IDENTIFIER):
        yield Cut(*match.span(), tag=True)


FLAVOUR = Flavour(name="mkdocstrings", line_marks=_NAME, cuts=cuts)
