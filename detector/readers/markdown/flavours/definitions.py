"""Definition lists of PHP Markdown Extra: a term, and below it ": what it means"."""

from __future__ import annotations

import re

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Page
from detector.readers.markdown.parser import DEFINITIONS
from detector.regex import lazy

_DEFINITION = lazy(r"^[^\s:|#>][^\n]{0,200}\n\n?[ ]{0,3}:[ \t]{1,4}\S", re.M)


def applies(page: Page) -> bool:
    return _DEFINITION.search(page.text) is not None


FLAVOUR = Flavour(
    name="definitions",
    line_marks=r":[ \t]",
    applies=applies,
    rules=frozenset({DEFINITIONS}),
)
