"""What a page says of itself: title, descriptions, language, type, addresses, robots."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from detector.readers.html.attributes import attribute, attribute_span
from detector.readers.html.templates import MASK
from detector.readers.html.tree import TEXT, Node, Tree
from detector.regex import lazy
from detector.text.document import Metadata, Span

HEAD = 200_000  # characters in which a page's head is looked for
MAX_HEADINGS = 20  # first-level headings that are compared with the page's title
MAX_METADATA = 200  # of one page; alternative texts are most of them
_SITE_SEPARATORS = (" | ", " » ", " :: ", " – ", " — ", " - ", " · ", " « ")
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_TITLES = ("og:title", "twitter:title", "dc.title")
_FIELD_PARTS = ("escription", "title", "obots", "ooglebot", "DESC", "TITLE", "ROBOTS")

_META_OR_LINK = lazy(r"<(meta|link)\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.I)


class Head(NamedTuple):
    """The facts of a page; of a fragment, ``is_page`` false and nothing else."""

    is_page: bool = False
    title: Span | None = None
    metadata: tuple[Metadata, ...] = ()
    page_type: str | None = None
    language: str | None = None
    noindex: bool = False
    canonical: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def description(self) -> str | None:
        """The first description, by the kind of field."""
        texts = {field.name: field.text for field in reversed(self.metadata)}
        return next((texts[name] for name in _DESCRIPTIONS if name in texts), None)


def read_head(text: str) -> Head:
    """Read the head of the page ``text``, its template tags masked."""
    start = text[:HEAD]
    frame = re.search(r"<(html|head|body|!doctype\s+html)\b([^<>]{0,2000})>", start, re.I)
    if frame is None:
        return Head()
    html_tag = re.search(r"<html\b([^<>]{0,2000})>", start, re.I)
    body = re.search(r"<body\b", start, re.I)
    head = text[: body.start() if body else HEAD]
    attrs = html_tag.group(1) if html_tag else ""
    language = attribute(attrs, "lang") or attribute(attrs, "xml:lang")
    title = re.search(r"<title\b[^<>]{0,500}>([^<]{0,2000})</title", head, re.I)
    span = trimmed(text, title.start(1), title.end(1)) if title else None
    metadata = [Metadata("title", plain(text[slice(*span)]), span)] if span else []
    noindex, canonical = False, None
    alternates: dict[str, str] = {}
    for match in _META_OR_LINK.finditer(head):
        attrs = match.group(2)
        if match.group(1).lower() == "link":
            if "canonical" in attrs or "hreflang" in attrs:
                relation = attribute(attrs, "rel").lower().split()
                address = attribute(attrs, "href")
                if "canonical" in relation and address:
                    canonical = canonical or address
                elif "alternate" in relation and attribute(attrs, "hreflang"):
                    alternates.setdefault(attribute(attrs, "hreflang"), address)
            continue
        if not any(part in attrs for part in _FIELD_PARTS):
            continue
        name = (attribute(attrs, "name") or attribute(attrs, "property")).lower()
        if name in _DESCRIPTIONS or name in _TITLES:
            found = attribute_span(attrs, "content")
            if found:
                at = match.start(2)
                where = Span(at + found[0], at + found[1])
                metadata.append(Metadata(name, plain(text[slice(*where)]), where))
        elif name in ("robots", "googlebot"):
            rules = re.split(r"[\s,]+", attribute(attrs, "content").lower())
            noindex |= "noindex" in rules or "none" in rules
    return Head(
        is_page=True,
        title=span,
        metadata=tuple(field for field in metadata if field.text),
        page_type=_page_type(text),
        language=language.split("-")[0].split("_")[0].lower() or None,
        noindex=noindex,
        canonical=canonical,
        alternates=tuple(alternates.items()),
    )


def alternative_texts(tree: Tree, kept: list[Node]) -> list[Metadata]:
    """Return the alternative texts of the images in ``kept``."""
    found = []
    for node in kept:
        if node.tag == "img" and "alt" in node.attrs:
            span = attribute_span(node.attrs, "alt")
            at = tree.source.find(node.attrs, node.start, node.end) if span else -1
            if span and at >= 0:
                where = Span(at + span[0], at + span[1])
                text = plain(tree.source[slice(*where)])
                if text:
                    found.append(Metadata("alt", text, where))
        if len(found) == MAX_METADATA:
            break
    return found


def page_title(text: str, head: Head, tree: Tree) -> tuple[str | None, Span | None]:
    """Choose the title: a first-level heading that the page's title repeats, or that title.

    Without a heading, a site's name after the last separator is left out.
    """
    title = plain(text[head.title.start : head.title.end]) if head.title else ""
    for heading, (start, end) in _first_headings(tree).items():
        shown = plain(re.sub(r"<[^<>]*+>", " ", text[start:end]))
        if shown and not heading.hidden and shown.lower() in (title or shown).lower():
            return shown, Span(start, end)
    if not title or head.title is None:
        return None, None
    raw = text[head.title.start : head.title.end]
    for separator in _SITE_SEPARATORS:
        kept = raw.rpartition(separator)[0].rstrip()
        if len(kept.split()) >= 3:
            span = Span(head.title.start, head.title.start + len(kept))
            return plain(kept), span
    return title, head.title


def _first_headings(tree: Tree) -> dict[Node, tuple[int, int]]:
    """Return the first h1 elements, each with the range from its first text to its last."""
    found: dict[Node, tuple[int, int]] = {}
    headings = [node for node in tree.nodes if node.tag == "h1"]
    for heading in headings[:MAX_HEADINGS]:
        for kind, start, end, _ in tree.events[heading.event : heading.event_end]:
            span = trimmed(tree.source, start, end) if kind == TEXT else None
            if span:
                found[heading] = (found.get(heading, span)[0], span.end)
    return found


def _page_type(text: str) -> str | None:
    """Return the JSON-LD type of the page, an article type before any other."""
    types: list[str] = []
    if "ld+json" not in text:
        return None
    for match in re.finditer(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", text, re.I):
        end = text.find("</", match.end(), match.end() + 200_000)
        block = text[match.end() : end if end >= 0 else match.end()]
        types += re.findall(r'"@type"\s{0,20}:\s{0,20}\[?\s{0,20}"(\w{1,60})"', block)[:50]
        if len(types) > 200:
            break
    for name in types:
        if name.endswith(("Article", "Posting", "Report")) or name in ("Recipe", "Review", "HowTo"):
            return name
    return types[0] if types else None


def plain(text: str) -> str:
    """Return ``text`` with entities decoded, masks out and white space folded."""
    return " ".join(unescape(text.replace(MASK, " ") if MASK in text else text).split())


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the range without the white space and masks at its ends; None for nothing else."""
    found = text[start:end]
    ends = None if MASK not in found else f" \t\r\n\f{MASK}"
    if not found.strip(ends):
        return None
    return Span(
        start + len(found) - len(found.lstrip(ends)), end - len(found) + len(found.rstrip(ends))
    )
