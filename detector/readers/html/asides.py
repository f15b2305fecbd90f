"""What is in a page's source but is no text of it: comments, AMP's fallbacks, marks, labels."""

from __future__ import annotations

import re

from detector.readers.html.attributes import attribute
from detector.readers.html.tree import NEVER, Node, Tree
from detector.regex import lazy

# What rustdoc prints at each item: how stable it is, since when, a link to its source.
_LABELS = lazy(r"(?:^|\s)(?:item-info|stab|rightside|hideme)(?:\s|$)")
HEAD = 3000  # characters in which a page says that it is an AMP page
MAX_MARK = 500  # characters of a link that shows a mark, with the tags in it

_RUSTDOC = lazy(r"<meta name=\"generator\" content=\"rustdoc\"")
_TAG = lazy(r"<[^<>]{0,500}>")
_ANCHOR_MARK = lazy(
    r">\s{0,9}(?:[¶§#🔗⚓\u200b]|&(?:para|sect|ZeroWidthSpace|#182|#167|#8203|#x0*(?:b6|a7|200b));)"
    r"\s{0,9}</a>",
    re.I,
)
_AMP = lazy(r"<html(?=[^<>]{0,500}\s(?:amp|⚡|amp4email)[\s>=])", re.I)
_FALLBACK = lazy(r"(?:^|[\s\"'])(?:fallback|placeholder)(?=[\s/]|$)")


def leave_out(tree: Tree) -> None:
    """Mark what is never read, in fragments as in pages; costs nothing where no sign is."""
    for anchor in tree.notes:
        _leave_out_comment(anchor)
    marks = {match.end() for match in _ANCHOR_MARK.finditer(tree.source)}
    if marks:
        for node in tree.nodes:
            if node.tag == "a" and node.end in marks and _is_mark(tree.source, node):
                node.out = NEVER
    if _RUSTDOC.search(tree.source, 0, HEAD):
        for node in tree.nodes:
            if node.attrs and _LABELS.search(node.hints):
                node.out = NEVER
    if _AMP.search(tree.source, 0, HEAD):
        for node in tree.nodes:
            if node.attrs and _FALLBACK.search(node.attrs):
                node.out = NEVER


def _is_mark(source: str, link: Node) -> bool:
    """Tell whether a link leads to its own heading: a mark that is seen under the pointer.

    The mark is all that it shows: "C#" and "<b>C</b>#" are words.
    """
    if attribute(link.attrs, "href")[:1] != "#" or link.end - link.inner > MAX_MARK:
        return False
    shown = _TAG.sub("", source[link.inner : link.end])
    return _ANCHOR_MARK.fullmatch(f">{shown}</a>") is not None


def _leave_out_comment(anchor: Node) -> None:
    """Leave out a comment of an exported Google Docs text, and the mark where it belongs."""
    name = attribute(anchor.attrs, "id") or attribute(anchor.attrs, "name")
    target = attribute(anchor.attrs, "href")
    if name.startswith("cmnt_ref") and target.startswith("#cmnt"):
        anchor.out = NEVER
    elif name.startswith("cmnt") and target.startswith("#cmnt_ref"):
        block = anchor.block
        above = block.parent
        block.out = NEVER
        first = above is not None and above.inner <= block.start <= above.inner + 20
        if above is not None and above.tag == "div" and first:  # the comment has paragraphs
            above.out = NEVER
