"""Nuxt's components in Markdown (MDC): ``::note`` to ``::``, ``:icon{name="x"}``, ``#title``.

What stands in a component is read, and its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy
from detector.text.document import Span

_OPEN = r"(?<!:)::[a-z][a-z0-9-]{1,40}(?:\{[^{}\n]{0,500}\})?[ \t]*(?=\n|$)"
_LINE = lazy(
    r"^[ \t]*(?::{2,6}(?P<name>[a-z][a-z0-9-]{1,40})(?P<attributes>\{[^{}\n]{0,500}\})?"
    r"(?P<options>[ \t]*\n[ \t]*---[ \t]*\n(?:[ \t]*[\w:@-]{1,40}:[^\n]{0,300}\n){1,20}[ \t]*---)?"
    r"|:{2,6})[ \t]*$",
    re.M,
)
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


FLAVOUR = Flavour(name="components", line_marks=_OPEN, applies=applies, cuts=cuts)
