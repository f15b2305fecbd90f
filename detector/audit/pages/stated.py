"""What front matter, a record or a name states of a page: its date and its author."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from detector.audit.pages.dates import iso_date, most_exact

MAX_AUTHOR = 80  # characters
MAX_NAMES = 8  # sections or tags of a page

# The names that blogs, feeds, schema.org and data sets use.
DATE_KEYS = (
    "date", "published", "published_at", "publishDate", "publish_date", "pubDate", "pubdate",
    "datePublished", "date_published", "published_date", "publishedAt", "published_time",
    "publication_date", "posted", "post_date", "posted_on", "created_at", "createdAt", "created",
    "date_created", "timestamp",
)  # fmt: skip
AUTHOR_KEYS = ("author", "authors", "byline", "writer")
SECTION_KEYS = ("section", "sections", "category", "categories")
TAG_KEYS = ("tags", "tag", "keywords")
_NAME_DATE = re.compile(r"(?:^|[/_-])((?:19|20)\d\d)[-/_](\d\d)(?:[-/_](\d\d))?(?=[-/_.]|$)")


def date(fields: Mapping[str, Any]) -> str | None:
    """Return the date that one of ``fields`` gives, as ``iso_date`` does."""
    return most_exact(iso_date(fields[key]) for key in DATE_KEYS if key in fields)


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


def names(fields: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    """Return the names in the first of ``keys`` that has any: a list, or words between commas."""
    for key in keys:
        value = fields.get(key)
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list):
            found = [part.strip()[:MAX_AUTHOR] for part in parts if isinstance(part, str)]
            if any(found):
                return list(filter(None, found))[:MAX_NAMES]
    return []


def name_date(name: str) -> str | None:
    """Return the date in a file's name or path (``2021-03-04-post.md``, ``2021/03/post``)."""
    return _checked(_NAME_DATE.search(name))


def _checked(match: re.Match[str] | None) -> str | None:
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    if match[3] is None or not 1 <= int(match[3]) <= 31:
        return f"{match[1]}-{match[2]}"
    return f"{match[1]}-{match[2]}-{match[3]}"
