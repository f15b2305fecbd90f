"""Choose the elements that are the article of a page.

After Arc90's Readability and Mozilla's reader view (Readability.js, Apache-2.0): paragraphs
give points to the elements around them by length and commas, class and id names add or take
some, dense links take more; the best element and its like-minded neighbours are the article,
and what looks like furniture inside it is taken out. The constants are those of Readability.js.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detector.readers.html_tree import BLOCK, OPEN, TEXT, Measures, Node, Tree, attribute

MIN_ARTICLE = 500  # characters; with less, the search is repeated with fewer checks
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "td", "pre", "section", "h2", "h3", "h4", "h5", "h6"})
_UNLIKELY_ROLES = frozenset({"menu", "menubar", "complementary", "navigation", "alert",
                             "alertdialog", "dialog"})  # fmt: skip
_NEVER = frozenset({"footer", "aside", "nav", "fieldset", "dialog", "search"})
_CONDITIONAL = frozenset({"form", "table", "ul", "ol", "div", "section", "header", "dl", "menu"})
_TAG_SCORE = {"div": 5, "pre": 3, "td": 3, "blockquote": 3, "address": -3, "ol": -3, "ul": -3,
              "dl": -3, "dd": -3, "dt": -3, "li": -3, "form": -3, "h1": -5, "h2": -5, "h3": -5,
              "h4": -5, "h5": -5, "h6": -5, "th": -5}  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|"
            r"footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|"
            r"skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|"
            r"yom-remote",
            r"and|article|body|column|content|main|mathjax|shadow",
            r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story",
            r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|"
            r"masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|"
            r"sponsor|shopping|tags|widget",
            r"byline|author|dateline|writtenby|p-author",
            r"(?:\b|_)(?:share|sharedaddy)(?:\b|_)",
        )
    )


class Choice:
    """The chosen elements of a tree: ``roots`` in order; nodes with ``dropped`` are out."""

    def __init__(self, roots: list[Node], length: int) -> None:
        self.roots = roots
        self.length = length


def choose(tree: Tree) -> Choice:
    """Choose the article of the page; the checks are relaxed step by step where little is left."""
    best: Choice | None = None
    for strip, weigh, clean in (
        (True, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, False),
    ):
        choice = _attempt(tree, strip=strip, weigh=weigh, clean=clean)
        if choice.length >= MIN_ARTICLE:
            return choice
        if best is None or choice.length > best.length:
            best = choice
            kept = [node.dropped for node in tree.nodes]
    assert best is not None
    for node, dropped in zip(tree.nodes, kept, strict=True):
        node.dropped = dropped
    return best


def _attempt(tree: Tree, *, strip: bool, weigh: bool, clean: bool) -> Choice:
    _measure(tree, strip=strip)
    candidates = _score(tree, weigh=weigh)
    if not candidates:
        return Choice([tree.root], tree.root.measures.text)
    top = _top(candidates, weigh=weigh)
    roots = _with_siblings(tree, top)
    if clean:
        _clean(tree, roots, weigh=weigh)
    return Choice(roots, sum(_kept_length(tree, roots)))


def _measure(tree: Tree, *, strip: bool) -> None:
    """Count what each block element holds, furniture by name or role left out."""
    source = tree.source
    text = links = commas = paragraphs = images = items = inputs = headings = 0
    in_link = 0.0
    seen: dict[str, bool] = {}
    for kind, start, end, node in tree.events:
        if kind == TEXT:
            if node.dropped or node.hidden:
                continue
            piece = source[start:end]
            if piece and not piece.isspace():
                length = len(piece) if "\n" not in piece else len(" ".join(piece.split()))
                found = piece.count(",")
                text += length
                commas += found
                links += int(in_link * length)
                block = node.block
                block.own += length
                block.own_commas += found
                if block.tag in _HEADINGS:
                    headings += length
        elif kind == OPEN:
            tag = node.tag
            node.own = node.own_commas = 0
            node.score = 0.0
            parent = node.parent
            node.dropped = parent is not None and (
                parent.dropped or (strip and _is_furniture(node, seen))
            )
            if node.is_block:
                node.before = (text, links, commas, paragraphs, images, items, inputs, headings)
                items += tag == "li" and not node.dropped
            elif tag == "a":  # a link within the page counts for less
                in_link = 0.3 if 'href="#' in node.attrs else 1.0
            elif tag == "img":
                images += not node.dropped
            elif tag == "input":
                inputs += not node.dropped
        elif node.is_block:
            if (node.tag == "p" or (node.tag == "div" and node.own)) and not node.dropped:
                paragraphs += 1
            node.after = (text, links, commas, paragraphs, images, items, inputs, headings)
        elif node.tag == "a":
            in_link = 0.0
    tree.root.after = (text, links, commas, paragraphs, images, items, inputs, headings)


def _is_furniture(node: Node, seen: dict[str, bool]) -> bool:
    """Tell whether an element is no part of an article by its class, id or role."""
    tag, attrs = node.tag, node.attrs
    if tag in ("nav", "dialog"):
        return True
    if not attrs or (not node.is_block) or tag in ("body", "html"):
        return False
    unlikely = seen.get(attrs)
    if unlikely is None:
        hints = node.hints
        names, maybe = _patterns()[:2]
        unlikely = names.search(hints) is not None and not maybe.search(hints)
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
def _weight(attrs: str) -> int:
    """The class weight of Readability.js: 25 for or against, for the class and for the id."""
    _, _, positive, negative, *_ = _patterns()
    total = 0
    for name in ("class", "id"):
        value = attribute(attrs, name)
        if value:
            total -= 25 * (negative.search(value) is not None)
            total += 25 * (positive.search(value) is not None)
    return total


def _score(tree: Tree, *, weigh: bool) -> list[Node]:
    candidates: list[Node] = []
    seen: set[int] = set()
    for node in tree.nodes:
        if node.own < 25 or node.dropped:
            continue
        if node.tag in _PARAGRAPHS:
            holder = node.parent
        elif node.tag in ("div", "article", "main", "body", "center", "blockquote", "#root"):
            holder = node
        else:
            continue
        points = 2.0 + node.own_commas + min(node.own // 100, 3)
        level = 0
        while holder is not None and level < 5:
            if not holder.is_block:
                holder = holder.parent
                continue
            if id(holder) not in seen:
                seen.add(id(holder))
                candidates.append(holder)
                holder.score += _TAG_SCORE.get(holder.tag, 0) + (
                    _weight(holder.attrs) if weigh else 0
                )
            holder.score += points / (1 if level == 0 else 2 if level == 1 else level * 3)
            holder = holder.parent
            level += 1
    for node in candidates:
        node.score *= 1 - _link_density(node)
    return candidates


def _link_density(node: Node) -> float:
    return node.measures.links / node.measures.text if node.measures.text else 0.0


def _top(candidates: list[Node], *, weigh: bool) -> Node:
    ranked = sorted(candidates, key=lambda node: -node.score)[:5]
    top = ranked[0]
    if top.tag in ("body", "html", "#root"):
        return top
    chains = [_ancestors(n) for n in ranked[1:] if n.score / top.score >= 0.75 and top.score > 0]
    if len(chains) >= 3:
        above = top.parent
        while above is not None and above.tag not in ("body", "html", "#root"):
            if sum(any(a is above for a in chain) for chain in chains) >= 3:
                top = above
                break
            above = above.parent
    last, threshold = top.score, top.score / 3
    above = _block_above(top)
    while above is not None and above.tag not in ("body", "html", "#root"):
        if above.score:
            if above.score < threshold:
                break
            if above.score > last:
                top = above
                break
            last = above.score
        above = _block_above(above)
    above = _block_above(top)
    while above is not None and above.tag not in ("body", "html", "#root"):
        if above.measures.text > top.measures.text:  # another child holds text
            break
        top = above
        above = _block_above(above)
    return top


def _block_above(node: Node) -> Node | None:
    return node.parent.block if node.parent is not None else None


def _ancestors(node: Node) -> list[Node]:
    found = []
    above = node.parent
    while above is not None and len(found) < 100:
        found.append(above)
        above = above.parent
    return found


def _with_siblings(tree: Tree, top: Node) -> list[Node]:
    """Return ``top`` with the siblings that are likely parts of the same article."""
    if top.parent is None:
        return [top]
    threshold = max(10.0, top.score * 0.2)
    name = attribute(top.attrs, "class")
    roots = []
    for node in tree.nodes:
        if node is top:
            roots.append(node)
        elif node.parent is top.parent and not node.dropped and node.is_block:
            bonus = top.score * 0.2 if name and attribute(node.attrs, "class") == name else 0.0
            text, density = node.measures.text, _link_density(node)
            joins = node.score + bonus >= threshold and node.score > 0
            if node.tag == "p" and not joins:
                joins = (text > 80 and density < 0.25) or (
                    0 < text < 80 and density == 0 and _ends_sentence(tree, node)
                )
            if joins:
                roots.append(node)
    return roots


def _ends_sentence(tree: Tree, node: Node) -> bool:
    return re.search(r"\.(?: |$)", tree.source[node.inner : node.end]) is not None


def _clean(tree: Tree, roots: list[Node], *, weigh: bool) -> None:
    """Drop what looks like furniture inside the article."""
    ends = [(root.start, root.end) for root in roots]
    index = 0
    share = _patterns()[5]
    for node in tree.nodes:
        while index < len(ends) and ends[index][1] <= node.start:
            index += 1
        if index == len(ends):
            break
        parent = node.parent
        if node.start < ends[index][0] or parent is None or node.dropped or not node.is_block:
            if parent is not None and parent.dropped:
                node.dropped = True
            continue
        if parent.dropped:
            node.dropped = True
        elif any(node is root for root in roots):
            continue
        elif node.tag in _NEVER:
            node.dropped = True
        elif node.attrs and node.measures.text < MIN_ARTICLE and share.search(node.hints):
            node.dropped = True
        elif node.tag in _CONDITIONAL:
            node.dropped = _is_clutter(node, weigh=weigh)
        elif node.tag in ("h1", "h2"):
            node.dropped = weigh and _weight(node.attrs) < 0


def _is_clutter(node: Node, *, weigh: bool) -> bool:
    """The conditional cleaning of Readability.js, on the counts of the whole element."""
    m = node.measures
    if node.tag == "table" and m.text > 0 and _link_density(node) < 0.5:
        return False
    weight = _weight(node.attrs) if weigh and node.attrs else 0
    if weight < 0:
        return True
    if m.commas >= 10:
        return False
    is_list = node.tag in ("ul", "ol", "menu")
    density = _link_density(node)
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
        or (not is_list and weight < 25 and density > 0.2)
        or (weight >= 25 and density > 0.5)
    )  # fmt: skip


def _kept_length(tree: Tree, roots: list[Node]) -> list[int]:
    lengths = []
    index = 0
    for node in tree.nodes:
        while index < len(roots) and roots[index].end <= node.start:
            index += 1
        if index == len(roots):
            break
        if node.start >= roots[index].start and not node.dropped:
            lengths.append(node.own)
    return lengths
