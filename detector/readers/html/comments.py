"""Visitors' comments, by the names that comment systems give their sections, and by microdata."""

from __future__ import annotations

from detector.readers.html.attributes import attribute
from detector.readers.html.tree import COMMENTS, Node, Tree
from detector.regex import lazy

MAX_SHARE = 0.8  # of the page's source; what holds more is the page, whatever its name

_HINT = lazy(
    r"[cC]omment|[dD]isqus|dsq-|[rR]espon[ds]|[rR]eplies|livefyre|utterances|giscus|isso-|"
    r"[hH]yvor|remark42|cusdis|[sS]pot-?[iI]m|[cC]oral|viafoura|gitalk|waline|twikoo"
)
_SECTION = lazy(
    r"(?:^|[\s_])(?:[a-z]{1,20}[_-]){0,3}"
    r"(?:comments?(?:-?(?:area|section|list|wrap\w{0,5}|wrapper|container|respond|form|thread"
    r"|body|content|holder|box|block|app|root|template|title|embed|widget|main|page))?"
    r"|commentlist|commentary-list|disqus(?:[_-]thread|-comments)?|dsq-\w{1,20}|respond"
    r"|responses|replies|livefyre(?:-\w{1,20})?|utterances|giscus|isso-thread"
    r"|hyvor-talk(?:-\w{1,20})?|remark42|cusdis(?:_thread)?|spot-?im(?:-\w{1,20})?|coral-?talk"
    r"|coral_thread|viafoura|discourse-comments|gitalk-container|waline|twikoo)"
    r"(?:-\d{1,12})?(?:$|\s)"
)
_ITEM = lazy(r"(?:schema\.org/(?:User)?Comments?|^comment)$")


def mark_comments(tree: Tree) -> None:
    """Mark the sections of comments in the tree of a page as out of the article."""
    at = 0
    for node in tree.nodes:
        if node.attrs and node.is_block and node.start >= at and is_comments(tree, node):
            node.out = COMMENTS
            at = node.end


def is_comments(tree: Tree, node: Node) -> bool:
    """Tell whether an element is a section of comments, not a page that names them."""
    attrs = node.attrs
    if node.tag in ("html", "body") or _HINT.search(attrs) is None:
        return False
    named = any(_SECTION.search(attribute(attrs, name).lower()) for name in ("class", "id"))
    if not named:
        kind = attribute(attrs, "itemtype") or attribute(attrs, "itemprop")
        if not kind or _ITEM.search(kind) is None:
            return False
    if node.end - node.start > MAX_SHARE * (tree.root.end - tree.root.start):
        return False
    return tree.source.find("<h1", node.start, node.end) < 0  # a wrapper, such as "has-comments"
