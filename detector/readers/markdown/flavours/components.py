"""Nuxt's components in Markdown (MDC): ``::note`` to ``::``, ``:icon{name="x"}``, ``#title``.

What stands in a component is read, and its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Lines, Page
from detector.regex import lazy
from detector.text.document import Span

_OPEN = r"(?<!:)::[a-z][a-z0-9-]{1,40}(?:\{[^{}\n]{0,500}\})?[ \t]*(?=\n|$)"
_LINE = lazy(
    r"^[ \t]*(?::{2,6}(?P<name>[a-z][a-z0-9-]{1,40})(?P<attributes>\{[^{}\n]{0,500}\})?"
    r"(?P<options>[ \t]*\n[ \t]*---[ \t]*\n(?:[ \t]*[\w:@-]{1,40}:[^\n]{0,300}\n){1,20}[ \t]*---)?"
    r"|:{2,6})[ \t]*$",
    re.M,
)
_EDGE = lazy(r"(?P<colons>:{2,6})(?P<name>[a-z][a-z0-9-]{1,40}(?:\{[^{}\n]{0,500}\})?)?[ \t]*$")
_INLINE = lazy(r":(?<![\w:]:)[a-z][a-z0-9-]{1,40}\{(?P<attributes>[^{}\n]{0,500})\}")
_SLOT = lazy(
    r"^[ \t]*#(?:title|description|default|header|footer|code|body|links|content)[ \t]*$", re.M
)
_TITLE = lazy(r"(?<![\w:-])(?:title|label|description)=\"(?P<value>[^\"\n]{1,300})\"")
_CLOSE = lazy(r"^[ \t]*::[ \t]*$", re.M)


def applies(page: Page) -> bool:
    return page.site is None and _CLOSE.search(page.text) is not None


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_LINE):
        yield Cut(*match.span(), shown=_shown(match), tag=True)
    for match in page.find(_SLOT):
        yield Cut(*match.span(), tag=True)
    if "{" in page.text:
        for match in page.find(_INLINE):
            yield Cut(*match.span(), shown=_shown(match))


def _shown(match: re.Match[str]) -> tuple[Span, ...]:
    at = match.start("attributes")
    return tuple(
        Span(at + found.start("value"), at + found.end("value"))
        for found in _TITLE.finditer(match["attributes"] or "")
    )


def shape(lines: Lines, page: Page) -> None:
    """Move to the left what stands in a component that is within another and indented."""
    if not any(sign in page.text for sign in ("\n ", "\n\t")):
        return
    code = {number for f in page.fences if f.is_code for number in range(f.first, f.last + 1)}
    opened: list[tuple[str, int]] = []  # colons, and blanks before them
    for number, line in enumerate(page.lines):
        bare = line.lstrip(" \t")
        edge = bool(bare.startswith("::")) and number not in code and _EDGE.match(bare)
        if edge and not edge["name"]:
            while opened and opened.pop()[0] != edge["colons"]:
                pass
        elif edge:
            opened.append((edge["colons"], len(line) - len(bare)))
        if len(opened) > 1:
            text = lines.texts[number]
            blanks = len(text) - len(text.lstrip(" \t"))
            lines.cut(number, min(blanks, opened[-1][1] - opened[0][1]))


FLAVOUR = Flavour(name="components", line_marks=_OPEN, applies=applies, cuts=cuts, shape=shape)
