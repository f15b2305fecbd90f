"""Org, as Emacs exports it: headings, lists, tables, blocks. No code is run, no file included."""

# ruff: noqa: E501 - patterns

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.markup.flow import Flow
from detector.readers.markup.inline import Inline
from detector.readers.markup.lines import Line, lines_of, span_of
from detector.readers.markup.page import Page
from detector.readers.markup.reader import markup_reader
from detector.text.document import BlockKind

MAX_DEPTH = 12  # of blocks within blocks

_HEADING = re.compile(
    r"(\*{1,40})[ \t]+(?:(TODO|DONE|NEXT|WAITING|HOLD|CANCELLED|CANCELED)[ \t]+)?(?:\[\#\w\][ \t]+)?"
)
_TAGS = re.compile(r"(?<![ \t])[ \t]{1,200}:(?:[\w@#%]{1,60}:){1,20}\Z")
_NOT_EXPORTED = re.compile(r"\*{1,40}[ \t]+(?:\w{2,12}[ \t]+)?COMMENT\b")
_KEYWORD = re.compile(r"\#\+([A-Za-z_-]{1,40})(?:\[[^\]]{0,200}\])?:[ \t]*")
_BEGIN = re.compile(r"\#\+begin_(\w{1,40})", re.I)
_DRAWER = re.compile(r":([A-Za-z][\w-]{0,40}):\Z")
_PLANNING = re.compile(r"(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):[ \t]")
_ITEM = re.compile(
    r"(?:[-+]|\d{1,4}[.)]|[A-Za-z][.)])(?:[ \t]+|\Z)(?:\[@\w{1,4}\][ \t]*)?(?:\[[ X-]\](?:[ \t]+|\Z))?"
)
_TERM = re.compile(r"(\S[^\n]{0,200}?)[ \t]+::(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\[fn:[\w-]{1,60}\](?:[ \t]+|\Z)")
_TABLE_RULE = re.compile(r"\|[-+|]*\Z")
_CODE_BLOCKS = frozenset("src example export comment html latex ascii ditaa plantuml".split())
_QUOTES = frozenset(("quote", "verse"))
_ENVIRONMENT = re.compile(r"\\begin\{(\w{1,40}\*?)\}")

_BEFORE = r"(?<![^\s\-–—('\"{])"
_AFTER = r"(?![^\s\-–—.,;:!?'\")}\[\\])"


class OrgInline(Inline):
    pattern = re.compile(
        r"(?P<link>\[\[(?P<link_target>[^\[\]]{1,600})\](?:\[(?P<link_text>[^\[\]]{1,600})\])?\])"
        r"|(?P<note>\[fn:[\w-]{0,60}(?::(?P<note_text>(?:[^\[\]]|\[[^\[\]]{0,300}\]){1,800}+))?\])"
        r"|(?P<out>\[cite[^\[\]\n]{0,40}:[^\[\]]{1,400}\]|\{\{\{[^{}]{1,300}\}\}\}|@@[^@]{1,300}@@"
        r"|<<<?[^<>\n]{1,200}>>>?|\bsrc_\w{1,20}(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,400}\}"
        r"|\bcall_\w{1,40}\([^()\n]{0,200}\)|\\\([\s\S]{1,400}?\\\)|\\\[[\s\S]{1,400}?\\\]"
        r"|\[(?:\d{1,4}/\d{1,4}|\d{1,3}%)\])"
        r"|(?P<angle><(?P<angle_target>[a-z]{2,10}:[^<>\s]{1,400})>)"
        r"|(?P<address>\b(?:https?|ftp)://[^\s<>\[\]]{1,400})"
        rf"|(?P<code>{_BEFORE}(?P<code_mark>[=~])(?P<code_text>(?=\S)[^=~\n]{{1,300}}(?:\n[^=~\n]{{1,200}})?)"
        rf"(?<=\S)(?P=code_mark){_AFTER})"
        rf"|(?P<strong>{_BEFORE}\*(?P<strong_text>(?=[^\s*])[^*]{{1,300}})(?<=\S)\*{_AFTER})"
        rf"|(?P<emphasis>{_BEFORE}/(?P<emphasis_text>(?=[^\s/])[^/]{{1,300}})(?<=\S)/{_AFTER})"
        rf"|(?P<under>{_BEFORE}_(?P<under_text>(?=[^\s_])[^_]{{1,300}})(?<=\S)_{_AFTER})"
        rf"|(?P<strike>{_BEFORE}\+(?P<strike_text>(?=[^\s+])[^+]{{1,300}})(?<=\S)\+{_AFTER})"
        r"|(?P<break>\\\\(?=\n|\Z))"
    )

    def on_link(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        target = match.group("link_target")
        if match.group("link_text"):
            self.link(flow, match.span(), match.span("link_text"), target, depth)
        elif target.startswith(("file:", "./", "../", "/", "attachment:", "id:")):
            self.page.hole()  # an image, or a file by its path
        else:
            start, end = match.span("link_target")
            start += len(target) - len(target.lstrip("*#"))
            self.address(flow, start, end, target)
        return match.end()

    def on_note(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if match.group("note_text"):
            self.page.notes.append((flow, *match.span("note_text")))
        self.page.hole()
        return match.end()

    def on_out(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.hole()
        return match.end()

    def on_angle(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.address(flow, *match.span("angle_target"))
        return match.end()

    def on_address(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        end = match.start() + len(match.group().rstrip(".,;:!?)'\"*/_=~"))
        self.address(flow, match.start(), end)
        return end

    def _inner(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.show(flow, *match.span(f"{match.lastgroup}_text"), depth)
        return match.end()

    on_strong = on_emphasis = on_under = on_strike = _inner


class _OrgReader:
    """Reads one source into a page."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.inline = OrgInline(self.page)
        self._unclosed: dict[str, int] = {}  # up to where a closing line was sought in vain
        self._items: list[int] = []  # columns of the list items around the current line

    def read(self) -> Page:
        lines = lines_of(self.source)
        for line in lines:
            text = self._text(line)
            if text[:8].lower() == "#+title:" and len(text) > 8:
                self._headed(BlockKind.TITLE, line.after(8, self.source), 1)
                break
        self.body(lines, 0)
        return self.page

    def body(self, lines: Sequence[Line], depth: int) -> None:
        at = 0
        while at < len(lines):
            line = lines[at]
            text = self._text(line)
            if not text:
                at += 1
            elif line.column == 0 and (match := _HEADING.match(text)):
                at = self._heading(lines, at, match)
            elif after := self._furniture(lines, at, text, depth):
                at = after
            elif text.startswith("|"):
                at = self._table(lines, at)
            else:
                at = self._prose(lines, at, text)

    def _text(self, line: Line) -> str:
        return self.source[line.at : line.end]

    def _heading(self, lines: Sequence[Line], at: int, match: re.Match[str]) -> int:
        line = lines[at]
        text = self._text(line)
        level = len(match.group(1))
        self._items = []
        tags = _TAGS.search(text)
        if _NOT_EXPORTED.match(text) or (tags and ":noexport:" in tags.group()):
            at += 1
            while at < len(lines):
                found = _HEADING.match(self._text(lines[at])) if lines[at].column == 0 else None
                if found and len(found.group(1)) <= level:
                    break
                at += 1
            return at
        end = line.at + tags.start() if tags else line.end
        title = line._replace(end=end).after(match.end(), self.source)
        kind = BlockKind.TITLE if self.page.is_empty else BlockKind.HEADING
        self._headed(kind, title, min(level + (self.page.title is not None), 6))
        return at + 1

    def _headed(self, kind: BlockKind, line: Line, level: int) -> None:
        self.page.open(kind, level)
        start = self.page.begin(line.at)
        self.inline.show(Flow(self.source, [(line.at, line.end)]))
        self.page.take_title(start, span_of([line]))
        self.page.close()

    def _furniture(self, lines: Sequence[Line], at: int, text: str, depth: int) -> int:
        """Read blocks, and pass over drawers, keywords, comments and rules."""
        if match := _BEGIN.match(text):
            return self._block(lines, at, match.group(1).lower(), depth)
        if match := _KEYWORD.match(text):
            if match.group(1).lower() == "caption":
                self._show(BlockKind.CAPTION, [lines[at].after(match.end(), self.source)])
            return at + 1
        if match := _ENVIRONMENT.match(text):
            return self._until(lines, at, f"\\end{{{match.group(1)}}}", at + 1)
        if (match := _DRAWER.match(text)) and match.group(1).upper() != "END":
            return self._until(lines, at, ":END:", 0)
        if text[0] == ":" and (len(text) == 1 or text[1].isspace()):
            end = at
            while end < len(lines) and self._text(lines[end])[:1] == ":":
                end += 1
            self.page.aside(BlockKind.CODE, span_of(lines[at:end]))
            return end
        is_comment = text[0] == "#" and (len(text) == 1 or text[1] in " +\t")
        is_rule = len(text) >= 5 and not text.strip("-")
        return at + 1 if is_comment or is_rule or _PLANNING.match(text) else 0

    def _until(self, lines: Sequence[Line], at: int, close: str, otherwise: int) -> int:
        """Return the index after the line ``close``, ``otherwise`` where a heading comes first."""
        end = at + 1
        if lines[at].at < self._unclosed.get(close.lower(), -1):
            return otherwise or end
        while end < len(lines):
            line = lines[end]
            text = self._text(line)
            if text.lower() == close.lower():
                return end + 1
            if line.column == 0 and _HEADING.match(text):
                break
            end += 1
        self._unclosed[close.lower()] = lines[end - 1].at
        return otherwise or at + 1

    def _block(self, lines: Sequence[Line], at: int, name: str, depth: int) -> int:
        after = self._until(lines, at, f"#+end_{name}", 0)
        span = span_of(lines[at:after])
        if after == at + 1:
            return after
        if name in _QUOTES:
            self.page.aside(BlockKind.QUOTATION, span)
        elif name in _CODE_BLOCKS:
            if name not in ("comment", "export"):
                self.page.aside(BlockKind.CODE, span)
        elif depth < MAX_DEPTH:
            self.body(lines[at + 1 : after - 1], depth + 1)
        return after

    def _table(self, lines: Sequence[Line], at: int) -> int:
        while at < len(lines) and (text := self._text(lines[at])).startswith("|"):
            line = lines[at]
            at += 1
            if _TABLE_RULE.match(text):
                continue
            with self.page.row():
                start = line.at + 1
                while start < line.end:
                    end = self.source.find("|", start, line.end)
                    end = line.end if end < 0 else end
                    self.page.cell()
                    self.inline.show(Flow(self.source, [(start, end)]))
                    start = end + 1
        return at

    def _prose(self, lines: Sequence[Line], at: int, text: str) -> int:
        """Read a list item, a footnote or a paragraph."""
        line = lines[at]
        while self._items and line.column <= self._items[-1]:
            self._items.pop()
        first = line
        if match := _NOTE.match(text):
            self._items = []
            first = line.after(match.end(), self.source)
        elif match := _ITEM.match(text):
            self._items.append(line.column)
            first = line.after(match.end(), self.source)
            if term := _TERM.match(self._text(first)):
                self._show(BlockKind.LIST_ITEM, [first._replace(end=first.at + term.end(1))])
                first = first.after(term.end(), self.source)
        end = at + 1
        while end < len(lines) and self._continues(lines[end]):
            end += 1
        kind = BlockKind.LIST_ITEM if self._items else BlockKind.PARAGRAPH
        self._show(kind, [first, *lines[at + 1 : end]])
        return end

    def _continues(self, line: Line) -> bool:
        text = self._text(line)
        if not text or text[0] in "|#" or _ITEM.match(text) or _NOTE.match(text):
            return False
        return not (line.column == 0 and _HEADING.match(text)) and not _DRAWER.match(text)

    def _show(self, kind: BlockKind, lines: Sequence[Line]) -> None:
        self.page.open(kind, len(self._items) if kind is BlockKind.LIST_ITEM else 0)
        self.inline.show(Flow(self.source, [(line.at, line.end) for line in lines]))
        self.page.close()
        self.inline.show_notes()


READER = markup_reader("org", frozenset({".org"}), lambda text: _OrgReader(text).read())
