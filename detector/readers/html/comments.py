"""Visitors' comments, by the names that comment systems give their sections, and by microdata."""

from __future__ import annotations

import re
from functools import cache

from detector.readers.html.attributes import attribute
from detector.readers.html.tree import COMMENTS, Tree

MAX_SHARE = 0.8  # of the page's source; what holds more is the page, whatever its name


def find_comments(tree: Tree) -> None:
    """Mark the sections of comments in the tree of a page."""
    source = tree.source
    if not _hint().search(source):
        return
    most = MAX_SHARE * (tree.root.end - tree.root.start)
    headings = [node.start for node in tree.nodes if node.tag == "h1"]
    at = 0
    for node in tree.nodes:
        attrs = node.attrs
        if not attrs or not node.is_block or node.start < at or node.tag in ("html", "body"):
            continue
        if _hint().search(attrs) is None:
            continue
        named = any(
            _section().search(attribute(attrs, name).lower()) for name in ("class", "id")
        ) or _item().search(attribute(attrs, "itemtype") or attribute(attrs, "itemprop"))
        if not named or node.end - node.start > most:
            continue
        if any(node.start <= start < node.end for start in headings):
            continue  # a page's wrapper, such as "has-comments"
        node.out = COMMENTS
        at = node.end


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(
        r"[cC]omment|[dD]isqus|dsq-|[rR]espon[ds]|[rR]eplies|livefyre|utterances|giscus|isso-|"
        r"[hH]yvor|remark42|cusdis|[sS]pot-?[iI]m|openweb|[cC]oral|viafoura|discourse|gitalk|"
        r"waline|twikoo"
    )


@cache
def _section() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\s_])(?:[a-z]{1,20}[_-]){0,3}"
        r"(?:comments?(?:-?(?:area|section|list|wrap\w{0,5}|wrapper|container|respond|form|thread"
        r"|body|content|holder|box|block|app|root|template|title|embed|widget|main|page))?"
        r"|commentlist|commentary-list|disqus(?:[_-]thread|-comments)?|dsq-\w{1,20}|respond"
        r"|responses|replies|livefyre(?:-\w{1,20})?|utterances|giscus|isso-thread"
        r"|hyvor-talk(?:-\w{1,20})?|remark42|cusdis(?:_thread)?|spot-?im(?:-\w{1,20})?|coral-?talk"
        r"|coral_thread|viafoura|discourse-comments|gitalk-container|waline|twikoo)"
        r"(?:-\d{1,12})?(?:$|\s)"
    )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"(?:schema\.org/(?:User)?Comments?|^comment)$")
