"""Tell page furniture by names, roles and counts, after Readability.js (Apache-2.0)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detector.readers.html.attributes import attribute
from detector.readers.html.boxes import MAX_BOX, is_box
from detector.readers.html.comments import is_comments
from detector.readers.html.labels import drop_labelled
from detector.readers.html.tree import Node, Tree

_UNLIKELY_ROLES = frozenset({
    "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog",
})  # fmt: skip
_NEVER = frozenset({"footer", "aside", "nav", "fieldset", "dialog", "search"})
_CONDITIONAL = frozenset({"form", "table", "ul", "ol", "div", "section", "header", "dl", "menu"})


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)  # names are in lower case: ignoring case costs three times as much
        for pattern in (
            r"-ad-|ai2html|banner|breadcrumbs|combx|comment(?!ar)|community|cover-wrap|disqus|extra|"
            r"livefyre|giscus|isso-|hyvor|cusdis|coral-?talk|"
            r"footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|"
            r"skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|"
            r"yom-remote",
            r"and|article|body|column|content|main|mathjax|shadow",
            r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story",
            r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment(?!ar)|com-|contact|footer|"
            r"gdpr|masthead|media|meta|outbrain|promo|related|scroll|share(?![dhcw])|shoutbox|sidebar|"
            r"skyscraper|sponsor|shopping|tags|widget",
        )
    )


def is_furniture(tree: Tree, node: Node, seen: dict[str, bool]) -> bool:
    """Return whether an element is no part of an article by its class, id or role."""
    tag, attrs = node.tag, node.attrs
    if tag in ("nav", "dialog"):
        return True
    if not attrs or not node.is_block or tag in ("body", "html"):
        return False
    unlikely = seen.get(attrs)
    if unlikely is None:
        hints = node.hints.lower()
        furniture, maybe = _patterns()[:2]
        unlikely = furniture.search(hints) is not None and (
            not maybe.search(hints) or is_comments(tree, node)
        )
        unlikely = unlikely or ("Comment" in attrs and is_comments(tree, node))
        seen[attrs] = unlikely
    if unlikely:
        above = node.parent
        for _ in range(3):
            if above is not None and above.tag in ("table", "code"):
                return False
            above = above.parent if above is not None else None
        return True
    return "role" in attrs and attribute(attrs, "role") in _UNLIKELY_ROLES


@lru_cache(maxsize=2048)
def weight(attrs: str) -> int:
    """The class weight of Readability.js: 25 for or against, for the class and for the id."""
    _, _, positive, negative, *_ = _patterns()
    total = 0
    for name in ("class", "id"):
        value = attribute(attrs, name).lower()
        if value:
            total -= 25 * (negative.search(value) is not None)
            total += 25 * (positive.search(value) is not None)
    return total


def clean_up(tree: Tree, roots: list[Node], *, weigh: bool) -> None:
    """Drop what looks like furniture inside the article."""
    ends = [(root.start, root.end) for root in roots]
    chosen = {id(root) for root in roots}
    index = 0
    boxes: dict[str, bool] = {}
    kept: list[Node] = []
    for node in tree.nodes:
        while index < len(ends) and ends[index][1] <= node.start:
            index += 1
        if index == len(ends):
            break
        parent = node.parent
        if node.start < ends[index][0] or parent is None or node.dropped or not node.is_block:
            if parent is not None and parent.dropped:
                node.dropped = True
            elif node.start >= ends[index][0] and not node.dropped:
                kept.append(node)
            continue
        if parent.dropped:
            node.dropped = True
        elif id(node) in chosen:
            continue
        elif node.tag in _NEVER or (
            node.attrs and 0 < node.letters <= MAX_BOX and _is_box(node, boxes)
        ):
            node.dropped = True
        elif node.tag in _CONDITIONAL:
            node.dropped = _is_clutter(node, weigh=weigh)
        elif node.tag in ("h1", "h2"):
            node.dropped = weigh and weight(node.attrs) < 0
        if not node.dropped:
            kept.append(node)
    drop_labelled(tree, kept)


def _is_box(node: Node, seen: dict[str, bool]) -> bool:
    """Tell whether an element is a small box beside the article; one look for each set of names."""
    found = seen.get(node.attrs)
    if found is None:
        found = seen[node.attrs] = is_box(node.hints)
    return found


def _is_clutter(node: Node, *, weigh: bool) -> bool:
    """The conditional cleaning of Readability.js, on the counts of the whole element."""
    m = node.measures
    if node.tag == "table" and m.text > 0 and m.link_density < 0.5:
        return False
    bias = weight(node.attrs) if weigh and node.attrs else 0
    if bias < 0:
        return True
    if m.commas >= 10:
        return False
    is_list = node.tag in ("ul", "ol", "menu")
    density = m.link_density
    above = node.parent
    in_figure = False
    for _ in range(3):
        if above is not None:
            in_figure |= above.tag == "figure"
            above = above.parent
    headings = m.headings / m.text if m.text else 0.0
    return (
        (m.images > 1 and m.paragraphs / m.images < 0.5 and not in_figure)
        or (not is_list and m.items - 100 > m.paragraphs)
        or m.inputs > m.paragraphs // 3
        or (not is_list and not in_figure and headings < 0.9 and m.text < 25 and density > 0
            and (m.images == 0 or m.images > 2))
        or (not is_list and bias < 25 and density > 0.2)
        or (bias >= 25 and density > 0.5)
    )  # fmt: skip
