"""The parts of a page by their elements and ARIA roles."""

from __future__ import annotations

from detector.readers.html.attributes import attribute
from detector.readers.html.tree import Tree
from detector.text.document import Landmark, Span

_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
}
_TAGS = frozenset({"nav", "header", "footer", "aside"})


def landmarks(tree: Tree) -> tuple[Landmark, ...]:
    """Return the page's navigation, headers, footers and asides, in order."""
    found = []
    for node in tree.nodes:
        name = node.tag if node.tag in _TAGS else ""
        if not name and "role" in node.attrs:
            name = _ROLES.get(attribute(node.attrs, "role").lower(), "")
        if name:
            found.append(Landmark(name, Span(node.start, node.end)))
    return tuple(found)
