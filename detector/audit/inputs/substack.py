"""Substack exports: a zip with a page for each post, and ``posts.csv`` with its facts."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import NamedTuple

from detector.audit.pages.dates import iso_date
from detector.findings import Failure
from detector.text.source import Source

TABLE = "posts.csv"
MAX_TABLE = 8 << 20  # bytes: ten thousand posts and more
_COLUMNS = frozenset({"post_id", "post_date", "is_published", "title"})


class Post(NamedTuple):
    """What the table states of a post."""

    title: str
    date: str | None
    is_published: bool


def posts(archive: zipfile.ZipFile) -> dict[str, Post]:
    """Return the posts by the names of their pages; empty where the zip is no such export."""
    table = next((n for n in archive.namelist() if n.rpartition("/")[2] == TABLE), None)
    if table is None:
        return {}
    try:
        with archive.open(table) as stream:
            data = stream.read(MAX_TABLE + 1)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return {}
    rows = csv.DictReader(io.StringIO(data[:MAX_TABLE].decode("utf-8-sig", "replace")))
    folder = table.removesuffix(TABLE)
    try:
        if not _COLUMNS.issubset(rows.fieldnames or ()):
            return {}
        return {
            f"{folder}posts/{row['post_id']}.html": Post(
                title=row["title"] or "",
                date=iso_date(row["post_date"]),
                is_published=(row["is_published"] or "").strip().lower() != "false",
            )
            for row in rows
        }
    except csv.Error:
        return {}


def stated(item: Source | Failure, post: Post) -> Source | Failure:
    """Return the text of a page with its post's title and date."""
    if isinstance(item, Failure):
        return item
    return replace(item, title=post.title or None, date=post.date)
