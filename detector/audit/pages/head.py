"""What an HTML page states of itself in its head, in its structured data and by ``<time>``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from detector.audit.pages import stated as fields
from detector.audit.pages.dates import iso_date, most_exact
from detector.regex import lazy
from detector.text.analysis import Analysis

HEAD = 60_000  # characters in which meta elements are looked for
DATA = 400_000  # characters in which structured data and times are looked for
MAX_TIMES = 40
_NAMES = {
    "date": (
        r"article:published_time|article:published|datePublished|date_published|pubdate|date"
        r"|publish[_-]?date|publication_date|citation_publication_date|citation_date"
        r"|dc\.date(?:\.issued|\.created)?|dcterms\.(?:date|issued|created)|sailthru\.date"
        r"|parsely-pub-date|og:published_time|og:article:published_time"
    ),
    "author": r"author|article:author|dc\.creator|citation_author|parsely-author",
    "section": r"article:section|parsely-section",
    "tag": r"article:tag",
}
_DATA = {"date": ("datePublished", "dateCreated", "uploadDate"), "author": ("author",)}
_MARKED = re.compile(r"pubdate|datePublished|publish|posted|entry-date|post-date", re.I)

_VALUE = lazy(
    r'''\s{0,9}:\s{0,9}\[?\s{0,9}(?:\{[^{}]{0,200}?"name"\s{0,9}:\s{0,9})?"([^"]{1,200})"'''
)
_TIMES = lazy(r"""<time\b([^<>]{0,200}?)\bdatetime=["']([^"'<>]{4,60})["']([^<>]{0,200})>""", re.I)


def stated(analysis: Analysis, what: str) -> Iterator[str]:
    """Yield what an HTML page states as its ``date``, ``author``, ``section`` or ``tag``."""
    document = analysis.document
    if document.content_type.value != "html":
        return
    source = document.source
    if "<meta" in source or "<META" in source:
        for match in _meta(what).finditer(source, 0, HEAD):
            yield next(group for group in match.groups() if group is not None)
    for key in _DATA.get(what, ()):
        at = source.find(f'"{key}"', 0, DATA)
        value = _VALUE.match(source, at + len(key) + 2) if at >= 0 else None
        if value:
            yield value[1]


def date(analysis: Analysis) -> str | None:
    """Return the date of publication: of front matter, of the head or of ``<time>``.

    The first of them decides; a later one that is the same with its day is more exact.
    """
    front = analysis.document.front_matter
    written = fields.date(front) if front else None
    if written and len(written) > 7:
        return written
    found = most_exact([written, *map(iso_date, stated(analysis, "date"))])
    return found if found and len(found) > 7 else most_exact([found, _time(analysis)])


def _time(analysis: Analysis) -> str | None:
    """Return the date of a ``<time>`` that is marked as published, or the only one there is."""
    source = analysis.document.source
    if analysis.document.content_type.value != "html" or "<time" not in source:
        return None
    days: dict[str, None] = {}
    for number, match in enumerate(_TIMES.finditer(source, 0, DATA)):
        day = iso_date(match[2])
        if day and _MARKED.search(match[1] + match[3]):
            return day
        if day:
            days[day] = None
        if number == MAX_TIMES:
            break
    return next(iter(days)) if len(days) == 1 else None


@cache
def _meta(what: str) -> re.Pattern[str]:
    name = rf"""(?:name|property|itemprop)=["'](?:{_NAMES[what]})["']"""
    content = r"""content=["']([^"'<>]{1,200})["']"""
    return re.compile(rf"<meta\s{{1,9}}(?:{name}\s{{1,9}}{content}|{content}\s{{1,9}}{name})", re.I)
