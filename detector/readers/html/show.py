"""Show the chosen elements of an HTML tree in a builder: blocks, links, code, hidden text."""

from __future__ import annotations

from html import unescape

from detector.readers.html.attributes import attribute
from detector.readers.html.templates import MASK
from detector.readers.html.tree import CLOSE, OPEN, TEXT, Event, Node
from detector.regex import lazy
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, Link, Span

_SPACE = " \t\n\r\f"
MAX_CELL = 150  # characters; a longer cell is prose in a table that lays out the page
_BLANK_LINE = lazy(r"\n[ \t\r]*+\n")
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})

# What is not shown as it stands: entities, and white space that is more than one space.
_ODD = lazy(
    r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|\w{1,40});?|[\t\n\r\f ]{2,}|[\t\n\r\f]|"
    f"{MASK}+"
)


class Shower:
    """Shows events in order; the caller passes the kept ones."""

    def __init__(
        self, builder: DocumentBuilder, text: str | None = None, *, blank_line_breaks: bool = False
    ) -> None:
        self.builder = builder
        self.shows_code = False  # of a page that is all preformatted, as old plain texts are
        self._titled = False
        self._source = source = text or builder.source  # with template tags masked
        self._is_masked = source is not builder.source
        self._blank = f"{_SPACE}{MASK}" if self._is_masked else _SPACE
        self._paragraphs = blank_line_breaks
        self._block: Node | None = None
        self._row: Node | None = None
        self._cell: Node | None = None
        self._space: tuple[int, int] | None = None
        self._breaks = 0
        self._links: list[tuple[Node, int]] = []
        self._code: list[tuple[Node, int]] = []

    def show(self, event: Event) -> None:
        kind, start, end, node = event
        if kind == TEXT:
            if node.hidden:
                if self._source[start:end].strip(self._blank):
                    _add_hidden(self.builder, start, end)
            elif node.kind is not BlockKind.CODE or self.shows_code:
                self._text(start, end, node)
        elif kind == OPEN:
            self._open(start, end, node)
        elif kind == CLOSE:
            self._close(node)

    def finish(self) -> None:
        """End what is open."""
        self._end_block()

    def _open(self, start: int, end: int, node: Node) -> None:
        tag = node.tag
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1 and self._block is not None:
                self._end_block()
            elif self._block is not None:
                self._space = None
                self.builder.replace("\n", start, end)
        elif self._starts_code(node):
            self._end_block()
            if self._source[node.inner : node.end].strip():
                self.builder.aside(BlockKind.CODE, node.start, node.end)
        elif node.is_block:
            if tag in ("td", "th") and self._row is not None:
                self._cell = node
            else:
                self._end_block()
        elif tag == "a" and "href" in node.attrs.lower():
            self._flush_space()
            self._links.append((node, self.builder.position))
        elif tag in _CODE:
            self._flush_space()
            self._code.append((node, self.builder.position))

    def _starts_code(self, node: Node) -> bool:
        if self.shows_code or node.kind is not BlockKind.CODE:
            return False
        return node.parent is None or node.parent.kind is not node.kind

    def _close(self, node: Node) -> None:
        if self._links and self._links[-1][0] is node:
            self._end_link(*self._links.pop())
        elif self._code and self._code[-1][0] is node:
            start = self._code.pop()[1]
            if self.builder.position > start:
                self.builder.code.append(Span(start, self.builder.position))
        elif node.is_block and node.tag not in ("td", "th", "br", "img", "input"):
            self._end_block()
        elif node.tag in ("td", "th"):
            if self._row is None:
                self._end_block()
            self._space = None

    def _end_link(self, node: Node, start: int) -> None:
        attrs = node.attrs
        if self._is_masked and MASK in attrs:
            attrs = self.builder.source[node.start : node.inner].rstrip(">")
        self.builder.links.append(
            Link(
                anchor=self.builder.text_since(start).strip(),
                target=attribute(attrs, "href"),
                start=start,
                end=self.builder.position,
                source=Span(node.start, node.end),
                nofollow="nofollow" in attribute(node.attrs, "rel").lower().split(),
            )
        )

    def _text(self, start: int, end: int, node: Node) -> None:
        source = self._source
        text = source[start:end]
        bare = text.strip(self._blank)
        if not bare:
            if self._paragraphs and node.tag != "p" and text.count("\n") > 1:
                self._end_block()
            elif self._block is not None and self._space is None:
                self._space = (start, end)
            return
        loose = self._paragraphs and node.block.tag in ("#root", "div", "body")
        if "\n" in text and (loose or node.kind is BlockKind.CODE):
            at = start
            for gap in _BLANK_LINE.finditer(source, start, end):
                self._run(at, gap.start(), node)
                self._end_block()
                at = gap.end()
            self._run(at, end, node)
            return
        self._run(start, end, node)

    def _run(self, start: int, end: int, node: Node) -> None:
        """Show a run of text, white space folded and entities decoded."""
        source = self._source
        text = source[start:end]
        bare = text.strip(self._blank)
        if not bare:
            return
        first = start + len(text) - len(text.lstrip(self._blank))
        last = first + len(bare)
        goes_on = self._block is not None
        self._begin_block(node, first)
        if goes_on and first > start and self._space is None and self._breaks == 0:
            self._space = (start, first)
        self._breaks = 0
        self._flush_space()
        at = first
        builder = self.builder
        if (
            "&" in bare
            or "\n" in bare
            or "  " in bare
            or "\t" in bare
            or "\r" in bare
            or "\f" in bare
            or (self._is_masked and MASK in bare)
        ):
            for match in _ODD.finditer(source, first, last):
                begin, after = match.span()
                odd = match.group()
                shown = unescape(odd) if odd[0] == "&" else "" if odd[0] == MASK else " "
                if shown == odd:
                    continue
                builder.copy(at, begin)
                builder.replace(shown, begin, after)
                at = after
        builder.copy(at, last)
        self._space = (last, end) if last < end else None

    def _flush_space(self) -> None:
        if self._space is not None and self._block is not None:
            if self._breaks == 0:
                self.builder.replace(" ", *self._space)
            self._space = None

    def _begin_block(self, node: Node, at: int) -> None:
        holder = node.block
        if self._block is not None:
            if self._cell is not None and self._row is not None:
                self.builder.replace(" | ", at, at)
                self._cell = None
            return
        kind, level = node.kind or BlockKind.PARAGRAPH, node.level
        self._row = self._cell = None
        if kind is BlockKind.CODE:
            kind = BlockKind.PARAGRAPH
        elif kind is BlockKind.TABLE:
            if _is_layout(holder):
                kind = BlockKind.PARAGRAPH
            else:
                self._row = holder
        if kind is BlockKind.HEADING and level == 1 and not self._titled:
            kind = BlockKind.TITLE
            self._titled = True
        self._space = None
        self._breaks = 0
        self._block = holder
        starts = [(n, p) for n, p in self._links if p == self.builder.position]
        codes = [(n, p) for n, p in self._code if p == self.builder.position]
        self.builder.open_block(kind, level if kind is not BlockKind.PARAGRAPH else 0)
        # What opened before the block's separator begins where the block does.
        position = self.builder.position
        for stack, moved in ((self._links, starts), (self._code, codes)):
            for index, (element, _) in enumerate(stack):
                if any(element is m for m, _ in moved):
                    stack[index] = (element, position)

    def _end_block(self) -> None:
        if self._block is not None:
            self.builder.close_block()
        self._block = self._row = self._cell = None
        self._space = None
        self._breaks = 0


def _is_layout(cell: Node) -> bool:
    if cell.tag not in ("td", "th", "tr", "tbody", "table"):
        return True  # a paragraph in a cell
    return cell.measures.text > MAX_CELL or cell.own > MAX_CELL


def _add_hidden(builder: DocumentBuilder, start: int, end: int) -> None:
    text = builder.source[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    builder.hidden.append(Span(start, end))
