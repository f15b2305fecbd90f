"""Tables of Diplodoc, the documentation of Yandex: ``#|``, rows between ``||``, ``|#``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_ROWS = lazy(r"^[ \t]*(?:#\||\|#|\|\|)(?:[ \t]+|$)|[ ]\|\|(?=[ \t]*$)", re.M)


def applies(page: Page) -> bool:
    return "\n|#" in page.text


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_ROWS):
        yield Cut(*match.span(), tag=True)


FLAVOUR = Flavour(name="diplodoc", line_marks=r"#\|[ \t]*\n", applies=applies, cuts=cuts)
