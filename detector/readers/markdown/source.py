"""Markdown: CommonMark with tables, read by markdown-it-py and mapped back letter by letter.

The parser gives lines for blocks and nothing for inline pieces. ``markdown_inline`` has it note
where it stood when it made each piece; here each block's content is laid over its source lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, count
from typing import TYPE_CHECKING

from detector.readers import front_matter
from detector.readers.markdown import generator_syntax
from detector.readers.markdown.inline import Content, Inline, show
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Characters of one paragraph; longer ones are no prose, and some inline rules are quadratic.
MAX_INLINE = 100_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def parse(text: str, *, id: str, path: str | None = None, encoding: str = "utf-8") -> Document:
    """Parse the Markdown source ``text``, front matter included."""
    header = front_matter.find(text)
    mdx = (path or "").endswith(".mdx")
    reader = _Reader(text, header.source.end if header else 0, mdx=mdx)
    reader.run()
    title = header.title() if header else None
    title_source = header.title_source(text) if header else None
    if title is None and reader.title is not None:
        title_source = reader.title
        title = reader.title_text
    return reader.builder.build(
        id=id,
        path=path,
        content_type=ContentType.MARKDOWN,
        title=title,
        title_source=title_source,
        description=header.description() if header else None,
        front_matter=header.values if header else None,
        front_matter_source=header.source if header else None,
        metadata=header.metadata(text) if header else (),
        encoding=encoding,
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from detector.readers.markdown.inline import note_positions
    from detector.readers.markdown.plain import shorten

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.disable(["text_join", "fragments_join"])  # they would lose what came from where
    note_positions(parser)
    shorten(parser)
    return parser


class _Reader:
    """Walks the parser's tokens and shows them in a builder."""

    def __init__(self, source: str, start: int, *, mdx: bool) -> None:
        self.builder = DocumentBuilder(source)
        self.source = source
        self.title: Span | None = None
        self.title_text: str | None = None
        body, self._code = generator_syntax.mask(source[start:], mdx=mdx)
        self._code = [Span(s + start, e + start) for s, e in self._code]
        self._lines: list[str] = []
        self._starts: list[int] = []
        if "\r" in body:
            for match in _LINE.finditer(body):
                self._lines.append(match.group().rstrip("\r\n").replace("\x00", "\ufffd"))
                self._starts.append(start + match.start())
        else:
            self._lines = body.replace("\x00", "\ufffd").split("\n")
            if self._lines[-1]:
                self._lines.append("")
            ends = accumulate(map(len, self._lines), initial=start)
            # Each line break before a line moves it by one.
            self._starts = [min(at + n, len(source)) for n, at in zip(count(), ends)][:-1]
        self._starts.append(len(source))
        self._end = len(source)

    def run(self) -> None:
        tokens = _parser().parse("\n".join(self._lines))
        lists = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "blockquote_open":
                index = _close_of(tokens, index)
                self._aside(BlockKind.QUOTATION, token)
            elif kind in ("bullet_list_open", "ordered_list_open"):
                lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                lists -= 1
            elif kind in ("fence", "code_block"):
                self._aside(BlockKind.CODE, token)
            elif kind == "html_block":
                self._html(token)
            elif kind == "heading_open":
                self._heading(token, tokens[index + 1])
            elif kind == "tr_open":
                index = self._row(tokens, index)
            elif kind == "paragraph_open":
                self._paragraph(tokens[index + 1], lists)
            index += 1
        self._flush_code(self._end)

    def _heading(self, token: Token, inline: Token) -> None:
        level = int(token.tag[1])
        content = self._content(inline)
        first = self.title is None and level == 1
        self._flush_code(content.start)
        kind = BlockKind.TITLE if first and not self.builder.position else BlockKind.HEADING
        self.builder.open_block(kind, level)
        start = self.builder.position
        shown = show(self.builder, content, self._children(inline))
        if first and shown:
            self.title = content.span
            self.title_text = self.builder.text_since(start).strip() or None

    def _paragraph(self, inline: Token, lists: int) -> None:
        content = self._content(inline)
        self._flush_code(content.start)
        children = self._children(inline)
        images = [child for child in children if child.kind == "image"]
        if images and all(c.kind == "image" or not c.text.strip() for c in children):
            self.builder.open_block(BlockKind.CAPTION)
            for image in images:
                show(self.builder, content, image.children)
            return
        self.builder.open_block(BlockKind.LIST_ITEM if lists else BlockKind.PARAGRAPH, lists)
        show(self.builder, content, children)

    def _row(self, tokens: Sequence[Token], index: int) -> int:
        """Show the table row that opens at ``index``; return the index of its close."""
        line = (tokens[index].map or [0])[0]
        self._flush_code(self._starts[line])
        self.builder.open_block(BlockKind.TABLE)
        shown = False
        at = 0
        while tokens[index].type != "tr_close":
            inline = tokens[index]
            if inline.type == "inline" and inline.content:
                content, at = self._cell(inline.content, line, at)
                if shown:
                    self.builder.replace(" | ", content.start, content.start)
                shown |= show(self.builder, content, self._children(inline))
            index += 1
        return index

    def _html(self, token: Token) -> None:
        from detector.readers.html.page import show_fragment

        span = self._span(token)
        self._flush_code(span.start)
        show_fragment(self.builder, span.start, span.end)

    def _aside(self, kind: BlockKind, token: Token) -> None:
        span = self._span(token)
        self._flush_code(span.start)
        self.builder.aside(kind, span.start, span.end)

    def _flush_code(self, before: int) -> None:
        """Note the generator's code tags that stand before this place."""
        while self._code and self._code[0].start <= before:
            self.builder.aside(BlockKind.CODE, *self._code.pop(0))

    def _span(self, token: Token) -> Span:
        first, last = token.map or (0, 0)
        last = min(last, len(self._lines))
        while last > first + 1 and not self._lines[last - 1].strip():
            last -= 1
        end = self._starts[last - 1] + len(self._lines[last - 1]) if last else 0
        return Span(self._starts[first], max(end, self._starts[first]))

    def _children(self, inline: Token) -> list[Inline]:
        if len(inline.content) > MAX_INLINE:
            return [Inline("text", inline.content, 0)]
        return Inline.of(inline.children or (), inline.content)

    def _content(self, inline: Token) -> Content:
        """Lay the lines of a block's content over the source lines that hold them."""
        first, last = inline.map or (0, 0)
        pieces = []
        at = 0
        for number, line in enumerate(inline.content.split("\n"), first):
            bare = line.strip()
            if bare and number < len(self._lines):
                found = _find_line(self._lines[number], bare)
                lead = len(line) - len(line.lstrip())
                if found >= 0:
                    pieces.append((at + lead, at + lead + len(bare), self._starts[number] + found))
            at += len(line) + 1
        whole = Span(self._starts[first], self._starts[min(last, len(self._lines))])
        return Content(inline.content, pieces, whole, self.source)

    def _cell(self, text: str, line: int, at: int) -> tuple[Content, int]:
        """Lay a cell's text over its row, from ``at``; its ``\\|`` stand as ``|`` in the text."""
        row = self._lines[line]
        start = self._starts[line]
        pieces: list[tuple[int, int, int]] = []
        found = row.find(text, at)
        escaped = text.replace("|", "\\|")
        if found < 0 and escaped != text and (found := row.find(escaped, at)) >= 0:
            done = 0
            for part in text.split("|"):
                shown = len(part) + (1 if done + len(part) < len(text) else 0)
                place = found + done + text.count("|", 0, done)
                pieces.append((done, done + len(part), start + place))
                if shown > len(part):
                    pieces.append((done + len(part), done + shown, start + place + shown))
                done += shown
            at = found + len(escaped)
        elif found >= 0:
            pieces.append((0, len(text), start + found))
            at = found + len(text)
        whole = Span(start, start + len(row))
        return Content(text, pieces, whole, self.source), at


def _find_line(line: str, bare: str) -> int:
    stripped = line.rstrip()
    if stripped.endswith(bare):
        return len(stripped) - len(bare)
    return line.rfind(bare)


def _close_of(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at ``index``."""
    level = tokens[index].level
    closing = tokens[index].type.replace("_open", "_close")
    while tokens[index].type != closing or tokens[index].level != level:
        index += 1
    return index
