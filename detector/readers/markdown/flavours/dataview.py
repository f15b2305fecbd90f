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
_LEADING = lazy(rf"^[A-Za-z][\w -]{{0,40}}::[ ]{_NOTE}(?:,[ ]{_NOTE}){{0,9}}[ \t]*$", re.M)
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
    if ":: " in text and (is_vault or "[[" in text):
        for match in page.find(_FIELD if is_vault else _LEADING):
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
    marks=(lazy(r":(?=:[ ])"), lazy(r"<%[*_-]?[ \n]{0,3}(?:await |tp\.|tR )")),
    applies=applies,
    cuts=cuts,
)
