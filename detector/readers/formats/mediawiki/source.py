"""The blocks of MediaWiki's markup: headings, paragraphs, lists, tables, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.formats.mediawiki.inline import WikiInline
from detector.readers.formats.mediawiki.masking import masked
from detector.readers.markup.flow import MASK, Flow
from detector.readers.markup.lines import Line, lines_of, span_of
from detector.readers.markup.page import Page
from detector.text.document import BlockKind, Span

MAX_DEPTH = 6  # of tables within tables

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>")
_TITLE = re.compile(r"\{\{[ ]?DISPLAYTITLE[ ]?:[ ]?([^{}|\n]{1,300})", re.I)
_HEADING = re.compile(r"(={1,6})(?!=)[ \t]*")
_LIST = re.compile(r"[*#:;]{1,20}[ \t]*")


class WikiReader:
    """Reads one source into a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.inline = WikiInline(self.page)
        self.text, self.asides = masked(source)

    def read(self) -> Page:
        lines = lines_of(self.text)
        asides = self.asides[::-1]
        if title := _TITLE.search(self.source):
            self.page.title = title.group(1).strip()
            self.page.title_source = Span(*title.span(1))
        at = 0
        while at < len(lines):
            while asides and asides[-1][1].start < lines[at].end:
                self.page.aside(*asides.pop())
            at = self._block(lines, at)
        return self.page

    def _block(self, lines: Sequence[Line], at: int) -> int:
        line = lines[at]
        text = self.text[line.at : line.end]
        if not text.strip(MASK):
            return at + 1
        match = _HEADING.match(text)
        if match and text.rstrip(MASK + " ").endswith(match.group(1)) and len(text) > match.end():
            end = line.at + len(text.rstrip(MASK + " ").rstrip("=").rstrip())
            self._show(BlockKind.HEADING, line.at + match.end(), end, len(match.group(1)))
        elif text.startswith("{|"):
            return self._table(lines, at)
        elif text[0] in "*#:;" and (match := _LIST.match(text)):
            self._item(line, text, match)
        elif text.startswith("----") or text[:9].upper() == "#REDIRECT":
            pass
        elif line.column > 0 and (text.startswith("<nowiki>") or not _TAG.match(text)):
            self.page.aside(BlockKind.CODE, span_of([line]))
        else:
            return self._paragraph(lines, at)
        return at + 1

    def _item(self, line: Line, text: str, match: re.Match[str]) -> None:
        level = len(match.group().rstrip())
        colon = text.find(" :", match.end()) if ";" in match.group() else -1
        start, end = line.at + match.end(), line.end
        if text.upper().startswith("#REDIRECT"):
            return
        if colon > 0:
            self._show(BlockKind.LIST_ITEM, start, line.at + colon, level)
            start = line.at + colon + 2
        self._show(BlockKind.LIST_ITEM, start, end, level)

    def _paragraph(self, lines: Sequence[Line], at: int) -> int:
        end = at + 1
        while end < len(lines) and not lines[end].is_blank and lines[end].column == 0:
            text = self.text[lines[end].at : lines[end].end]
            if text[0] in "*#:;=" or text.startswith(("{|", "----")):
                break
            end += 1
        flow = Flow(self.text, [(x.at, x.end) for x in lines[at:end]])
        if self._captions(flow):
            return end
        self.page.open(BlockKind.PARAGRAPH)
        self._finish(flow)
        return end

    def _captions(self, flow: Flow) -> bool:
        """Show the captions of images; say whether the paragraph is nothing but one."""
        alone = False
        for match in _IMAGE.finditer(flow.text):
            alone = alone or match.span() == (0, len(flow.text))
            start = match.start() + match.group().rfind("|") + 1 if "|" in match.group() else 0
            text = flow.text[start : match.end() - 2]
            inner = match.group().find("[[", 2)
            if inner > 0:  # a link in the caption may hold the last bar
                start = match.start() + match.group().rfind("|", 0, inner) + 1
                text = flow.text[start : match.end() - 2]
            if start and " " in text.strip() and "=" not in text:
                self.page.open(BlockKind.CAPTION)
                self.inline.show(flow, start, match.end() - 2)
                self.page.close()
        return alone

    def _table(self, lines: Sequence[Line], at: int, depth: int = 0) -> int:
        """Read a table; its rows begin with ``|-``, its cells with ``|`` or ``!``."""
        at += 1
        row: list[list[tuple[int, int]]] = []
        while at < len(lines):
            line = lines[at]
            text = self.text[line.at : line.end]
            at += 1
            if text.startswith("|}"):
                break
            if text.startswith("{|"):
                self._row(row)
                row = []
                at = self._table(lines, at - 1, depth + 1) if depth < MAX_DEPTH else at
            elif text.startswith("|+"):
                self._show(BlockKind.CAPTION, line.at + 2, line.end)
            elif text.startswith("|-"):
                self._row(row)
                row = []
            elif text[:1] in ("|", "!") and text:
                row += [[cell] for cell in _cells(text, line.at)]
            elif row and not line.is_blank:
                row[-1].append((line.at, line.end))
        self._row(row)
        return at

    def _row(self, row: Sequence[Sequence[tuple[int, int]]]) -> None:
        if row:
            with self.page.row():
                for cell in row:
                    self.page.cell()
                    self.inline.show(Flow(self.text, cell))
            self.inline.show_notes()

    def _show(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        self.page.open(kind, level)
        self._finish(Flow(self.text, [(start, max(start, end))]))

    def _finish(self, flow: Flow) -> None:
        self.inline.show(flow)
        self.page.close()
        self.inline.show_notes()


_IMAGE = re.compile(
    r"\[\[[ ]?(?:[Ff]ile|[Ii]mage)[ ]?:"
    r"(?:[^\[\]]|\[\[[^\[\]]{0,400}\]\]|\[[^\[\]]{0,400}\]){0,800}+\]\]"
)
_CELL_ATTRIBUTES = re.compile(
    r"[ \t]*(?:[\w-]{1,20}[ ]?=[ ]?(?:\"[^\"\n]{0,200}\"|[\w%#-]{1,40})[ \t]*){1,8}+\|(?!\|)"
)


def _cells(text: str, at: int) -> list[tuple[int, int]]:
    """Return the ranges of the cells on a line, their attributes left out."""
    bars = re.compile(r"\|\||!!" if text[0] == "!" else r"\|\|")
    found: list[tuple[int, int]] = []
    start = 1
    for end in [*(match.start() for match in bars.finditer(text, 1)), len(text)]:
        attributes = _CELL_ATTRIBUTES.match(text, start, end)
        found.append((at + (attributes.end() if attributes else start), at + end))
        start = end + 2
    return found
