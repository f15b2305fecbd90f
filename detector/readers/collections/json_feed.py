"""JSON Feed 1.0 and 1.1 (jsonfeed.org): one text an item."""

from __future__ import annotations

from typing import Any

from detector.readers.collections.entry import Entry
from detector.readers.collections.facts import author_name, iso_day, plain_title
from detector.readers.options import ReadOptions

NOUN = "entry"


def entries(value: Any, options: ReadOptions) -> list[Entry] | None:
    """Return the items of a feed; None where ``value`` is something else."""
    if not isinstance(value, dict) or "jsonfeed.org/version" not in str(value.get("version")):
        return None
    items = value.get("items")
    if not isinstance(items, list):
        return []
    feed_author = value.get("authors") or value.get("author")
    return [_entry(item, feed_author) for item in items]


def _entry(item: Any, feed_author: object) -> Entry:
    if not isinstance(item, dict):
        return Entry(fault="the item is not a JSON object")
    fields = (("content_html", "html"), ("content_text", "text"), ("summary", "text"))
    bodies = [(item[key], kind) for key, kind in fields if isinstance(item.get(key), str)]
    text, format = next(((text, kind) for text, kind in bodies if text.strip()), ("", "text"))
    title = item.get("title")
    return Entry(
        text=text,
        format=format,
        title=plain_title(title) if isinstance(title, str) else None,
        addresses=tuple(_string(item.get(key)) for key in ("url", "id", "external_url")),
        date=iso_day(item.get("date_published")) or iso_day(item.get("date_modified")),
        author=author_name(item.get("authors") or item.get("author") or feed_author),
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
