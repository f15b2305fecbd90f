"""What front matter, a record or a name states of a page: its date and its author."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

MAX_AUTHOR = 80  # characters

# The names that blogs, feeds, schema.org and data sets use.
DATE_KEYS = (
    "date", "published", "published_at", "publishDate", "pubDate", "datePublished", "created_at",
    "created",
)  # fmt: skip
AUTHOR_KEYS = ("author", "authors", "byline", "writer")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
_NAME_DATE = re.compile(r"(?:^|[/_-])((?:19|20)\d\d)[-/_](\d\d)(?:[-/_](\d\d))?(?=[-/_.]|$)")


def date(fields: Mapping[str, Any]) -> str | None:
    """Return the date that one of ``fields`` gives, as ``iso_date`` does."""
    return next((found for key in DATE_KEYS if (found := iso_date(fields.get(key)))), None)


def author(fields: Mapping[str, Any]) -> str | None:
    """Return the name of the author, of the first where there are several."""
    return next((name for key in AUTHOR_KEYS if (name := author_name(fields.get(key)))), None)


def author_name(value: object) -> str | None:
    """Return a name however it is given: alone, in a list, as the ``name`` of an object."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name")
    return (value.strip()[:MAX_AUTHOR] or None) if isinstance(value, str) else None


def iso_date(value: object) -> str | None:
    """Return ``YYYY-MM-DD`` or ``YYYY-MM`` of a date however it is given, or None."""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return _checked(_DATE.search(value[:40])) if isinstance(value, str) else None


def name_date(name: str) -> str | None:
    """Return the date in a file's name or path (``2021-03-04-post.md``, ``2021/03/post``)."""
    return _checked(_NAME_DATE.search(name))


def _checked(match: re.Match[str] | None) -> str | None:
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    if match[3] is None or not 1 <= int(match[3]) <= 31:
        return f"{match[1]}-{match[2]}"
    return f"{match[1]}-{match[2]}-{match[3]}"
