"""An article in several containers: the best element's siblings that are parts of it."""

from __future__ import annotations

from detector.readers.html.attributes import attribute
from detector.readers.html.tags import VOID
from detector.readers.html.tree import OPEN, Node, Tree
from detector.regex import lazy

MAX_CLIMB = 4  # levels above the best element at which its counterparts are looked for
MIN_PART = 140  # characters of prose in a counterpart
MIN_PARTS = 0.1  # of the best element's text: what its counterparts hold together
MAX_LINKS = 0.25  # density; as for a paragraph that joins by itself
_BETWEEN = frozenset({
    "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl", "figure", "table", "pre", "blockquote",
})  # fmt: skip

_FULL_STOP = lazy(r"\.(?: |$)")


def whole(tree: Tree, top: Node) -> Node:
    """Return ``top``, or the element around it whose siblings hold the article's other parts.

    Sites that build a page of sections give each the same names.
    """
    node = top
    for _ in range(MAX_CLIMB):
        parent = node.parent
        if parent is None or parent.parent is None or node.tag in ("body", "html"):
            return top
        if node.is_block and _tokens(node):
            parts = [other for other in _children(tree, parent) if _is_part(node, other)]
            if sum(other.letters for other in parts) >= MIN_PARTS * top.letters > 0:
                return node
        node = parent
    return top


def with_siblings(tree: Tree, top: Node) -> list[Node]:
    """Return ``top`` with the siblings that are likely parts of the same article, in order."""
    if top.parent is None:
        return [top]
    threshold = max(10.0, top.score * 0.2)
    name = attribute(top.attrs, "class")
    children = _children(tree, top.parent)
    joined = []
    for index, node in enumerate(children):
        if node is top:
            joined.append(index)
        elif not node.dropped:
            bonus = top.score * 0.2 if name and attribute(node.attrs, "class") == name else 0.0
            text, density = node.measures.text, node.measures.link_density
            joins = node.score > 0 and node.score + bonus >= threshold
            if node.tag == "p" and not joins:
                joins = (text > 80 and density < MAX_LINKS) or (
                    0 < text < 80 and density == 0 and _ends_sentence(tree, node)
                )
            if joins or _is_part(top, node):
                joined.append(index)
    parts = set(joined)
    return [
        node
        for index, node in enumerate(children)
        if index in parts or (joined[0] < index < joined[-1] and _stands_between(node))
    ]


def _children(tree: Tree, parent: Node) -> list[Node]:
    """Return the block elements right under ``parent``, in order."""
    found = []
    events = tree.events
    at = parent.event + (parent.parent is not None)
    while at < parent.event_end:
        kind, _, _, node = events[at]
        at += 1
        if kind == OPEN and node.tag not in VOID:
            at = node.event_end + 1
            if node.is_block:
                found.append(node)
    return found


def _is_part(node: Node, other: Node) -> bool:
    """Tell whether ``other`` is prose in a container of the same kind as ``node``."""
    if other is node or other.dropped or other.tag != node.tag:
        return False
    names, others = _tokens(node), _tokens(other)
    if not names or (names != others and (len(names) < 2 or names[:2] != others[:2])):
        return False
    measures = other.measures
    return (
        measures.text >= MIN_PART and measures.link_density < MAX_LINKS and measures.paragraphs > 0
    )


def _stands_between(node: Node) -> bool:
    """Tell whether an element between two parts is one too."""
    measures = node.measures
    return node.tag in _BETWEEN and not node.dropped and measures.link_density < MAX_LINKS


def _tokens(node: Node) -> list[str]:
    return attribute(node.attrs, "class").split()


def _ends_sentence(tree: Tree, node: Node) -> bool:
    return _FULL_STOP.search(tree.source, node.inner, node.end) is not None
