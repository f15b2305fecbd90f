"""Slides: settings of a slide of Slidev between two rules, its slots, pictures of Marp.

Keys of a blog's front matter amid a text are debris and stay to be seen: only a block of keys that
slides have and pages have not is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_LAYOUT = (
    r"layout:[ ][\"']?(?:center|cover|default|end|fact|full|iframe(?:-left|-right)?"
    r"|image(?:-left|-right)?|intro|none|quote|section|statement|two-cols(?:-header)?)[\"']?"
)
_KEY = (
    r"(?!(?:title|date|tags|categories|author|authors|description|slug|draft|published|permalink"
    r"|layout|keywords|excerpt|summary):)[a-z][A-Za-z]{1,30}:[ ][^\n]{1,200}"
)
_SETTINGS = lazy(
    rf"(?<=\n)---[ \t]*\n(?=(?:{_KEY}\n){{0,6}}(?:{_LAYOUT}|clicks:|hideInToc:|transition:|src:))"
    rf"(?:(?:{_LAYOUT}|{_KEY})[ \t]*\n){{1,8}}---[ \t]*(?=\n|$)"
)
_SLOT = lazy(r"^::(?:left|right|default|top|bottom|header|footer|content)::[ \t]*$", re.M)
_SIZED = r"(?:[wh]|width|height):(?:\d{1,5}(?:px|em|rem|%|vw|vh|cm)?|auto)"
_BACKGROUND = r"(?:left|right|fit|cover|contain|auto|vertical|original)(?::\d{1,3}%)?|\d{1,4}%"
_PICTURE = lazy(
    rf"!\[(?:bg(?:[ ](?:{_BACKGROUND}|{_SIZED})){{0,6}}|{_SIZED}(?:[ ]{_SIZED})?)\]"
    r"\([^()\n]{1,400}\)"
)


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    if "\n---" in text and page.has_header:
        for match in page.find(_SETTINGS):
            yield Cut(*match.span(), tag=True)
    if "::\n" in text and "\n---" in text:
        for match in page.find(_SLOT):
            yield Cut(*match.span(), tag=True)
    if "![" in text:
        for match in page.find(_PICTURE):
            yield Cut(*match.span(), tag=True)


FLAVOUR = Flavour(
    name="slides",
    line_marks=r"---[ \t]*\n[a-z][A-Za-z]{2,15}:[ ]|::[a-z]{3,8}::|!\[(?:bg[\] ]|[wh]\w{0,5}:\d)",
    cuts=cuts,
)
