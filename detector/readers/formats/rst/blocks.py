"""The body elements of reStructuredText: sections, paragraphs, lists, quotations, code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.formats.rst import tables
from detector.readers.formats.rst.definitions import EXPLICIT, definitions_of
from detector.readers.formats.rst.directives import read_explicit
from detector.readers.formats.rst.inline import RstInline
from detector.readers.formats.rst.lists import (
    BULLET,
    ENUMERATOR,
    FIELD,
    block_end,
    list_marker,
    paragraph_end,
)
from detector.readers.markup.flow import Flow
from detector.readers.markup.lines import (
    Line,
    base_column,
    lines_of,
    paragraphs,
    span_of,
    without_blank_ends,
)
from detector.readers.markup.page import Page
from detector.text.document import BlockKind, Span

MAX_DEPTH = 24  # of blocks within blocks; what lies deeper is shown as paragraphs

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|\Z)")
_QUOTES = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ATTRIBUTION = re.compile(r"(?:---?|—)[ ]?(?=\S)")


class RstReader:
    """Reads one source into a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.lines = lines_of(source)
        self.inline = RstInline(self.page, definitions_of(source, self.lines))
        self.lists = 0  # lists around the current block
        self.open_table = -1  # up to here no border ends a simple table
        self._styles: list[tuple[str, bool]] = []

    def read(self) -> Page:
        self.body(self.lines, 0)
        return self.page

    def text(self, line: Line) -> str:
        return self.source[line.at : line.end]

    def show(self, kind: BlockKind, lines: Sequence[Line], level: int = 0, cut: int = 0) -> None:
        """Show lines as one block of inline content, without the last ``cut`` characters."""
        flow = Flow(self.source, [(line.at, line.end) for line in lines])
        self.page.open(kind, level)
        self.inline.show(flow, 0, len(flow.text) - cut)
        self.page.close()

    def paragraph(self, lines: Sequence[Line], cut: int = 0) -> None:
        """Show a paragraph, which in a list belongs to its item."""
        kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
        self.show(kind, lines, self.lists, cut)

    def body(self, lines: Sequence[Line], depth: int) -> None:
        """Read lines as body elements. The least indented ones are at their left edge."""
        lines = without_blank_ends(lines)
        if depth > MAX_DEPTH:
            self.paragraph([line for line in lines if not line.is_blank])
            return
        base = base_column(lines)
        at = 0
        before = ""
        while at < len(lines):
            line = lines[at]
            if line.is_blank:
                at += 1
            elif line.column > base:
                at, before = self._indented(lines, at, base, depth, before)
            else:
                at, before = self._element(lines, at, base, depth)

    def _element(self, lines: Sequence[Line], at: int, base: int, depth: int) -> tuple[int, str]:
        """Read the element at ``lines[at]``; return where the next begins, and its kind."""
        for kind, read in (
            ("section", self._section),
            ("table", self._table),
            ("transition", self._transition),
            ("explicit", self._explicit),
            ("list", self._list),
            ("code", self._doctest),
            ("paragraph", self._line_block),
        ):
            if after := read(lines, at, base, depth):
                return after, kind
        return self._text(lines, at, base, depth)

    def _table(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        return tables.table(self, lines, at, depth) if self.source[lines[at].at] in "+=" else 0

    def _transition(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        text = self.text(lines[at])
        return at + 1 if len(text) >= 4 and _ADORNMENT.match(text) else 0

    def _explicit(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        text = self.text(lines[at])
        if not EXPLICIT.match(text) and not text.startswith("__ "):
            return 0
        if text == ".." and at + 1 < len(lines) and lines[at + 1].is_blank:
            return at + 1
        after = block_end(lines, at, base)
        read_explicit(self, lines[at:after], depth)
        return after

    def _list(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        if marker := list_marker(self, lines, at, base):
            return self._item(lines, at, marker, base, depth)
        match = FIELD.match(self.text(lines[at]))
        return self._field(lines, at, len(match.group(1)), base, depth) if match else 0

    def _doctest(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        if not self.text(lines[at]).startswith(">>> "):
            return 0
        return self._code(lines, at, paragraph_end(lines, at, base))

    def _text(self, lines: Sequence[Line], at: int, base: int, depth: int) -> tuple[int, str]:
        """Read a paragraph or a definition, and the literal block that it announces."""
        end = paragraph_end(lines, at, base)
        block = lines[at:end]
        text = self.text(block[-1])
        literal = text.endswith("::")
        if len(block) == 1 and self.is_indented(lines, end, base) and not literal:
            after = block_end(lines, at, base)
            self.lists += 1
            self.show(BlockKind.LIST_ITEM, block, self.lists)
            self.body(lines[end:after], depth + 1)
            self.lists -= 1
            return after, "list"
        if text != "::" or len(block) > 1:
            alone = literal and (text == "::" or text[-3].isspace())
            self.paragraph(block, (2 if alone else 1) if literal else 0)
        return (self._literal(lines, end, base) if literal else end), "paragraph"

    def _section(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        """Read a section title; return the index after it, 0 where there is none."""
        if depth:
            return 0
        text = self.text(lines[at])
        over = _ADORNMENT.match(text)
        title = at + 1 if over and len(text) >= 3 else at
        if title + 1 >= len(lines) or lines[title].is_blank or lines[title + 1].is_blank:
            return 0
        under = self.text(lines[title + 1])
        width = lines[title].end - lines[title].at
        if not _ADORNMENT.match(under) or (len(under) < 4 and len(under) < width):
            return 0
        if title > at:
            if under[0] != text[0] or _ADORNMENT.match(self.text(lines[title])):
                return 0
        elif lines[at + 1].column != lines[at].column or under == "::":
            return 0
        style = (under[0], title > at)
        if style not in self._styles:
            self._styles.append(style)
        level = min(self._styles.index(style) + 1, 6)
        first = self.page.title is None
        kind = BlockKind.TITLE if first and self.page.is_empty else BlockKind.HEADING
        line = lines[title]
        self.page.open(kind, level)
        start = self.page.begin(line.at)
        self.inline.show(Flow(self.source, [(line.at, line.end)]))
        if first:
            self.page.take_title(start, span_of([line]))
        self.page.close()
        return title + 2

    def _indented(
        self, lines: Sequence[Line], at: int, base: int, depth: int, before: str
    ) -> tuple[int, str]:
        """Read an indented block: a quotation where it looks like one, else more of the text.

        By the letter each is a block quotation. Writers of documentation mostly indent what
        belongs to the list, directive or paragraph before, and attribute what they quote.
        """
        end = at
        while end < len(lines) and (lines[end].is_blank or lines[end].column > base):
            end += 1
        block = without_blank_ends(lines[at:end])
        columns = {line.column for line in block if not line.is_blank}
        last = self.text(block[-1])
        attributed = bool(_ATTRIBUTION.match(last)) and len(block) > 1
        plain = not any(self._is_marked(line) for line in block)
        if attributed or (depth == 0 and before == "paragraph" and plain and len(columns) == 1):
            self.page.aside(BlockKind.QUOTATION, span_of(block))
        else:
            self.body(block, depth + 1)
        return end, before

    def _is_marked(self, line: Line) -> bool:
        text = self.text(line)
        return bool(text and (BULLET.match(text) or ENUMERATOR.match(text) or EXPLICIT.match(text)))

    def _item(self, lines: Sequence[Line], at: int, marker: int, base: int, depth: int) -> int:
        """Read a list item: what follows its marker, and what is indented below."""
        end = block_end(lines, at, base)
        first = lines[at].after(marker, self.source)
        rest = lines[at + 1 : end]
        if not first.is_blank and any(not line.is_blank for line in rest):
            first = first._replace(column=min(first.column, base_column(rest)))
        self.lists += 1
        self.body([first, *rest], depth + 1)
        self.lists -= 1
        return end

    def _field(self, lines: Sequence[Line], at: int, name: int, base: int, depth: int) -> int:
        """Read a field: left out above and below the title, where it is data about the file."""
        end = block_end(lines, at, base)
        if depth == 0 and self.page.builder.position <= len(self.page.title or ""):
            return end
        line = lines[at]
        colon = line.at + 1 + name
        rest = [line.after(name + 2, self.source), *lines[at + 1 : end]]
        first = next(paragraphs(rest), [])
        self.page.open(BlockKind.LIST_ITEM, self.lists + 1)
        self.inline.show(Flow(self.source, [(line.at + 1, colon)]))
        if first:
            self.page.replace(":", Span(colon, colon + 1))
            self.page.line_end(colon + 1)
            self.inline.show(Flow(self.source, [(x.at, x.end) for x in first]))
        self.page.close()
        self.lists += 1
        self.body(rest[rest.index(first[-1]) + 1 :] if first else [], depth + 1)
        self.lists -= 1
        return end

    def _line_block(self, lines: Sequence[Line], at: int, base: int, depth: int) -> int:
        if not _LINE_BLOCK.match(self.text(lines[at])):
            return 0
        end = paragraph_end(lines, at, base)
        self.page.open(BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH, self.lists)
        for index, line in enumerate(lines[at:end]):
            marker = _LINE_BLOCK.match(self.text(line))
            start = line.at + (marker.end() if marker else 0)
            if index:
                self.page.line_break(start)
            self.inline.show(Flow(self.source, [(start, line.end)]))
        self.page.close()
        return end

    def _literal(self, lines: Sequence[Line], at: int, base: int) -> int:
        """Note the literal block after ``::``: indented, or marked line by line."""
        start = at
        while start < len(lines) and lines[start].is_blank:
            start += 1
        if start == len(lines):
            return start
        if lines[start].column > base:
            return self._code(lines, start, block_end(lines, start, base))
        mark = self.source[lines[start].at]
        end = start
        if mark in _QUOTES and not EXPLICIT.match(self.text(lines[start])):
            while (
                end < len(lines) and not lines[end].is_blank and self.source[lines[end].at] == mark
            ):
                end += 1
        return self._code(lines, start, end) if end > start else at

    def _code(self, lines: Sequence[Line], at: int, end: int) -> int:
        self.page.aside(BlockKind.CODE, span_of(without_blank_ends(lines[at:end])))
        return end

    def is_indented(self, lines: Sequence[Line], at: int, base: int) -> bool:
        """Say whether text stands at ``lines[at]`` that is indented."""
        return at < len(lines) and not lines[at].is_blank and lines[at].column > base
