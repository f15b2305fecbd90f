"""The blocks of AsciiDoc: headings, paragraphs, lists, delimited blocks, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.formats.asciidoc.header import attributes_of, body_of, shown_lines
from detector.readers.formats.asciidoc.inline import AsciiDocInline
from detector.readers.formats.asciidoc.tables import columns_of, rows_of
from detector.readers.markup.flow import Flow
from detector.readers.markup.lines import Line, lines_of, span_of
from detector.readers.markup.page import Page
from detector.text.document import BlockKind

MAX_DEPTH = 12  # of delimited blocks within each other

_HEADING = re.compile(r"(={1,6}|\#{1,6})[ \t]+(?=\S)")
_ATTRIBUTES = re.compile(r"\[(?=[\w.#%,\"'\[\]]|\Z)[^\n]*\]\Z")
_TITLE = re.compile(r"\.(?=[^\s.])")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|_{3}|- - -|\* \* \*)\Z")
_DELIMITER = re.compile(
    r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|`{3}[\w ,-]{0,40}|[|,:!]={3,})\Z"
)
_BLOCK_MACRO = re.compile(r"[a-z][\w-]{1,30}::[^\s\[\]]{0,400}\[[^\n]*\]\Z")
_UNDERLINE = re.compile(r"([=~^+-])\1{2,}\Z")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_ITEM = re.compile(
    r"(\*{1,6}|-|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,3}|\.)>)[ \t]+(?=\S)"
)
_CHECK = re.compile(r"\[[ xX*]\][ \t]+")
_TERM = re.compile(r"(?=[^\s/])([^\n]{1,200}?)(?<![:;])(:{2,4}|;;)(?:[ \t]+|\Z)")
_CODE_STYLES = frozenset(
    "source listing literal plantuml mermaid ditaa graphviz stem latexmath asciimath pass comment"
    " blockdiag seqdiag vega bytefield svgbob wavedrom d2 erd nomnoml console subs".split()
)
_QUOTES = frozenset(("quote", "verse"))


class AsciiDocReader:
    """Reads one source into a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        lines = lines_of(source)
        self.inline = AsciiDocInline(self.page, attributes_of(source, lines))
        self.lines = shown_lines(source, body_of(source, lines))
        self._markers: list[str] = []  # of the lists around the current item
        self._attached = False  # the next block belongs to the item before
        self._style = ""
        self._attributes = ""
        self._title: Line | None = None

    def read(self) -> Page:
        self.body(self.lines, 0)
        return self.page

    def text(self, line: Line) -> str:
        return self.source[line.at : line.end]

    def body(self, lines: Sequence[Line], depth: int) -> None:
        """Read lines as blocks."""
        at = 0
        while at < len(lines):
            if lines[at].is_blank:
                at += 1
                continue
            text = self.text(lines[at])
            if text == "+":
                self._attached = True
                at += 1
            elif _ATTRIBUTES.match(text):
                self._take_attributes(text)
                at += 1
            elif _TITLE.match(text):
                self._title = lines[at]
                at += 1
            else:
                at = self._block(lines, at, text, depth)
                self._style, self._attributes, self._title = "", "", None
                self._attached = False

    def _take_attributes(self, text: str) -> None:
        if not text.startswith("[["):
            first = re.split(r"[,.#%\]]", text[1:], maxsplit=1)[0].strip().strip('"')
            self._style = first if first and "=" not in first else self._style
            self._attributes += text

    def _block(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        """Read the block at ``lines[at]``; return the index after it."""
        for read in (self._heading, self._furniture, self._delimited, self._item, self._term):
            if after := read(lines, at, text, depth):
                return after
        return self._paragraph(lines, at, text)

    def _heading(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        match = _HEADING.match(text)
        line = lines[at]
        after = at + 1
        if match:
            level = match.end(1)
            line = line.after(match.end(), self.source)
        elif after < len(lines) and (under := _UNDERLINE.match(self.text(lines[after]))):
            width = lines[after].end - lines[after].at
            if abs(width - len(text)) > 1 or not text[0].isalnum() or text.endswith("::"):
                return 0
            level = "=-~^+".index(under.group(1)) + 1
            after += 1
        else:
            return 0
        self._markers = []
        first = self.page.title is None
        self.page.open(
            BlockKind.TITLE if first and self.page.is_empty else BlockKind.HEADING, level
        )
        start = self.page.begin(line.at)
        self.inline.show(Flow(self.source, [(line.at, line.end)]))
        if first:
            self.page.take_title(start, span_of([line]))
        self.page.close()
        return after

    def _furniture(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        """Pass over rules, page breaks, and macros that stand for a block."""
        if not _RULE.match(text) and not _BLOCK_MACRO.match(text):
            return 0
        self._caption()
        return at + 1

    def _caption(self) -> None:
        if self._title:
            self._show(BlockKind.CAPTION, [self._title.after(1, self.source)])

    def _delimited(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        if text.startswith("|===") and _DELIMITER.match(text):
            return self._table(lines, at, text, depth)
        if not _DELIMITER.match(text):
            return 0
        close = "```" if text.startswith("```") else text
        end = at + 1
        while end < len(lines) and self.text(lines[end]) != close:
            end += 1
        inner = lines[at + 1 : end]
        span = span_of(lines[at : end + 1])
        mark, style = text[0], self._style
        if not self._attached:
            self._markers = []
        if mark == "/" or style == "comment":
            return end + 1
        if style in _QUOTES or mark == "_":
            self.page.aside(BlockKind.QUOTATION, span)
        elif style in _CODE_STYLES or mark in ".+`" or (mark == "-" and len(text) > 2):
            self._caption()
            self.page.aside(BlockKind.CODE, span)
        elif mark in ",:!":
            self._caption()
            self._separated(inner, "," if mark == "," else ":" if mark == ":" else "!", depth)
        else:
            self._caption()
            self._nested(inner, depth)
        return end + 1

    def _nested(self, lines: Sequence[Line], depth: int) -> None:
        markers, self._markers = self._markers, list(self._markers)
        self._style, self._attributes, self._title, self._attached = "", "", None, bool(markers)
        if depth < MAX_DEPTH:
            self.body(lines, depth + 1)
        else:
            self._show(BlockKind.PARAGRAPH, [line for line in lines if not line.is_blank])
        self._markers = markers

    def _table(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        end = at + 1
        while end < len(lines) and self.text(lines[end]) != text:
            end += 1
        self._caption()
        self._separated(lines[at + 1 : end], "|", depth)
        return end + 1

    def _separated(self, lines: Sequence[Line], mark: str, depth: int) -> None:
        columns = columns_of(self._attributes)
        for row in rows_of(self.source, lines, mark, columns):
            with self.page.row():
                for cell in row:
                    self.page.cell()
                    self._nested(cell, depth)

    def _item(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        match = _ITEM.match(text)
        if not match:
            return 0
        marker = (
            re.sub(r"\w+", "1", match.group(1))
            if match.group(1)[0] not in "*-."
            else match.group(1)
        )
        self._enter(marker)
        self._caption()
        start = match.end()
        if box := _CHECK.match(text, start):
            start = box.end()
        first = lines[at].after(start, self.source)
        end = self._text_end(lines, at)
        self._show(BlockKind.LIST_ITEM, [first, *lines[at + 1 : end]])
        return end

    def _enter(self, marker: str) -> None:
        """Go to the list with this marker, or open one within the current item."""
        if marker in self._markers:
            del self._markers[self._markers.index(marker) + 1 :]
        else:
            self._markers.append(marker)

    def _term(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        """Read a term, and the description behind or below it."""
        match = _TERM.match(text)
        if not match or self._style in _CODE_STYLES:
            return 0
        self._enter(match.group(2))
        self._caption()
        line = lines[at]
        self._show(BlockKind.LIST_ITEM, [line._replace(end=line.at + match.end(1))])
        first = line.after(match.end(), self.source)
        if not first.is_blank:
            end = self._text_end(lines, at)
            self._show(BlockKind.LIST_ITEM, [first, *lines[at + 1 : end]])
            return end
        after = at + 1
        while after < len(lines) and lines[after].is_blank:
            after += 1
        if after == len(lines) or self._interrupts(self.text(lines[after])):
            return at + 1
        end = self._text_end(lines, after)
        self._show(BlockKind.LIST_ITEM, lines[after:end])
        return end

    def _text_end(self, lines: Sequence[Line], at: int) -> int:
        """Return the index after the lines that continue an item's text."""
        end = at + 1
        while end < len(lines) and not lines[end].is_blank:
            if self._interrupts(self.text(lines[end])):
                break
            end += 1
        return end

    def _interrupts(self, text: str) -> bool:
        """Say whether a line begins something new within a list."""
        return bool(
            text == "+"
            or _ITEM.match(text)
            or _TERM.match(text)
            or _DELIMITER.match(text)
            or _ATTRIBUTES.match(text)
            or _HEADING.match(text)
            or _TITLE.match(text)
            or _BLOCK_MACRO.match(text)
        )

    def _paragraph(self, lines: Sequence[Line], at: int, text: str) -> int:
        if not self._attached:
            self._markers = []
        end = at + 1
        while end < len(lines) and not lines[end].is_blank:
            following = self.text(lines[end])
            if _DELIMITER.match(following) or _ATTRIBUTES.match(following) or following == "+":
                break
            if self._attached and self._markers and _ITEM.match(following):
                break
            end += 1
        block = lines[at:end]
        indented = lines[at].column > 0 and not self.page.in_row and self._style != "normal"
        quoted = text.startswith("> ") or (
            text.startswith('"') and self.text(block[-1]).startswith("-- ") and len(block) > 1
        )
        self._caption()
        if self._style in _QUOTES or quoted:
            self.page.aside(BlockKind.QUOTATION, span_of(block))
        elif self._style in _CODE_STYLES or indented:
            self.page.aside(BlockKind.CODE, span_of(block))
        else:
            label = _ADMONITION.match(text)
            first = block[0].after(label.end() if label else 0, self.source)
            kind = BlockKind.LIST_ITEM if self._markers else BlockKind.PARAGRAPH
            self._show(kind, [first, *block[1:]])
        return end

    def _show(self, kind: BlockKind, lines: Sequence[Line]) -> None:
        level = len(self._markers) if kind is BlockKind.LIST_ITEM else 0
        self.page.open(kind, level)
        self.inline.show(Flow(self.source, [(line.at, line.end) for line in lines]))
        self.page.close()
        self.inline.show_notes()
