"""Notes in fences: ``admonish tip "Title"`` of mdBook, ``ad-tip`` of Obsidian's Admonition."""

from __future__ import annotations

from detector.readers.markdown.fences import is_note
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Lines, Page
from detector.regex import lazy

_QUOTED = lazy(r"\"(?P<title>[^\"\n]{1,300})\"")
_OPTION = lazy(r"[ \t>]*(?P<name>title|collapse|icon|color):[ \t]*(?P<value>[^\n]{0,300})$")


def shape(lines: Lines, page: Page) -> None:
    for fence in page.fences:
        if fence.is_code or not is_note(fence.info):
            continue
        lines.blank(fence.last)
        title = _QUOTED.search(lines.texts[fence.first])
        if title:
            lines.title(fence.first, *title.span("title"))
        else:
            lines.blank(fence.first)
        number = fence.first + 1
        while number < fence.last and (option := _OPTION.match(lines.texts[number])):
            if option["name"] == "title":
                lines.title(number, *option.span("value"))
            else:
                lines.blank(number)
            number += 1


FLAVOUR = Flavour(
    name="admonish", line_marks=r"(?:`{3,}|~{3,})[ \t]*+(?:admonish\b|ad-[a-z])", shape=shape
)
