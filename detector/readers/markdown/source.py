"""Markdown: CommonMark with tables, read by markdown-it-py and mapped back letter by letter.

The parser gives lines for blocks and nothing for inline pieces. ``inline`` has it note
where it stood when it made each piece; here each block's content is laid over its source lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from detector.readers import front_matter
from detector.readers.markdown.flavours import prepare
from detector.readers.markdown.inline import Content, Inline, show, show_lines
from detector.readers.markdown.page import HIDDEN, Page
from detector.readers.markdown.parser import parser
from detector.readers.markdown.plain import is_plain
from detector.regex import lazy
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

# Characters of one paragraph; longer ones are no prose, and some inline rules are quadratic.
MAX_INLINE = 100_000
MIN_CONTENTS = 3  # links of a list that is taken for a table of contents

# Pictures of a state or a number, as projects put above their description.
_BADGE = lazy(
    r"shields\.io|badge|/actions/workflows/|travis-ci|coveralls|codecov|\.svg\?(?:branch|style)="
    r"|/workflows/[^/\s]{1,100}\.svg"
)


def parse(
    text: str,
    *,
    id: str,
    path: str | None = None,
    encoding: str = "utf-8",
    site: str | None = None,
) -> Document:
    """Parse the Markdown source ``text``, front matter included; ``site`` as in ``Origin``."""
    # Only a file is read by a generator; pasted text may be what a model wrote.
    header = front_matter.find(text) or (front_matter.find_bare(text) if path else None)
    start = header.source.end if header else 0
    page = Page(
        text[start:],
        suffix=PurePath(path).suffix.lower() if path else "",
        site=site,
        has_header=header is not None,
    )
    reader = _Reader(text, start, page)
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


class _Reader:
    """Walks the parser's tokens and shows them in a builder."""

    def __init__(self, source: str, start: int, page: Page) -> None:
        self.builder = DocumentBuilder(source)
        self.source = source
        self.title: Span | None = None
        self.title_text: str | None = None
        prepared = prepare(page, start)
        self._prepared = prepared
        self._code = prepared.code
        self._lines = prepared.lines.texts
        self._starts = [*prepared.lines.starts, len(source)]
        self._end = len(source)
        self._view: str | None = None

    def run(self) -> None:
        tokens = parser(self._prepared.rules).parse("\n".join(self._lines))
        lists = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "blockquote_open":
                index = _close_of(tokens, index)
                self._aside(BlockKind.QUOTATION, token)
            elif kind in ("bullet_list_open", "ordered_list_open", "dl_open"):
                if not lists and (close := _contents_end(tokens, index)):
                    index = close
                else:
                    lists += 1
            elif kind in ("bullet_list_close", "ordered_list_close", "dl_close"):
                lists -= 1
            elif kind in ("fence", "code_block"):
                self._aside(BlockKind.CODE, token)
            elif kind == "html_block":
                self._html(token)
            elif kind == "heading_open":
                self._heading(token, tokens[index + 1])
            elif kind == "tr_open":
                index = self._row(tokens, index)
            elif kind in ("paragraph_open", "dt_open"):
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
        kind = BlockKind.LIST_ITEM if lists else BlockKind.PARAGRAPH
        if is_plain(inline) and len(content.pieces) == inline.content.count("\n") + 1:
            self.builder.open_block(kind, lists)
            show_lines(self.builder, content)
            return
        children = self._children(inline)
        images = [child for child in children if child.kind == "image"]
        if images and all(c.kind == "image" or not _shown(c.text) for c in children):
            self.builder.open_block(BlockKind.CAPTION)
            if children[0].kind != "link_open":  # what is clicked on is no figure
                for image in images:
                    if not _BADGE.search(image.target):
                        if image is not images[0]:
                            self.builder.replace(" ", content.start, content.start)
                        show(self.builder, content, image.children)
            return
        self.builder.open_block(kind, lists)
        show(self.builder, content, children)

    def _row(self, tokens: Sequence[Token], index: int) -> int:
        """Show the table row that opens at ``index``; return the index of its close."""
        line = (tokens[index].map or [0])[0]
        self._flush_code(self._starts[line])
        self.builder.open_block(BlockKind.TABLE)
        shown = False
        at = 0
        row, start = self._lines[line], self._starts[line]
        while tokens[index].type != "tr_close":
            inline = tokens[index]
            found = row.find(inline.content, at) if is_plain(inline) else -1
            if found >= 0:
                if shown:
                    self.builder.replace(" | ", start + found, start + found)
                at = found + len(inline.content)
                before = self.builder.position
                self.builder.copy(start + found, start + at)
                shown |= self.builder.position > before
            elif inline.type == "inline" and inline.content:
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
        if self._prepared.changed and self._view is None:
            self._view = self._prepared.lines.view(self.source)
        show_fragment(self.builder, span.start, span.end, self._view)

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


def _shown(text: str) -> str:
    return HIDDEN.sub("", text).strip()


def _find_line(line: str, bare: str) -> int:
    stripped = line.rstrip()
    if stripped.endswith(bare):
        return len(stripped) - len(bare)
    return line.rfind(bare)


def _contents_end(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the end of a list that is a table of contents of the page, else 0.

    That is a list of at least three links to places of the page, and of nothing else.
    """
    close = _close_of(tokens, index)
    links = 0
    for token in tokens[index:close]:
        if token.type in ("fence", "code_block", "html_block"):
            return 0
        if token.type != "inline":
            continue
        children = [
            child for child in token.children or () if child.content.strip() or child.nesting
        ]
        if not children or children[0].type != "link_open" or children[-1].type != "link_close":
            return 0
        opened = [child for child in children if child.type == "link_open"]
        if len(opened) != 1 or not str(opened[0].attrs.get("href", "")).startswith("#"):
            return 0
        links += 1
    return close if links >= MIN_CONTENTS else 0


def _close_of(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at ``index``."""
    level = tokens[index].level
    closing = tokens[index].type.replace("_open", "_close")
    while tokens[index].type != closing or tokens[index].level != level:
        index += 1
    return index
