"""VitePress and VuePress: expressions in double braces, snippets of code, marks of code groups.

Components are HTML to the parser and show nothing; scripts and styles are left out there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_EXPRESSION = lazy(r"\{\{(?![<%])[^{}]{0,500}\}\}")
_SNIPPET = lazy(r"^[ \t]*<<<[ \t]*(?:@|\.|/)[^\n]{1,300}$", re.M)
_BADGE = lazy(r"<Badge\b[^<>]{0,300}/?>")
_SCRIPT = lazy(r"<(?<![^\n]<)script[ >]")
_SITES = frozenset({"vitepress", "vuepress"})


def applies(page: Page) -> bool:
    if page.site is not None:
        return page.site in _SITES
    return "<" in page.body and _SCRIPT.search(page.text) is not None


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_EXPRESSION):
        yield Cut(*match.span())
    for match in page.find(_SNIPPET):
        yield Cut(*match.span(), tag=True)
    for match in page.find(_BADGE):
        yield Cut(*match.span())


FLAVOUR = Flavour(
    name="vue",
    marks=(lazy(r"\{\{"), lazy(r"<(?:<<|Badge)")),
    applies=applies,
    cuts=cuts,
)
