"""HTML: the main article of a page, or the whole of a fragment, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from detector.readers import front_matter
from detector.readers.html.article import choose, measure
from detector.readers.html.attributes import attribute, attribute_span
from detector.readers.html.show import Shower
from detector.readers.html.tree import OPEN, TEXT, Node, Tree
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Metadata, Span

HEAD = 200_000  # characters in which a page's head is looked for
MAX_HEADINGS = 20  # first-level headings that are compared with the page's title
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_TITLES = ("og:title", "twitter:title", "dc.title")
_SITE_SEPARATORS = (" | ", " » ", " :: ", " – ", " — ", " - ", " · ", " « ")


def parse(text: str, *, id: str, path: str | None = None, encoding: str = "utf-8") -> Document:
    """Parse the HTML ``text``.

    Of a page (something with ``<html>``, ``<head>`` or ``<body>``) the main article is shown; a
    fragment, such as a post's body, is shown whole.
    """
    header = front_matter.find(text) if text.lstrip()[:3] in ("---", "+++") else None
    builder = DocumentBuilder(text)
    start = header.source.end if header else 0
    head = _head(text)
    tree = Tree(text, start, len(text))
    shower = Shower(builder, blank_line_breaks=not head.is_page and "<p" not in text.lower())
    if head.is_page:
        _show_article(tree, shower)
    else:
        _show_all(tree, shower)
    shower.finish()
    title, title_source = _title(text, head, tree)
    if header and header.title():
        title, title_source = header.title(), header.title_source(text)
    return builder.build(
        id=id,
        path=path,
        content_type=ContentType.HTML,
        title=title,
        title_source=title_source,
        description=head.description or (header.description() if header else None),
        front_matter=header.values if header else None,
        front_matter_source=header.source if header else None,
        page_type=head.page_type,
        declared_language=head.language,
        encoding=encoding,
        metadata=(*(header.metadata(text) if header else ()), *head.metadata),
    )


def show_fragment(builder: DocumentBuilder, start: int, end: int) -> None:
    """Show the HTML fragment ``source[start:end]`` of the builder's source."""
    shower = Shower(builder)
    _show_all(Tree(builder.source, start, end), shower)
    shower.finish()


def _show_all(tree: Tree, shower: Shower) -> None:
    measure(tree, strip=False)
    for event in tree.events:
        shower.show(event)


def _show_article(tree: Tree, shower: Shower) -> None:
    choice = choose(tree)
    shower.shows_code = _is_preformatted(tree, choice.roots)
    for root in choice.roots:
        for event in tree.events[root.event : root.event_end + 1]:
            if not event[3].dropped:
                shower.show(event)
        shower.finish()


def _is_preformatted(tree: Tree, roots: list[Node]) -> bool:
    """Return whether most of the article stands in ``<pre>``."""
    if "<pre" not in tree.source and "<PRE" not in tree.source:
        return False
    code = shown = 0
    for root in roots:
        for kind, _, _, node in tree.events[root.event : root.event_end + 1]:
            if kind == OPEN and node.is_block and not node.dropped:
                shown += node.own
                code += node.own if node.kind is BlockKind.CODE else 0
    return code > 0.7 * shown


class _Head(NamedTuple):
    is_page: bool
    title: Span | None
    metadata: tuple[Metadata, ...]
    page_type: str | None
    language: str | None

    @property
    def description(self) -> str | None:
        """The first description, by the kind of field."""
        texts = {field.name: field.text for field in reversed(self.metadata)}
        return next((texts[name] for name in _DESCRIPTIONS if name in texts), None)


def _head(text: str) -> _Head:
    """Read what a page says of itself."""
    frame = re.search(r"<(html|head|body|!doctype\s+html)\b([^<>]{0,2000})>", text[:HEAD], re.I)
    if frame is None:
        return _Head(False, None, (), None, None)
    html_tag = re.search(r"<html\b([^<>]{0,2000})>", text[:HEAD], re.I)
    body = re.search(r"<body\b", text[:HEAD], re.I)
    head = text[: body.start() if body else HEAD]
    title = re.search(r"<title\b[^<>]{0,500}>([^<]{0,2000})</title", head, re.I)
    attrs = html_tag.group(1) if html_tag else ""
    span = _trimmed(text, title.start(1), title.end(1)) if title else None
    metadata = [Metadata("title", _plain(text[slice(*span)]), span)] if span else []
    language = attribute(attrs, "lang") or attribute(attrs, "xml:lang")
    return _Head(
        is_page=True,
        title=span,
        metadata=(*metadata, *_metadata(head)),
        page_type=_page_type(text),
        language=language.split("-")[0].split("_")[0].lower() or None,
    )


def _metadata(head: str) -> Iterator[Metadata]:
    for match in re.finditer(r"<meta\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", head, re.I):
        attrs = match.group(1)
        name = (attribute(attrs, "name") or attribute(attrs, "property")).lower()
        found = attribute_span(attrs, "content") if name in (*_DESCRIPTIONS, *_TITLES) else None
        if found:
            span = Span(match.start(1) + found[0], match.start(1) + found[1])
            yield Metadata(name, _plain(head[slice(*span)]), span)


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


def _title(text: str, head: _Head, tree: Tree) -> tuple[str | None, Span | None]:
    """Choose the title: a first-level heading that the page's title repeats, or that title.

    Without a heading, a site's name after the last separator is left out.
    """
    page_title = _plain(text[head.title.start : head.title.end]) if head.title else ""
    for heading, (start, end) in _first_headings(tree).items():
        shown = _plain(re.sub(r"<[^<>]*+>", " ", text[start:end]))
        if shown and not heading.hidden and shown.lower() in (page_title or shown).lower():
            return shown, Span(start, end)
    if not page_title or head.title is None:
        return None, None
    raw = text[head.title.start : head.title.end]
    for separator in _SITE_SEPARATORS:
        kept = raw.rpartition(separator)[0].rstrip()
        if len(kept.split()) >= 3:
            span = Span(head.title.start, head.title.start + len(kept))
            return _plain(kept), span
    return page_title, head.title


def _first_headings(tree: Tree) -> dict[Node, tuple[int, int]]:
    """Return the first h1 elements, each with the range from its first text to its last."""
    found: dict[Node, tuple[int, int]] = {}
    headings = [node for node in tree.nodes if node.tag == "h1"]
    for heading in headings[:MAX_HEADINGS]:
        for kind, start, end, _ in tree.events[heading.event : heading.event_end]:
            span = _trimmed(tree.source, start, end) if kind == TEXT else None
            if span:
                found[heading] = (found.get(heading, span)[0], span.end)
    return found


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    found = text[start:end]
    if not found.strip():
        return None
    return Span(start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip()))
