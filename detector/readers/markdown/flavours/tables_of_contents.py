"""Where a generator puts a table of contents: ``[[toc]]``, ``[TOC]``, ``{:toc}``, ``{toctree}``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_PLACE = lazy(
    r"^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|@\[toc\]|\$\{toc\}|\{toc\}|\{\{ ?toc ?\}\}"
    r"|(?:[*+-]|1\.)[ \t]+[^\n]{1,40}\n\{: ?(?:\.[\w-]{1,40} )?#?toc[^}\n]{0,60}\})[ \t]*$",
    re.M | re.I,
)


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_PLACE):
        yield Cut(*match.span(), tag=True)


FLAVOUR = Flavour(
    name="tables of contents",
    line_marks=r"[@$]?[\[{]{1,2} ?_?[tT][oO][cC]|\{: ?[.\w #-]{0,45}toc",
    cuts=cuts,
)
