"""WordPress exports (WXR): the published posts and pages, with their shortcodes as the site shows.

Source: WordPress, ``wp-admin/includes/export.php`` (WXR 1.0 to 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.findings import Failure
from detector.readers.options import ReadOptions
from detector.readers.reader import CollectionReader
from detector.text.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PREFIXES = {
    **{f"http://wordpress.org/export/{version}/": "wp" for version in ("1.0", "1.1", "1.2")},
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
}
# Other types are drafts of templates, menus, pictures, orders: what plugins keep.
_SHOWN_TYPES = frozenset({"post", "page"})


def _sniff(head: bytes) -> bool:
    if b"wordpress.org/export/" not in head and b"w\0o\0r\0d\0p\0r\0e\0s\0s" not in head:
        return False
    from detector.readers.collections.xml_text import root_name, root_tag

    tag = root_tag(head)
    return root_name(tag) == "rss" and "wordpress.org/export/" in tag


def _split(
    data: bytes, /, *, id: str, path: str | None, options: ReadOptions
) -> Iterator[Source | Failure]:
    from detector.readers.collections.entry import Entry, sources
    from detector.readers.collections.facts import author_name, iso_day, plain_title
    from detector.readers.collections.shortcodes import shown
    from detector.readers.collections.xml_text import load_xml

    root = load_xml(data, _PREFIXES, "WordPress export")
    authors = {
        author.findtext("{wp}author_login"): author.findtext("{wp}author_display_name")
        for author in root.iter("{wp}author")
    }
    entries = []
    for item in root.iter("item"):
        if not _is_shown(item):
            continue
        login = item.findtext("{dc}creator")
        day = iso_day(item.findtext("{wp}post_date"))
        entries.append(
            Entry(
                text=shown(item.findtext("{content}encoded") or ""),
                format="html",
                title=plain_title(item.findtext("title")),
                addresses=(item.findtext("link"), item.findtext("guid")),
                date=day or iso_day(item.findtext("pubDate")),
                author=author_name(authors.get(login) or login),
            )
        )
    yield from sources(entries, id=id, path=path, noun="post")


def _is_shown(item: Element) -> bool:
    """Return whether visitors can read the item: it is published, without a password."""
    return (
        (item.findtext("{wp}post_type") or "post").strip() in _SHOWN_TYPES
        and (item.findtext("{wp}status") or "publish").strip() == "publish"
        and not (item.findtext("{wp}post_password") or "").strip()
    )


READER = CollectionReader(
    name="WordPress export", suffixes=frozenset({".xml", ".wxr"}), split=_split, sniff=_sniff
)
