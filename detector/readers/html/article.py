"""Choose the elements that are the article of a page.

After Arc90's Readability and Mozilla's reader view (Readability.js, Apache-2.0): paragraphs
give points to the elements around them by length and commas, class and id names add or take
some, dense links take more; the best element and its like-minded neighbours are the article,
and what looks like furniture inside it is taken out. The constants are those of Readability.js.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.html.clutter import clean_up, is_furniture, weight
from detector.readers.html.comments import mark_comments
from detector.readers.html.siblings import whole, with_siblings
from detector.readers.html.tree import COMMENTS, NEVER, OPEN, TEXT, Node, Tree

MIN_ARTICLE = 500  # characters; with less, the search is repeated with fewer checks
MIN_ITEM = 60  # characters of a list's item that is as good as a paragraph
_FRAME = frozenset({"body", "html", "#root"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({"p", "td", "pre", "section", "h2", "h3", "h4", "h5", "h6"})
_TAG_SCORE = {"div": 5, "pre": 3, "td": 3, "blockquote": 3, "address": -3, "ol": -3, "ul": -3,
              "dl": -3, "dd": -3, "dt": -3, "li": -3, "form": -3, "h1": -5, "h2": -5, "h3": -5,
              "h4": -5, "h5": -5, "h6": -5, "th": -5}  # fmt: skip


class Choice:
    """The chosen elements of a tree: ``roots`` in order; nodes with ``dropped`` are out."""

    def __init__(self, roots: list[Node], length: int, *, drops: bool) -> None:
        self.roots = roots
        self.length = length
        self.drops = drops  # whether something of the page is left out


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
        if best is None:
            mark_comments(tree)
        if best is None or choice.length > best.length:
            best = choice
            kept = [node.dropped for node in tree.nodes]
    assert best is not None
    for node, dropped in zip(tree.nodes, kept, strict=True):
        node.dropped = dropped
    return best


def _attempt(tree: Tree, *, strip: bool, weigh: bool, clean: bool) -> Choice:
    measure(tree, strip=strip, out=COMMENTS if weigh or clean else NEVER)
    candidates = _score(tree, weigh=weigh)
    if not candidates:
        return Choice([tree.root], tree.root.measures.text, drops=False)
    top = _top(candidates)
    roots = with_siblings(tree, whole(tree, top))
    if clean:
        clean_up(tree, roots, weigh=weigh)
    length = _kept_length(tree, roots)
    drops = length < tree.root.measures.text or any(node.dropped for node in tree.nodes)
    return Choice(roots, length, drops=drops)


def measure(  # noqa: PLR0912 - one pass over all events
    tree: Tree, *, strip: bool, out: int = NEVER
) -> None:
    """Count what each block element holds; with ``strip``, furniture is dropped first.

    ``out`` is the least kind of what is left out: NEVER for the whole page, COMMENTS for articles.
    """
    source = tree.source
    text = links = commas = paragraphs = images = items = inputs = headings = 0
    in_link = 0.0
    root = tree.root
    root.own = root.own_commas = 0
    root.score = 0.0
    root.before = (0,) * 8
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
                parent.dropped
                or (node.out and node.out >= out)
                or (strip and is_furniture(tree, node, seen))
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
    root.after = (text, links, commas, paragraphs, images, items, inputs, headings)


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
        elif node.tag == "li" and node.own >= MIN_ITEM and node.measures.link_density < 0.25:
            holder = node.parent
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
                    weight(holder.attrs) if weigh else 0
                )
            holder.score += points / (1 if level == 0 else 2 if level == 1 else level * 3)
            holder = holder.parent
            level += 1
    for node in candidates:
        node.score *= 1 - node.measures.link_density
    return candidates


def _top(candidates: list[Node]) -> Node:
    """Return the element with the best score, or one around it that holds more of the article."""
    ranked = sorted(candidates, key=lambda node: -node.score)[:5]
    top = ranked[0]
    chains = [_ancestors(n) for n in ranked[1:] if n.score >= 0.75 * top.score > 0]
    if len(chains) >= 3:  # several as good as the best: what holds three of them
        for above in _above(top):
            if sum(any(a is above for a in chain) for chain in chains) >= 3:
                top = above
                break
    last, threshold = top.score, top.score / 3
    for above in _above(top):
        if above.score:
            if above.score < threshold:
                break
            if above.score > last:
                top = above
                break
            last = above.score
    for above in _above(top):
        if above.measures.text > top.measures.text:  # another child holds text
            break
        top = above
    return top


def _above(node: Node) -> Iterator[Node]:
    """Yield the block elements around ``node``, up to the body."""
    while node.parent is not None and node.tag not in _FRAME:
        node = node.parent.block
        if node.tag in _FRAME:
            return
        yield node


def _ancestors(node: Node) -> list[Node]:
    found: list[Node] = []
    above = node.parent
    while above is not None and len(found) < 100:
        found.append(above)
        above = above.parent
    return found


def _kept_length(tree: Tree, roots: list[Node]) -> int:
    """Return the number of characters that are kept."""
    length = index = 0
    for node in tree.nodes:
        while index < len(roots) and roots[index].end <= node.start:
            index += 1
        if index == len(roots):
            break
        if node.start >= roots[index].start and not node.dropped:
            length += node.own
    return length
