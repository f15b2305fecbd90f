"""GitLab's documentation: tabs between colons, icons in braces, included files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_TABS = lazy(r"^[ \t]*::(?:Tabs|EndTabs)[ \t]*$|^[ \t]*::include\{[^{}\n]{1,300}\}[ \t]*$", re.M)
_TAB = lazy(r"^[ \t]*:::TabTitle[ \t]+(?=\S)", re.M)
# Those of its tables: "**{name}**" of a mailing stays to be seen.
_ICON_NAME = r"(?:check|dotted|dash|close|minus|plus)-[a-z-]{3,30}"
_ICON = lazy(rf"\*\*\{{{_ICON_NAME}(?:,[^{{}}\n]{{0,40}})?\}}\*\*")


def cuts(page: Page) -> Iterator[Cut]:
    for pattern, is_tag in ((_TABS, True), (_TAB, False), (_ICON, False)):
        for match in page.find(pattern):
            yield Cut(*match.span(), tag=is_tag)


FLAVOUR = Flavour(
    name="gitlab",
    marks=(lazy(rf"\{{(?<=\*\*\{{){_ICON_NAME}[,}}]"),),
    line_marks=r"::(?:Tabs|EndTabs|include\{)",
    cuts=cuts,
)
