"""Ghost exports: the published posts and pages, by their HTML, else by what the editor kept.

Source: Ghost documentation, "Exporting content"; the formats mobiledoc 0.3 and Lexical.
"""

from __future__ import annotations

from typing import Any

from detector.readers.collections.entry import Entry
from detector.readers.collections.facts import author_name, iso_day, plain_title
from detector.readers.options import ReadOptions

NOUN = "post"


def entries(value: Any, options: ReadOptions) -> list[Entry] | None:
    """Return the published posts of an export; None where ``value`` is something else."""
    data = _tables(value)
    if data is None:
        return None
    names = {_id(user): author_name(user) for user in _rows(data, "users")}
    authors: dict[object, object] = {}
    for row in _rows(data, "posts_authors"):
        authors.setdefault(row.get("post_id"), row.get("author_id"))
    shown = [post for post in _rows(data, "posts") if post.get("status") == "published"]
    return [
        _entry(post, names.get(authors.get(_id(post)) or post.get("author_id"))) for post in shown
    ]


def _tables(value: Any) -> dict[str, Any] | None:
    """Return the tables of an export: under ``db[0].data``, in older ones under ``data``."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("db"), list) and value["db"] and isinstance(value["db"][0], dict):
        value = value["db"][0]
    data = value.get("data")
    meta = value.get("meta")
    is_export = isinstance(data, dict) and isinstance(data.get("posts"), list)
    return data if is_export and isinstance(meta, dict) and "version" in meta else None


def _rows(data: dict[str, Any], table: str) -> list[dict[str, Any]]:
    rows = data.get(table)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _id(row: dict[str, Any]) -> object:
    id = row.get("id")
    return id if isinstance(id, str | int) else None


def _entry(post: dict[str, Any], author: str | None) -> Entry:
    text, format = _body(post)
    title = post.get("title")
    return Entry(
        text=text,
        format=format,
        title=plain_title(title) if isinstance(title, str) else None,
        addresses=(post["canonical_url"] if isinstance(post.get("canonical_url"), str) else None,),
        date=iso_day(post.get("published_at")) or iso_day(post.get("created_at")),
        author=author,
    )


def _body(post: dict[str, Any]) -> tuple[str, str]:
    from detector.readers.collections import editor_state

    html = post.get("html")
    if isinstance(html, str) and html.strip():
        return html, "html"
    for field in ("lexical", "mobiledoc"):
        text = editor_state.to_html(post.get(field))
        if text.strip():
            return text, "html"
    for field, format in (("markdown", "markdown"), ("plaintext", "text")):
        plain = post.get(field)
        if isinstance(plain, str) and plain.strip():
            return plain, format
    return "", "text"
