"""MediaWiki's markup: what stands in the page's source. Templates are not expanded.

What a page takes out or puts in first (comments, templates, formulas, tags) is masked in a copy
of the same length; the lines of the copy are then read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from detector.readers.markup.flow import MASK, Flow
from detector.readers.markup.inline import Inline
from detector.readers.markup.lines import Line, lines_of, span_of
from detector.readers.markup.page import Page
from detector.readers.reader import TextReader
from detector.text.document import BlockKind, Document, Span

_TAGS_OUT = "math|gallery|syntaxhighlight|source|pre|score|timeline|templatedata|imagemap|graph|chem|hiero|blockquote|includeonly|poem"  # noqa: E501
_OUT = re.compile(
    r"<!--|<(?P<tag>"
    + _TAGS_OUT
    + r")(?:\s[^<>]{0,500})?(?P<closed>/)?>|(?P<switch>__[A-Z]{3,20}__)",
    re.I,
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>")
_BRACES = re.compile(r"\{\{|\}\}")
_TITLE = re.compile(r"\{\{[ ]?DISPLAYTITLE[ ]?:[ ]?([^{}|\n]{1,300})", re.I)
# Templates whose text is a note to readers, on most wikis.
_NOTES = re.compile(
    r"\{\{[ \n]?(?:note|tip|warning|caution|important|info|hint|notice|attention|message ?box|ambox|tmbox"
    r"|mbox|callout)[ \n]?\|(?:[ \n]?(?:1|text|content|message)[ \n]?=)?",
    re.I,
)
_NAMED = re.compile(r"[ \n]*[\w -]{1,30}=")
_HEADING = re.compile(r"(={1,6})(?!=)[ \t]*")
_LIST = re.compile(r"[*#:;]{1,20}[ \t]*")
_QUOTED_TAGS = frozenset(("blockquote", "poem"))
_CODE_TAGS = frozenset("pre source syntaxhighlight".split())


class WikiInline(Inline):
    pattern = re.compile(
        r"(?P<note><ref(?:\s[^<>/]{0,300})?>(?P<note_text>[^<]{0,2000}(?:<(?!/?ref)[^<]{0,500}){0,12})</ref>)"
        r"|(?P<file>\[\[[ ]?(?:[Ff]ile|[Ii]mage|[Mm]edia|[Cc]ategory|[a-z]{2,3}(?:-[a-z]{2,8})?)[ ]?:"
        r"(?:[^\[\]]|\[\[[^\[\]]{0,400}\]\]|\[[^\[\]]{0,400}\]){0,800}+\]\])"
        r"|(?P<link>\[\[:?(?P<link_target>[^\[\]|\n]{1,300})(?:\|(?P<link_text>[^\[\]]{0,600}))?\]\])"
        r"|(?P<external>\[(?P<external_target>(?:https?:|ftp:|mailto:)?//[^\s\[\]]{1,500}|mailto:[^\s\[\]]{1,200})"
        r"(?:[ \t]+(?P<external_text>[^\[\]\n]{1,500}))?\])"
        r"|(?P<quotes>'{2,5})"
        r"|(?P<literal><nowiki>(?P<literal_text>[^<]{0,1000})</nowiki>)"
        r"|(?P<code><(?P<code_tag>code|tt|kbd|samp|var)(?:\s[^<>]{0,200})?>(?P<code_text>[^<]{0,800})</(?P=code_tag)>)"
        r"|(?P<break><br[ ]{0,2}/?>)"
        r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,500})?/?>)"
        r"|(?P<entity>&(?:\#\d{1,6}|\#x[\da-fA-F]{1,6}|[A-Za-z]{2,12});)"
    )

    def on_note(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        start, end = match.span("note_text")
        if flow.text[start:end].strip(MASK + " \n.,;"):
            self.page.notes.append((flow, start, end))
        self.page.hole()
        return match.end()

    def on_file(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.hole()
        return match.end()

    on_tag = on_file

    def on_quotes(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if len(match.group()) == 4:  # an apostrophe before bold text
            self.page.copy(flow, match.start(), match.start() + 1)
        return match.end()

    def on_link(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        target = match.group("link_target")
        text = match.span("link_text") if match.group("link_text") else match.span("link_target")
        self.link(flow, match.span(), text, target.strip(), depth)
        return match.end()

    def on_external(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        if match.group("external_text"):
            target = match.group("external_target")
            self.link(flow, match.span(), match.span("external_text"), target, depth)
        else:
            self.page.hole()
        return match.end()

    def on_literal(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.copy(flow, *match.span("literal_text"))
        return match.end()

    def on_code(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.code(flow, *match.span("code_text"))
        return match.end()

    def on_break(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.line_break(flow.place(*match.span()).end)
        return match.end()

    def on_entity(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.replace(html.unescape(match.group()), flow.place(*match.span()))
        return match.end()


def _masked(source: str) -> tuple[str, list[tuple[BlockKind, Span]]]:
    """Return a copy without what readers do not see, and the code and quotations taken out."""
    cuts: list[tuple[int, int]] = []
    asides: list[tuple[BlockKind, Span]] = []
    lower = source.lower() if source.isascii() else source
    missing: set[str] = set()
    at = 0
    while match := _OUT.search(source, at):
        at = match.end()
        tag = (match.group("tag") or "").lower()
        close = "-->" if match.group().startswith("<!--") else f"</{tag}>"
        if not match.group("switch") and not match.group("closed"):
            end = -1 if close in missing else lower.find(close, at)
            if end < 0:
                missing.add(close)
                continue
            at = end + len(close)
        cuts.append((match.start(), at))
        if tag in _QUOTED_TAGS or tag in _CODE_TAGS:
            kind = BlockKind.QUOTATION if tag in _QUOTED_TAGS else BlockKind.CODE
            asides.append((kind, Span(match.start(), at)))
    text = _cut(source, cuts)
    return _cut(text, _templates(text)), asides


def _templates(text: str) -> list[tuple[int, int]]:
    """Return the ranges of templates that are left out; of a note its text stays."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match.group() == "{{":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            note = None if opened else _NOTES.match(text, start)
            if note and not _NAMED.match(text, note.end(), match.start()):
                found += [(start, note.end()), match.span()]
            elif not any(_NOTES.match(text, at) for at in opened[:1]) or len(opened) > 0:
                found.append((start, match.end()))
    return found


def _cut(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(cuts):
        start = max(start, at)
        if end > start:
            parts += [text[at:start], MASK * (end - start)]
            at = end
    return "".join([*parts, text[at:]])


class _WikiReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.inline = WikiInline(self.page)
        self.text, self.asides = _masked(source)

    def read(self) -> Page:
        lines = lines_of(self.text)
        if title := _TITLE.search(self.source):
            self.page.title = title.group(1).strip()
            self.page.title_source = Span(*title.span(1))
        at = 0
        while at < len(lines):
            while self.asides and self.asides[0][1].start < lines[at].end:
                self.page.aside(*self.asides.pop(0))
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
        elif line.column > 0 and not _TAG.match(text):
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

    def _table(self, lines: Sequence[Line], at: int) -> int:
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
                at = self._table(lines, at - 1) if len(lines) - at < 50_000 else at
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
    r"\[\[[ ]?(?:[Ff]ile|[Ii]mage)[ ]?:(?:[^\[\]]|\[\[[^\[\]]{0,400}\]\]|\[[^\[\]]{0,400}\]){0,800}+\]\]"
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


def _parse(
    text: str,
    /,
    *,
    id: str,
    path: str | None = None,
    encoding: str = "utf-8",
    site: str | None = None,
) -> Document:
    page = _WikiReader(text).read()
    return page.build(id=id, path=path, encoding=encoding, format=READER.name)


READER = TextReader(name="mediawiki", suffixes=frozenset({".mediawiki", ".wiki"}), parse=_parse)
