"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, one text an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.findings import Failure
from detector.readers.options import ReadOptions
from detector.readers.reader import CollectionReader, UnreadableError
from detector.text.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from detector.readers.collections.entry import Entry

_ITEMS = frozenset({"item", "{rss}item", "entry", "{atom}entry"})
_FEED_MARKS = re.compile(r"purl\.org/(?:rss|atom)/|/2005/Atom|netscape\.com/rdf")
# The last line that WordPress adds to every entry of its feeds; no page of the site shows it.
_WORDPRESS_TAIL = re.compile(
    r"<p>The post <a\b[^<>]{0,2000}>[^<>]{0,1000}</a> (?:first appeared|appeared first) on "
    r"<a\b[^<>]{0,2000}>[^<>]{0,500}</a>\.</p>\s{0,100}\Z"
)
# Where an entry's text is, fullest first, and how it is written where its element does not say.
_BODIES = (
    "{content}encoded", "{atom}content", "content", "{xhtml}body", "{xhtml}div",
    "description", "{rss}description", "{atom}summary", "summary",
)  # fmt: skip
_PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/": "rss",
    "http://my.netscape.com/rdf/simple/0.9/": "rss",
    "http://channel.netscape.com/rdf/simple/0.9/": "rss",
    "http://backend.userland.com/rss2": "rss",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "urn:undeclared:content": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "urn:undeclared:dc": "dc",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://schemas.google.com/blogger/2018": "blogger",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}


def _sniff(head: bytes) -> bool:
    from detector.readers.collections.xml_text import root_name, root_tag

    if b"<" not in head and b"<\0" not in head:
        return False
    tag = root_tag(head)
    name = root_name(tag)
    if "wordpress.org/export/" in tag:
        return False
    return name == "rss" or (name in ("feed", "RDF") and bool(_FEED_MARKS.search(tag)))


def _split(
    data: bytes, /, *, id: str, path: str | None, options: ReadOptions
) -> Iterator[Source | Failure]:
    from detector.readers.collections.entry import sources
    from detector.readers.collections.xml_text import load_xml

    root = load_xml(data, _PREFIXES, "feed")
    name = root.tag.rpartition("}")[2]
    if name not in ("rss", "feed", "RDF"):
        message = f"XML that starts with <{name[:40]}> is not a feed: name the pages themselves"
        raise UnreadableError("unsupported_format", message)
    author = _text(root, "{atom}author") if name == "feed" else None
    items = (element for element in root.iter() if element.tag in _ITEMS)
    entries = [_entry(item, author) for item in items if _is_published(item)]
    yield from sources(entries, id=id, path=path, noun="entry")


def _is_published(item: Element) -> bool:
    """Return whether an entry is a text of the site: Blogger exports hold all that a blog has."""
    kinds = [
        str(category.get("term")).rpartition("#")[2]
        for category in item.findall("{atom}category")
        if str(category.get("scheme")).endswith("g/2005#kind")
    ]
    kinds += [str(kind.text).strip().lower() for kind in item.findall("{blogger}type")]
    if kinds and kinds[0] not in ("post", "page"):
        return False
    status = str(item.findtext("{blogger}status") or "LIVE").strip().upper()
    draft = str(item.findtext("{app}control/{app}draft") or "").strip().lower()
    return status == "LIVE" and draft != "yes"


def _entry(item: Element, feed_author: str | None) -> Entry:
    from detector.readers.collections.entry import Entry
    from detector.readers.collections.facts import author_name, iso_day, plain_title

    text, format = _body(item)
    dates = ("pubDate", "{dc}date", "{atom}published", "published", "{atom}issued", "{dc}created",
             "{atom}updated", "updated", "{atom}modified")  # fmt: skip
    stated = (iso_day(item.findtext(name)) for name in dates)
    authors = ("{dc}creator", "author", "{atom}author", "{dc}author")
    named = (author_name(_text(item, name)) for name in authors)
    titles = ("title", "{rss}title", "{atom}title", "{dc}title")
    title = next((found for name in titles if (found := _title(item, name))), None)
    return Entry(
        text=text,
        format=format,
        title=plain_title(title),
        addresses=tuple(_addresses(item)),
        date=next(filter(None, stated), None),
        author=next(filter(None, named), None) or author_name(feed_author),
    )


def _body(item: Element) -> tuple[str, str]:
    """Return the fullest text of an entry, and its format."""
    from detector.readers.collections.xml_text import markup_of
    from detector.readers.signs import is_html

    best: tuple[int, str, str] = (0, "", "html")
    elements = [e for name in _BODIES for e in item.findall(name)[:1]]
    elements = elements or list(item.iter("{media}description"))[:1]
    for element in elements:
        type = str(element.get("type") or "").lower()
        is_other = "/" in type and not type.startswith("text/") and "html" not in type
        if element.get("src") or is_other:
            continue  # a picture, a sound, or elsewhere
        text = markup_of(element)
        format = "html" if len(element) or "html" in type or "<" in text or "&" in text else "text"
        if "markdown" in type:
            format = "markdown"
        elif type in ("text", "text/plain") and not len(element) and not is_html(text):
            format = "text"
        size = len(text.strip())
        if size > best[0]:
            best = (size, text, format)
    return _WORDPRESS_TAIL.sub("", best[1]), best[2]


def _title(item: Element, name: str) -> str | None:
    from detector.readers.collections.xml_text import markup_of
    from detector.readers.xml_tree import text_of

    element = item.find(name)
    if element is None:
        return None
    return text_of(element) if len(element) else markup_of(element)


def _text(item: Element, name: str) -> str | None:
    element = item.find(name)
    if element is None:
        return None
    inner = element.findtext("{atom}name") or element.findtext("name") or element.text
    return (inner or "").strip() or None


def _addresses(item: Element) -> Iterator[str | None]:
    yield item.findtext("link") or item.findtext("{rss}link")
    for link in item.findall("{atom}link"):
        if link.get("rel", "alternate") == "alternate":
            yield link.get("href")
    guid = item.find("guid")
    if guid is not None and str(guid.get("isPermaLink")).lower() != "false":
        yield guid.text
    yield item.get("{rdf}about")
    yield item.findtext("{atom}id")


READER = CollectionReader(
    name="feed",
    suffixes=frozenset({".rss", ".atom", ".rdf", ".xml"}),
    split=_split,
    sniff=_sniff,
)
