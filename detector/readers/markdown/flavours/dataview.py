"""Plugins of Obsidian: fields of Dataview (``up:: [[Mill]]``), commands of Templater.

Of a field in running text, ``[depth:: 3 m]``, the value is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page
from detector.regex import lazy

_FIELD = lazy(r"^[ \t]*[A-Za-z][\w -]{0,40}:: [^\n]{0,300}$", re.M)
# Without a vault around the file: a field that only leads to notes is no sentence.
_NOTE = r"\[\[[^\[\]\n]{1,200}\]\]"
_LEADING = lazy(
    rf"^[ \t]*(?:[-*][ ])?[A-Za-z][\w -]{{0,40}}::?[ ]{_NOTE}(?:,?[ ]{_NOTE}){{0,9}}[ \t]*$", re.M
)
# What a notebook's export writes above a note: when, and from where.
_RECORD = lazy(
    r"^(?:Created|Updated|Modified|Last updated|Source|Latitude|Longitude|Altitude)(?: at)?:[ ]"
    r"(?:\d{4}-\d\d-\d\d[T \d:.Z+-]{0,30}|-?\d{1,3}\.\d{1,12}|https?://\S{1,400})[ \t]*$",
    re.M,
)
_INLINE = lazy(r"[\[(](?P<key>[A-Za-z][\w-]{0,40}::[ ])(?P<value>[^\[\]()\n]{1,200})[\])]")
_COMMAND = lazy(r"<%[*_-]?(?:[^%<]|%(?!>)|<(?!%)){1,2000}%>")
_COMMAND_SIGN = lazy(
    r"<%[*_-]?[ \n]{0,3}(?:(?:await[ ])?tp\.(?:app|config|date|file|frontmatter|hooks|obsidian"
    r"|system|user|web)\b|tR[ ]\+?=)"
)


def applies(page: Page) -> bool:
    return page.site in (None, "obsidian")


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    is_vault = page.site == "obsidian"
    if "[[" in text:
        for pattern in (_LEADING, _RECORD):
            for match in page.find(pattern):
                yield Cut(*match.span(), tag=True)
    if ":: " in text and (is_vault or "[[" in text):
        if is_vault:
            for match in page.find(_FIELD):
                yield Cut(*match.span(), tag=True)
        for match in page.find(_INLINE):
            yield _value(match)
    if "<%" in text and _COMMAND_SIGN.search(text):
        for match in page.find(_COMMAND):
            yield Cut(*match.span(), tag=True)


def _value(match: re.Match[str]) -> Cut:
    start, end = match.span()
    first, last = match.span("value")
    filler = MASK * (first - start) + match["value"] + MASK * (end - last)
    return Cut(start, end, filler=filler)


FLAVOUR = Flavour(
    name="dataview",
    marks=(lazy(r":(?=(?::[ ]|[ ]\[\[))"), lazy(r"<%[*_-]?[ \n]{0,3}(?:await |tp\.|tR )")),
    applies=applies,
    cuts=cuts,
)
