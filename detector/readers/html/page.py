"""HTML: the main article of a page, or the whole of a fragment, with exact offsets."""

from __future__ import annotations

import re

from detector.readers import front_matter
from detector.readers.html import stored
from detector.readers.html.article import Choice, choose, measure
from detector.readers.html.asides import leave_out
from detector.readers.html.embedded import find_embedded
from detector.readers.html.head import alternative_texts, page_title, read_head
from detector.readers.html.landmarks import landmarks
from detector.readers.html.samples import is_sample, mark_signatures
from detector.readers.html.show import Shower
from detector.readers.html.templates import mask, shows_tags
from detector.readers.html.tree import NEVER, OPEN, TEXT, Node, Tree
from detector.regex import lazy
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, PageText, Span

MAX_SHELL = 250  # characters; a page that shows less may hold its text as data
MAX_NOTICE = 60  # characters, such as "Loading"; a page that shows more is not empty

_SCRIPT = lazy(
    r"<script\b(?![^<>]{0,300}\btype\s{0,9}=\s{0,9}[\"']?(?:application/(?:ld\+)?json|"
    r"speculationrules|importmap))",
    re.I,
)
_REDIRECT = lazy(r"<meta\b[^<>]{0,200}\bhttp-equiv\s{0,9}=\s{0,9}[\"']?refresh\b", re.I)
_BLOCK_TAG = lazy(r"<(?:p|div|li|h[1-6]|br|td|section|article)\b", re.I)


def parse(text: str, *, id: str, path: str | None = None, encoding: str = "utf-8") -> Document:
    """Parse the HTML ``text``.

    Of a page (something with ``<html>``, ``<head>`` or ``<body>``) the main article is shown; a
    fragment, such as a post's body, is shown whole. Where a page shows next to nothing and holds
    its article as data for a script, that is the view.
    """
    header = front_matter.find(text) if text.lstrip()[:3] in ("---", "+++") else None
    start = header.source.end if header else 0
    masked = stored.mask(text)
    head, tree = read_head(masked), Tree(masked, start, len(text))
    if shows_tags(tree) or any("{" in field.text or "<" in field.text for field in head.metadata):
        masked = mask(masked, has_header=header is not None)
        if masked is not text:
            head, tree = read_head(masked), Tree(masked, start, len(text))
    leave_out(tree)
    mark_signatures(tree)
    builder = DocumentBuilder(text)
    page: PageText | None = None
    needs_script = False
    if head.is_page:
        shower = Shower(builder, masked)
        choice = choose(tree)
        kept = _show_article(tree, shower, choice)
        if choice.length < MAX_SHELL and "<script" in masked:
            data = find_embedded(text, least=2 * choice.length)
            if data is not None:
                builder = DocumentBuilder(data.text)
                _show_data(builder)
                builder.rebase(text, data.origin)
            else:
                needs_script = builder.position < MAX_NOTICE and _made_by_script(masked, tree)
        elif choice.drops:
            page = PageText(lambda: (_whole(text, tree, id, path), landmarks(tree)))
    else:
        shower = Shower(builder, masked, blank_line_breaks="<p" not in masked.lower())
        kept = _show_all(tree, shower)
    title, title_source = page_title(masked, head, tree)
    metadata = [*(header.metadata(text) if header else ()), *head.metadata]
    metadata += alternative_texts(tree, kept)
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
        metadata=tuple(metadata),
        page=page,
        needs_script=needs_script,
        robots_noindex=head.noindex,
        canonical=head.canonical,
        alternates=dict(head.alternates),
    )


def show_fragment(builder: DocumentBuilder, start: int, end: int, view: str | None = None) -> None:
    """Show the HTML fragment ``source[start:end]`` of the builder's source.

    ``view`` is the source with what is not to be shown overwritten by tabs, character by character.
    """
    text = builder.source if view is None else view
    _show_all(Tree(text, start, end), Shower(builder, text))


def _show_data(builder: DocumentBuilder) -> None:
    """Show a text from a page's data, be it HTML or plain."""
    text = builder.source
    has_blocks = _BLOCK_TAG.search(text) is not None
    _show_all(Tree(text, 0, len(text)), Shower(builder, blank_line_breaks=not has_blocks))


def _show_all(tree: Tree, shower: Shower) -> list[Node]:
    measure(tree, strip=False)
    for event in tree.events:
        if not event[3].dropped:
            shower.show(event)
    shower.finish()
    kept = [node for node in tree.nodes if not node.dropped]
    if tree.folded:
        _note_folded(tree, shower.builder, {id(node) for node in kept})
    return kept


def _show_article(tree: Tree, shower: Shower, choice: Choice) -> list[Node]:
    """Show the chosen elements; return all that is shown, in order."""
    shower.shows_code = _is_preformatted(tree, choice.roots)
    kept = []
    for root in choice.roots:
        for event in tree.events[root.event : root.event_end + 1]:
            node = event[3]
            if not node.dropped:
                shower.show(event)
                if event[0] == OPEN:
                    kept.append(node)
        shower.finish()
    if tree.folded:
        _note_folded(tree, shower.builder, {id(node) for node in kept})
    return kept


def _note_folded(tree: Tree, builder: DocumentBuilder, shown: set[int]) -> None:
    """Note the ranges of folded elements that are shown; one in another is part of it."""
    at = 0
    for node in tree.folded:
        if node.end > at and node.end > node.inner and id(node) in shown:
            builder.folded.append(Span(node.inner, node.end))
            at = node.end


def _whole(text: str, tree: Tree, id: str, path: str | None) -> Document:
    """Return all that the page shows as a document."""
    builder = DocumentBuilder(text)
    _show_all(tree, Shower(builder, tree.source))
    return builder.build(id=id, path=path, content_type=ContentType.HTML)


def _made_by_script(text: str, tree: Tree) -> bool:
    """Return whether a script makes the page: one is loaded or run, beyond data and styles.

    A page that sends its visitors elsewhere, or has text of its own that is no article, such as
    an index of links, is whole as it is.
    """
    if _SCRIPT.search(text) is None or _REDIRECT.search(text):
        return False
    shown = 0
    for kind, start, end, node in tree.events:
        if kind == TEXT and not node.hidden and node.out != NEVER and not _is_frame(node):
            shown += len(text[start:end].strip())
    return shown < MAX_SHELL


def _is_frame(node: Node | None) -> bool:
    while node is not None:
        if node.tag in ("nav", "header", "footer", "aside"):
            return True
        node = node.parent
    return False


def _is_preformatted(tree: Tree, roots: list[Node]) -> bool:
    """Return whether most of the article stands in ``<pre>``, as in old plain texts.

    What its markup calls code, or a quotation, is none: a page of samples is not read as prose.
    """
    if not tree.has("pre") and not tree.has("xmp") and not tree.has("listing"):
        return False
    code = shown = samples = 0
    for root in roots:
        for kind, _, _, node in tree.events[root.event : root.event_end + 1]:
            if kind == OPEN and node.is_block and not node.dropped:
                shown += node.own
                if node.kind is BlockKind.CODE:
                    code += node.own
                    quoted = node.parent is not None and node.parent.kind is BlockKind.QUOTATION
                    samples += node.own if quoted or is_sample(tree, node) else 0
    return code > 0.7 * shown and 2 * samples < code
