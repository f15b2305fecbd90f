"""A light tree of an HTML source that keeps the place of every tag and every run of text.

The common HTML parsers give no source positions. This one reads tags with one linear pattern,
closes what was left open much as browsers do, and never recurses, so that depth is no danger.
"""

from __future__ import annotations

from operator import sub
from typing import NamedTuple

from detector.readers.html.attributes import is_hidden, names
from detector.readers.html.folding import controlled, is_folded, is_open
from detector.readers.html.tags import (
    BLOCK,
    CLOSES,
    KIND,
    RAW,
    SWALLOWS,
    TAG_PATTERN,
    TRACKED,
    VOID,
)
from detector.text.document import BlockKind

TEXT, OPEN, CLOSE = 0, 1, 2
COMMENTS, NEVER = 1, 2  # what is out of the article, and what is out of the page too


class Measures(NamedTuple):
    """What an element holds: characters, characters in links, and counts of some elements."""

    text: int
    links: int
    commas: int
    paragraphs: int
    images: int
    items: int
    inputs: int
    headings: int  # characters

    @property
    def link_density(self) -> float:
        """The share of the text that stands in links, 0 for no text."""
        return self.links / self.text if self.text else 0.0


class Node:
    """An element: its tag, its attributes as written, and what stands around it.

    ``start`` is the offset of its tag, ``inner`` that of its content, ``end`` the end of its
    closing tag. ``block`` is the nearest block element at or above it. ``out`` is COMMENTS
    or NEVER for what is not read; what is ``dropped`` is no part of the chosen article.
    """

    __slots__ = (
        "_hints", "_holder", "after", "attrs", "before", "dropped", "end", "event", "event_end",
        "hidden", "inner", "is_block", "kind", "level", "out", "own", "own_commas", "parent",
        "score", "start", "tag",
    )  # fmt: skip

    # Set by the builder of the tree.
    event: int
    event_end: int
    # Set by ``html_article.measure``.
    own: int
    own_commas: int
    score: float
    before: tuple[int, ...]
    after: tuple[int, ...]

    def __init__(self, tag: str, attrs: str, parent: Node | None, start: int, inner: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.start = start
        self.inner = inner
        self.end = inner
        self.dropped = False
        self.out = 0
        self._hints: str | None = None
        self.is_block = is_block = parent is None or tag in BLOCK
        if parent is None:
            self.hidden = False
            self.kind: BlockKind | None = None
            self.level = 0
            self._holder: Node | None = None
        else:
            self.hidden = parent.hidden
            self.kind = parent.kind
            self.level = parent.level
            self._holder = None if is_block else parent if parent.is_block else parent._holder

    @property
    def block(self) -> Node:
        """The nearest block element at or above this one."""
        return self._holder or self

    @property
    def letters(self) -> int:
        """The characters of text in the element: ``measures.text`` alone, sooner."""
        return self.after[0] - self.before[0]

    @property
    def measures(self) -> Measures:
        """What the element holds, by the counts before and after it."""
        return Measures(*map(sub, self.after, self.before))

    @property
    def hints(self) -> str:
        """The class and id names, as written."""
        if self._hints is None:
            self._hints = names(self.attrs)
        return self._hints


Event = tuple[int, int, int, Node]  # TEXT, start, end, holder; OPEN or CLOSE, start, end, element


class Tree:
    """The elements in order, and the events: texts, openings and closings, with their places."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.root = Node("#root", "", None, start, start)
        self.root.event = 0
        self.nodes = [self.root]
        self.events: list[Event] = []
        self.declares = False  # whether there is a "<?", of PHP or XML
        self._open: dict[str, int] = {}
        self.folded: list[Node] = []
        self.notes: list[Node] = []  # links of comments in exported Google Docs texts
        self._controlled: set[str] = set()  # ids of what closed buttons open
        self._unclosed: set[str] = set()
        self._build(start, end)

    def has(self, tag: str) -> bool:
        """Tell whether there is an element ``tag``, one of ``tags.TRACKED``."""
        return tag in self._open

    def _build(self, start: int, end: int) -> None:  # noqa: PLR0912, PLR0915 - the hot loop
        source, events, opened = self.source, self.events, self._open
        node = self.root
        at = start
        beside_block = True  # white space there shows nothing; most of a page's is there
        matches = TAG_PATTERN.finditer(source, start, end)
        straddled = True
        while straddled:
            straddled = False
            for match in matches:
                begin, after = match.span()
                if begin < at:  # in a script or a comment
                    if after > at:
                        matches = TAG_PATTERN.finditer(source, at, end)
                        straddled = True
                        break
                    continue
                if begin > at and not (beside_block and source[at:begin].isspace()):
                    events.append((TEXT, at, begin, node))
                    beside_block = False
                at = after
                closing, name, attrs, rough_closing, rough = match.groups()
                if name is None:
                    if rough is None:
                        at = self._declaration(begin, after, end)
                        continue
                    name, closing, attrs = rough, rough_closing, ""
                name = name.lower()
                if closing:
                    if opened.get(name):
                        node = self._close(node, name, begin, after)
                        beside_block = name in BLOCK
                elif name in TRACKED:
                    node = self._push(node, name, attrs, begin, after)
                    beside_block = node.is_block
                elif name in VOID:
                    if name in ("br", "img", "input"):
                        self._void(name, attrs, node, begin, after)
                        beside_block = False
                elif name in RAW and not (attrs.endswith("/") and name != "script"):
                    if "aria-expanded" in attrs:
                        self._controlled.update(controlled(attrs))
                    at = self._skip(name, after, end)
                elif attrs and is_hidden(attrs):  # other formatting changes nothing that is read
                    node = self._push(node, name, attrs, begin, after)
                    beside_block = False
        if at < end:
            events.append((TEXT, at, end, node))
        while node is not self.root and node.parent is not None:
            node.end = end
            node.event_end = len(events)
            events.append((CLOSE, end, end, node))
            node = node.parent
        self.root.end = end
        self.root.event_end = len(events) - 1

    def _declaration(self, begin: int, after: int, end: int) -> int:
        """Return where a comment or declaration ends; an open comment takes the rest."""
        if not self.source.startswith("<!--", begin):
            self.declares |= self.source.startswith("<?", begin)
            return after
        stop = self.source.find("-->", begin + 2, end)
        odd = self.source.find("--!>", begin + 2, end if stop < 0 else stop)
        if odd >= 0:
            return odd + 4
        return end if stop < 0 else stop + 3

    def _void(self, name: str, attrs: str, node: Node, begin: int, after: int) -> None:
        void = Node(name, attrs, node, begin, after)
        void.end = after
        self.nodes.append(void)
        self.events.append((OPEN, begin, after, void))

    def _push(self, node: Node, name: str, attrs: str, begin: int, after: int) -> Node:
        closes = CLOSES.get(name)
        if closes:
            while node.block.tag in closes:
                node = self._close(node, node.block.tag, begin, begin)
        child = Node(name, attrs, node, begin, after)
        kind = KIND.get(name)
        if kind is not None:
            self._classify(child, node, kind)
        elif name in ("ul", "ol", "menu"):
            child.level = node.level + 1 if node.kind is BlockKind.LIST_ITEM else 1
        elif name == "table" and child.kind is BlockKind.TABLE:
            child.kind = None  # a table in a table is a layout
        if attrs and not child.hidden:
            hides = is_hidden(attrs)
            if hides or self._controlled or "until-found" in attrs:
                self._hide(child, hides=hides)
            if "aria-expanded" in attrs:
                self._controlled.update(controlled(attrs))
        if name == "a":
            if "#cmnt" in attrs:
                self.notes.append(child)
        elif name == "details" and not child.hidden and not is_open(attrs):
            self.folded.append(child)
        self.nodes.append(child)
        child.event = len(self.events)
        self.events.append((OPEN, begin, after, child))
        self._open[name] = self._open.get(name, 0) + 1
        return child

    def _hide(self, node: Node, *, hides: bool) -> None:
        """Note whether an element is hidden, or folded: hidden until a click."""
        if is_folded(node.attrs, self._controlled, hides=hides):
            self.folded.append(node)
        else:
            node.hidden = hides

    @staticmethod
    def _classify(child: Node, parent: Node, kind: BlockKind) -> None:
        # Code stays code in a box that manuals indent it by.
        if parent.kind is BlockKind.CODE or (
            parent.kind is BlockKind.QUOTATION and kind is not BlockKind.CODE
        ):
            return
        child.kind = kind
        if kind is BlockKind.HEADING:
            child.level = int(child.tag[1])
        elif kind is not BlockKind.LIST_ITEM:
            child.level = 0

    def _close(self, node: Node, name: str, begin: int, after: int) -> Node:
        """Close the innermost open ``name`` and all in it; a stray end tag is passed over."""
        if name not in BLOCK:  # the end of a formatting element leaves the blocks in it open
            inner = node
            while not inner.is_block and inner.tag != name:
                inner = inner.parent or inner
            if inner.tag != name:
                return node
        while node.parent is not None:
            node.end = after
            node.event_end = len(self.events)
            self.events.append((CLOSE, begin, after, node))
            self._open[node.tag] -= 1
            found = node.tag == name
            node = node.parent
            if found:
                break
        return node

    def _skip(self, name: str, after: int, end: int) -> int:
        """Return where the content of a raw element ends."""
        if name in self._unclosed:
            return after
        source = self.source
        found = source.find(f"</{name}", after, end)
        upper = source.find(f"</{name.upper()}", after, end if found < 0 else found)
        found = upper if upper >= 0 else found
        if found >= 0:
            stop = source.find(">", found, end)
            return end if stop < 0 else stop + 1
        self._unclosed.add(name)
        return end if name in SWALLOWS else after
