"""What is in a page's source but is no text of it: editors' comments, fallbacks of AMP."""

from __future__ import annotations

import re
from functools import cache

from detector.readers.html.attributes import attribute
from detector.readers.html.tree import NEVER, Node, Tree

HEAD = 3000  # characters in which a page says that it is an AMP page


def leave_out(tree: Tree) -> None:
    """Mark what is never read, in fragments as in pages; costs nothing where no sign is."""
    for anchor in tree.notes:
        _leave_out_comment(anchor)
    if _amp().search(tree.source, 0, HEAD):
        for node in tree.nodes:
            if node.attrs and _fallback().search(node.attrs):
                node.out = NEVER


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


@cache
def _amp() -> re.Pattern[str]:
    return re.compile(r"<html(?=[^<>]{0,500}\s(?:amp|⚡|amp4email)[\s>=])", re.I)


@cache
def _fallback() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s\"'])(?:fallback|placeholder)(?=[\s/]|$)")
