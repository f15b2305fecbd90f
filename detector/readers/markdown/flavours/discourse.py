"""Posts of Discourse: ``[details="…"]``, ``[quote="ann, post:1, topic:2"]``, ``[poll type=…]``.

Forum codes of other systems stay to be seen: a text is taken for Discourse's by forms that only
it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy
from detector.text.document import Span

_SIGN = lazy(
    r"\[quote=\"[^\"\n]{1,100}, ?post:\d{1,9}, ?topic:\d{1,9}|\]\(upload://[\w.-]{1,80}\)"
    r"|\[date=\d{4}-\d\d-\d\d[^\[\]\n]{0,100}timezone=|\[details=\"[^\"\n]{1,200}\"\]"
)
_QUOTE = lazy(
    r"^[ \t]*\[quote=\"[^\"\n]{1,200}\"\](?:[^\[]|\[(?!/?quote\b)){0,5000}\[/quote\]", re.M
)
_TAG = lazy(
    r"\[details=\"(?P<shown>[^\"\n]{1,200})\"(?:[ ]open)?\]|\[/(?:details|quote|poll|grid|wrap)\]"
    r"|\[(?:grid|wrap=\w[^\[\]\n]{0,100}|poll(?:[ ]\w{1,20}=[^\[\]\n]{0,300})?)\]"
    r"|\[date=\d{4}-[^\[\]\n]{1,200}\]"
)
_SPOILER = lazy(r"\[spoiler\]|\[/spoiler\]|\|attachment(?=\]\(upload://)")
_UPLOAD = lazy(r"!\[[^\[\]\n]{0,200}\]\(upload://[\w.-]{1,80}\)")


def applies(page: Page) -> bool:
    return page.site is None and _SIGN.search(page.text) is not None


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_QUOTE):
        yield Cut(*match.span(), tag=True)
    for match in page.find(_TAG):
        shown = (Span(*match.span("shown")),) if match["shown"] else ()
        yield Cut(*match.span(), shown=shown, tag=not match.group().startswith("[date"))
    for pattern in (_SPOILER, _UPLOAD):
        for match in page.find(pattern):
            yield Cut(*match.span())


FLAVOUR = Flavour(
    name="discourse",
    marks=(lazy(r"\[(?:quote=\"|date=\d|details=\")"), lazy(r"\]\(upload://")),
    applies=applies,
    cuts=cuts,
)
