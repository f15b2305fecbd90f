"""Code that a page's markup names: highlighted samples, and signatures in the docs of a program.

A generator of documentation sets the signature of a function as a heading, a term of a list or a
box of its own. Readers see code there, so it is neither a heading nor a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from detector.readers.html.attributes import attribute
from detector.readers.html.programs import HEADINGS, Template, templates_of
from detector.readers.html.tree import Node, Tree
from detector.regex import lazy
from detector.text.document import BlockKind

SPANS = 4  # coloured pieces that only a highlighter sets in a sample
LOOK = 4000  # characters of a preformatted text that tell whether it is code
SHARE = 0.02  # of the characters are brackets and the like; prose has fewer
_MARKS = "{}()[];=|$\\"
# No signature holds one of these; the box around an article does.
_PROSE = HEADINGS | {"p", "article", "main", "blockquote", "header", "footer", "figure"}

_SIGNATURE_NAME = lazy(
    r"class\s{0,3}=\s{0,3}[\"']?[^\"'<>]{0,80}?(?:sig-object|signature|code-header"
    r"|desc(?:class)?name|memproto|memItemLeft|fragment|method-heading|src|code)(?=[\s\"'>])"
)
_DESCRIBED = lazy(r"(?:^|\s)desc(?:class)?name(?:\s|$)")
_HIGHLIGHTED = lazy(
    r"(?:^|\s)(?:(?:codehilite|fragment|hljs|prettyprint|programlisting|source[Cc]ode)(?:\s|$)|brush:)"
)
_CODE_NAME = lazy(r"(?:^|\s)(?:code|highlight|literal-block|screen|src|rust)(?:\s|$)")
# The boxes that highlighters set around their samples.
_CODE_BOX = lazy(
    r"(?:^|\s)(?:codehilite|highlight(?:er-rouge|-\w{1,20})?|hljs|sourceCode|listingblock)"
    r"(?:\s|$)"
)
_TAG_OR_ENTITY = lazy(r"<[^<>]{0,500}>|&#?\w{1,10};")


def mark_signatures(tree: Tree) -> None:
    """Make the signatures of functions and types code; costs one search where there are none."""
    if not _SIGNATURE_NAME.search(tree.source):
        return
    templates = templates_of(tree.source)
    prose = [node.start for node in tree.nodes if node.tag in _PROSE]
    inside = -1
    for node in tree.nodes:
        if node.start < inside:
            node.kind = BlockKind.CODE
        elif (signed := _signed(node, templates)) and not _holds(prose, signed):
            signed.kind = BlockKind.CODE
            node.kind = BlockKind.CODE
            inside = signed.end


def is_sample(tree: Tree, node: Node) -> bool:
    """Tell whether the preformatted ``node`` is code by its markup, and no old plain text.

    A name such as "highlight" may stand for the look of a page: there the text must have the marks
    of code too. Others are written by highlighters and DocBook only.
    """
    source = tree.source
    if source.find("<code", node.inner, node.end) >= 0:
        return True
    if source.count("<span class", node.inner, node.end) >= SPANS:
        return True
    if _HIGHLIGHTED.search(node.hints):
        return True
    box = node.parent.hints if node.parent is not None else ""
    if not (_CODE_NAME.search(node.hints) or _CODE_BOX.search(box)):
        return False
    text = _TAG_OR_ENTITY.sub("", source[node.inner : min(node.end, node.inner + LOOK)])
    return sum(map(text.count, _MARKS)) > SHARE * len(text)


def _signed(node: Node, templates: Sequence[Template]) -> Node | None:
    """Return the element that is a signature by the names of ``node``, None for other nodes."""
    if "class" not in node.attrs:
        return None
    if node.tag in ("code", "tt"):  # of Sphinx before 4.0: the term around the name
        term = node.block
        return term if term.tag == "dt" and _DESCRIBED.search(node.hints) else None
    if not node.is_block:
        return None
    names = attribute(node.attrs, "class").split()
    for template in templates:
        if not template.names.isdisjoint(names) and (
            not template.tags or node.tag in template.tags
        ):
            return node
    return None


def _holds(starts: Sequence[int], node: Node) -> bool:
    """Tell whether one of the sorted ``starts`` lies within ``node``, behind its own tag."""
    after = bisect_right(starts, node.start)
    return after < len(starts) and starts[after] < node.end
