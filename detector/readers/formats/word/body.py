"""The prose of a Word document: its body in order, then its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from detector.readers.formats.office_text import OfficeText, is_layout
from detector.readers.formats.style_names import PARAGRAPH, Role
from detector.readers.formats.word.parts import Parts, open_parts
from detector.readers.formats.word.styles import Styles, is_on, value
from detector.readers.printed import Passage, PrintedText
from detector.text.document import BlockKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_HEADING_WORDS = 15  # of a bold line that serves as a heading
MAX_FIELDS = 50  # that may be open, one within another

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.I)
_DELETED = frozenset({"{w}del", "{w}moveFrom"})
_WRAPPERS = frozenset(
    {"{w}ins", "{w}moveTo", "{w}smartTag", "{w}sdtContent", "{w}customXml", "{w}dir", "{w}bdo"}
)
# Hidden text, and what a writer has struck out, which is a deletion by hand.
_NOT_READ = ("{w}vanish", "{w}strike", "{w}dstrike")
_BLANKS = frozenset({"{w}tab", "{w}ptab", "{w}br", "{w}cr"})
_NOTES = {"{w}footnoteReference": "footnote", "{w}endnoteReference": "endnote"}


class _Field(NamedTuple):
    instruction: list[str]
    result: list[tuple[Passage, int]]  # where the result begins, once it has


def read(data: bytes, max_bytes: int) -> tuple[PrintedText, str | None]:
    """Return the parts of a Word document and its title. Raises UnreadableError."""
    parts = open_parts(data, max_bytes)
    body = _Body(parts)
    body.blocks(parts.body)
    body.notes()
    return body.printed, body.title(parts.title)


class _Body(OfficeText):
    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._styles: Styles = parts.styles
        paragraphs = parts.body.iter("{w}p")
        self._has_headings = any(self._styles.role(p).kind is BlockKind.HEADING for p in paragraphs)
        self._unfinished: Passage | None = None  # of a paragraph whose end was deleted
        self._fields: list[_Field] = []
        self._boxes: list[Element] = []
        self._referred: dict[tuple[str, str], None] = {}

    def blocks(self, element: Element, location: str | None = None) -> None:
        """Add the blocks of ``element`` in their order."""
        for child in element:
            if child.tag == "{w}p":
                self._paragraph(child, location)
            elif child.tag == "{w}tbl":
                self._table(child, location)
            elif child.tag in _WRAPPERS or (child.tag == "{w}sdt" and not _is_contents(child)):
                self.blocks(child, location)
            elif child.tag == "{mc}AlternateContent":
                self.blocks(_chosen(child), location)

    def notes(self) -> None:
        """Add the notes that the text refers to, in the order of their references."""
        done: set[tuple[str, str]] = set()
        counts = dict.fromkeys(_NOTES.values(), 0)
        while left := [key for key in self._referred if key not in done]:
            for key in left:  # a note may refer to another
                done.add(key)
                kind = key[0]
                note = self._parts.note(*key)
                if note is not None:
                    counts[kind] += 1
                    self.blocks(note, f"{kind} {counts[kind]}")

    def _paragraph(self, paragraph: Element, location: str | None) -> None:
        passage, self._unfinished = self._unfinished or Passage(), None
        self._inline(paragraph, passage)
        mark = paragraph.find("{w}pPr/{w}rPr")
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self._unfinished = passage
            return
        self._add(paragraph, passage, location)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box, location)

    def _add(self, paragraph: Element, passage: Passage, location: str | None) -> None:
        text = passage.trimmed()[0]
        role = PARAGRAPH if location else self._styles.role(paragraph).given(text)
        if role is PARAGRAPH and not location and self._is_bold_heading(paragraph, text):
            role = Role(BlockKind.HEADING, 1 if self.printed.is_empty else 2)
        self.add_paragraph(role, passage, location)

    def _is_bold_heading(self, paragraph: Element, text: str) -> bool:
        """Tell a short bold line from a paragraph where no style of headings is used."""
        if self._has_headings or not text or text[-1] in ".,;" or len(text) > 200:
            return False
        runs = [run for run in paragraph.iter("{w}r") if "".join(_texts(run)).strip()]
        return len(text.split()) <= MAX_HEADING_WORDS and all(
            is_on(run.find("{w}rPr/{w}b")) for run in runs
        )

    def _table(self, table: Element, location: str | None) -> None:
        rows = [list(_within(row, "{w}tc")) for row in _within(table, "{w}tr") if _stands(row)]
        if max(map(len, rows), default=0) < 2 or any(map(_is_layout, (c for r in rows for c in r))):
            for row in rows:
                for cell in row:
                    self.blocks(cell, location)
            return
        self.add_table((map(self._cell, row) for row in rows), location)

    def _cell(self, cell: Element) -> Passage:
        passage = Passage()
        for paragraph in cell.iter("{w}p"):
            if passage.position:
                passage.write(" ")
            self._inline(paragraph, passage)
        self._boxes.clear()  # their paragraphs are the cell's
        return passage

    def _inline(self, element: Element, passage: Passage) -> None:
        for child in element:
            tag = child.tag
            start = passage.position
            if tag == "{w}r":
                self._run(child, passage)
            elif tag in _WRAPPERS or tag == "{w}sdt":
                self._inline(child, passage)
            elif tag == "{w}hyperlink":
                self._inline(child, passage)
                passage.link(start, self._parts.targets.get(child.get("{r}id", ""), ""))
            elif tag == "{w}fldSimple":
                self._inline(child, passage)
                passage.link(start, _target(child.get("{w}instr", "")))
            elif tag in ("{m}oMath", "{m}oMathPara"):
                passage.write("".join(t.text or "" for t in child.iter("{m}t")))
            elif tag == "{mc}AlternateContent":
                self._inline(_chosen(child), passage)

    def _run(self, run: Element, passage: Passage) -> None:
        style = value(run.find("{w}rPr/{w}rStyle"))
        properties = run.find("{w}rPr")
        out = properties is not None and any(is_on(properties.find(tag)) for tag in _NOT_READ)
        if out or self._styles.is_hidden(style):
            return
        start = passage.position
        self._content(run, passage)
        if style and self._styles.is_code(style):
            passage.code(start)

    def _content(self, run: Element, passage: Passage) -> None:
        for child in run:
            tag = child.tag
            if tag == "{w}t":
                passage.write(child.text or "")
            elif tag in _BLANKS:
                passage.write(" ")
            elif tag == "{w}noBreakHyphen":
                passage.write("-")
            elif tag in _NOTES:
                self._referred[_NOTES[tag], child.get("{w}id", "")] = None
            elif tag == "{w}instrText" and self._fields:
                self._fields[-1].instruction.append(child.text or "")
            elif tag == "{w}fldChar":
                self._field(child.get("{w}fldCharType"), passage)
            elif tag == "{w}ruby":
                for base in child.findall("{w}rubyBase"):
                    self._inline(base, passage)
            elif tag == "{mc}AlternateContent":
                self._content(_chosen(child), passage)
            else:
                self._boxes += _text_boxes(child)

    def _field(self, kind: str | None, passage: Passage) -> None:
        if kind == "begin":
            del self._fields[: -MAX_FIELDS + 1]
            self._fields.append(_Field([], []))
        elif kind == "separate" and self._fields:
            self._fields[-1].result.append((passage, passage.position))
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.result and field.result[0][0] is passage:
                passage.link(field.result[0][1], _target("".join(field.instruction)))


def _target(instruction: str) -> str:
    found = _LINK.match(instruction)
    return found.group(1) if found else ""


def _stands(row: Element) -> bool:
    return all(row.find(f"{{w}}trPr/{tag}") is None for tag in _DELETED)


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, content controls opened."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS or child.tag == "{w}sdt":
            yield from _within(child, tag)


def _is_layout(cell: Element) -> bool:
    if cell.find("{w}tbl") is not None:
        return True
    paragraphs = ("".join(_texts(paragraph)).split() for paragraph in cell.findall("{w}p"))
    return is_layout([len(words) for words in paragraphs if words])


def _texts(element: Element) -> Iterator[str]:
    return (t.text or "" for t in element.iter("{w}t"))


def _chosen(alternatives: Element) -> Element:
    """Return what is read of alternative content: what has text, else the fallback's."""
    choice, fallback = alternatives.find("{mc}Choice"), alternatives.find("{mc}Fallback")
    if choice is None:
        return alternatives if fallback is None else fallback
    has_text = next(choice.iter("{w}t"), None) is not None
    return choice if has_text or fallback is None else fallback


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, those within others apart."""
    if element.tag == "{w}txbxContent":
        yield element
        return
    within = _chosen(element) if element.tag == "{mc}AlternateContent" else element
    for child in within:
        yield from _text_boxes(child)


def _is_contents(control: Element) -> bool:
    """Tell a table of contents that Word keeps."""
    return value(control.find("{w}sdtPr/{w}docPartObj/{w}docPartGallery")) == "Table of Contents"
