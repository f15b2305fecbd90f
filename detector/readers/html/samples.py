"""Code that a page's markup names: highlighted samples, and signatures in the docs of a program.

A generator of documentation sets the signature of a function as a heading, a term of a list or a
box of its own. Readers see code there, so it is neither a heading nor a sentence. The names are
those of the templates of Sphinx, rustdoc, javadoc, TypeDoc, JSDoc, YARD, ExDoc, RDoc, Doxygen,
mkdocstrings, phpDocumentor, Haddock and dartdoc.
"""

from __future__ import annotations

import re
from functools import cache

from detector.readers.html.tree import Node, Tree
from detector.text.document import BlockKind

SPANS = 4  # coloured pieces that only a highlighter sets in a sample


def mark_signatures(tree: Tree) -> None:
    """Make the signatures of functions and types code; costs one search where there are none."""
    if not _signature_name().search(tree.source):
        return
    inside = -1
    for node in tree.nodes:
        if node.start < inside:
            node.kind = BlockKind.CODE
        elif signed := _signed(node):
            signed.kind = BlockKind.CODE
            node.kind = BlockKind.CODE
            inside = signed.end


def is_sample(tree: Tree, node: Node) -> bool:
    """Tell whether the preformatted ``node`` is code by its markup, and no old plain text."""
    source = tree.source
    if source.find("<code", node.inner, node.end) >= 0:
        return True
    box = node.parent.hints if node.parent is not None else ""
    if _code_name().search(node.hints) or _code_name().search(box):
        return True
    return source.count("<span class", node.inner, node.end) >= SPANS


def _signed(node: Node) -> Node | None:
    """Return the element that is a signature by the names of ``node``, None for other nodes."""
    if "class" not in node.attrs:
        return None
    if node.tag in ("code", "tt"):  # of Sphinx before 4.0: the term around the name
        term = node.block
        return term if term.tag == "dt" and _described().search(node.hints) else None
    if not node.is_block:
        return None
    heading = node.tag[0] == "h" and node.tag[1:].isdigit()
    return node if (_heading() if heading else _box()).search(node.hints) else None


@cache
def _signature_name() -> re.Pattern[str]:
    return re.compile(
        r"class\s{0,3}=\s{0,3}[\"']?[^\"'<>]{0,80}?(?:sig|signatures?|code-header|desc(?:class)?name"
        r"|memproto|method-heading|src)(?=[\s\"'>])"
    )


@cache
def _box() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\s)(?:sig|sig-object|(?:member|type|tsd|doc|method|multi-line|phpdocumentor)-signature"
        r"|tsd-signatures|memproto|method-heading|code-header|src)(?:\s|$)"
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"(?:^|\s)(?:signature|(?:doc|method)-signature|code-header)(?:\s|$)")


@cache
def _described() -> re.Pattern[str]:
    return re.compile(r"(?:^|\s)desc(?:class)?name(?:\s|$)")


@cache
def _code_name() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s_-])(?:code|codehilite|highlight|hljs|lang|language|prettyprint|brush|src|source"
        r"|sourceCode|sourcecode|listingblock|programlisting|screen|literal-block|rust|ruby"
        r"|syntax)(?:$|[\s_:-])"
    )
