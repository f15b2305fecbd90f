"""The prose of an OpenDocument text: its body in order, then its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.readers.formats.office_text import OfficeText, is_layout
from detector.readers.formats.open_document.styles import Styles
from detector.readers.formats.style_names import MAX_LEVEL, PARAGRAPH, Role
from detector.readers.package import Package
from detector.readers.printed import Passage, PrintedText
from detector.readers.reader import UnreadableError
from detector.readers.xml_tree import parse_xml, pieces, text_of
from detector.text.document import BlockKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KIND = "OpenDocument text"
MAX_SPACES = 100  # that one element may stand for

_NAMESPACES = {
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name
        for name in ("office", "text", "table", "style", "draw", "manifest")
    },
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_TEXT_PARAGRAPH, _TEXT_HEADING = "{text}p", "{text}h"
_PARAGRAPHS = frozenset({_TEXT_PARAGRAPH, _TEXT_HEADING})
# Containers of blocks, and elements within a paragraph, whose content is read.
_CONTAINERS = frozenset(
    {"{text}section", "{text}list-item", "{text}list-header", "{text}numbered-paragraph",
     "{draw}text-box", "{draw}frame", "{draw}g", "{draw}a", "{draw}custom-shape", "{draw}rect"}
)  # fmt: skip
_INLINE = frozenset(
    {"{text}span", "{text}a", "{text}meta", "{text}meta-field", "{text}ruby", "{text}ruby-base",
     "{text}bookmark-ref", "{text}reference-ref", "{text}note-ref", "{text}sequence",
     "{text}sequence-ref", "{text}date", "{text}time", "{text}title", "{text}subject",
     "{text}author-name", "{text}creator", "{text}user-defined", "{text}variable-set",
     "{text}variable-get", "{text}user-field-get", "{text}text-input", "{text}placeholder",
     "{text}conditional-text", "{text}expression", "{text}bibliography-mark", "{text}chapter"}
)  # fmt: skip


def read(data: bytes, max_bytes: int) -> tuple[PrintedText, str | None]:
    """Return the parts of an OpenDocument text and its title. Raises UnreadableError."""
    package = Package(data, KIND, max_bytes)
    manifest = package.find("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        message = f"a password locks this {KIND}: save it without one"
        raise UnreadableError("encrypted", message)
    content = parse_xml(package.read("content.xml"), _NAMESPACES, KIND)
    body = content.find("{office}body/{office}text")
    if body is None:
        message = "this OpenDocument file is not a text: export its text first"
        raise UnreadableError("unsupported_format", message)
    named = package.find("styles.xml")
    styles = [content] if named is None else [content, parse_xml(named, _NAMESPACES, KIND)]
    reader = _Body(Styles(styles), body)
    reader.blocks(body)
    reader.notes()
    meta = package.find("meta.xml")
    stated = text_of(
        parse_xml(meta, _NAMESPACES, KIND).find("{office}meta/{dc}title") if meta else None
    )
    return reader.printed, reader.title(stated)


class _Body(OfficeText):
    def __init__(self, styles: Styles, body: Element) -> None:
        super().__init__()
        self._styles = styles
        self._has_headings = next(body.iter(_TEXT_HEADING), None) is not None
        self._boxes: list[Element] = []
        self._notes: list[Element] = []

    def blocks(self, element: Element, depth: int = 0, location: str | None = None) -> None:
        """Add the blocks of ``element`` in their order; ``depth`` counts the lists around it."""
        for child in element:
            tag = child.tag
            if tag in _PARAGRAPHS:
                self._paragraph(child, depth, location)
            elif tag == "{text}list":
                self.blocks(child, depth + 1, location)
            elif tag == "{table}table":
                self._table(child, location)
            elif tag in _CONTAINERS and child.get("{text}display") != "none":
                self.blocks(child, depth, location)

    def notes(self) -> None:
        """Add the notes in the order of their references."""
        counts = {"footnote": 0, "endnote": 0}
        for note in self._notes:  # a note may add others
            kind = note.get("{text}note-class", "")
            kind = kind if kind in counts else "footnote"
            counts[kind] += 1
            for body in note.findall("{text}note-body"):
                self.blocks(body, 0, f"{kind} {counts[kind]}")

    def _paragraph(self, paragraph: Element, depth: int, location: str | None) -> None:
        passage = Passage()
        self._inline(paragraph, passage)
        boxes, self._boxes = self._boxes, []
        self._add(paragraph, passage, depth, location)
        for box in boxes:
            self.blocks(box, depth, location)

    def _add(self, paragraph: Element, passage: Passage, depth: int, location: str | None) -> None:
        text = passage.trimmed()[0]
        role = PARAGRAPH if location else self._role(paragraph, depth, text).given(text)
        self.add_paragraph(role, passage, location)

    def _role(self, paragraph: Element, depth: int, text: str) -> Role:
        name = paragraph.get("{text}style-name", "")
        role = self._styles.role(name)
        if paragraph.tag == _TEXT_HEADING:
            level = paragraph.get("{text}outline-level", "1")
            number = int(level) if level.isdecimal() and len(level) < 4 else 1
            return Role(BlockKind.HEADING, min(max(number, 1), MAX_LEVEL))
        if depth and role is PARAGRAPH:
            return Role(BlockKind.LIST_ITEM, depth)
        if role is PARAGRAPH and not self._has_headings and self._is_bold_heading(paragraph, text):
            return Role(BlockKind.HEADING, 1 if self.printed.is_empty else 2)
        return role

    def _is_bold_heading(self, paragraph: Element, text: str) -> bool:
        """Tell a short bold line from a paragraph where no headings are used."""
        if not text or text[-1] in ".,;" or len(text.split()) > 15:
            return False
        if self._styles.is_bold(paragraph.get("{text}style-name", "")):
            return True
        bare = (paragraph.text or "") + "".join(child.tail or "" for child in paragraph)
        spans = [child for child in paragraph.findall("{text}span") if text_of(child)]
        bold = (self._styles.is_bold(span.get("{text}style-name", "")) for span in spans)
        return bool(spans) and not bare.strip() and all(bold)

    def _table(self, table: Element, location: str | None) -> None:
        rows = [[cell for cell in row if cell.tag == "{table}table-cell"] for row in _rows(table)]
        filled = [[cell for cell in row if text_of(cell)] for row in rows]
        if max(map(len, rows), default=0) < 2 or any(_is_layout(c) for row in filled for c in row):
            for row in filled:
                for cell in row:
                    self.blocks(cell, 0, location)
            return
        self.add_table((map(self._cell, row) for row in filled), location)

    def _cell(self, cell: Element) -> Passage:
        passage = Passage()
        for paragraph in _paragraphs(cell):
            if passage.position:
                passage.write(" ")
            self._inline(paragraph, passage)
        self._boxes.clear()
        return passage

    def _inline(self, element: Element, passage: Passage) -> None:
        for piece in pieces(element):
            if isinstance(piece, str):
                # White space in the file is one blank; more of it has an element of its own.
                passage.write(_folded(piece))
                continue
            tag = piece.tag
            start = passage.position
            if tag in _INLINE:
                style = piece.get("{text}style-name", "")
                if tag == "{text}span" and self._styles.is_hidden(style):
                    continue
                self._inline(piece, passage)
                if tag == "{text}a":
                    passage.link(start, piece.get("{xlink}href", ""))
                elif tag == "{text}span" and self._styles.is_code(style):
                    passage.code(start)
            elif tag == "{text}s":
                count = piece.get("{text}c", "1")
                spaces = int(count) if count.isdecimal() and len(count) < 4 else 1
                passage.write(" " * min(spaces, MAX_SPACES))
            elif tag in ("{text}tab", "{text}line-break"):
                passage.write(" ")
            elif tag == "{text}note":
                self._notes.append(piece)
            elif tag in _CONTAINERS:
                self._boxes.append(piece)


def _folded(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    return lead + words + (" " if text[-1].isspace() else "")


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "{table}table-row":
            yield child
        elif child.tag in (
            "{table}table-header-rows", "{table}table-rows", "{table}table-row-group",
        ):  # fmt: skip
            yield from _rows(child)


def _paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those of its lists too, what is deleted or noted not."""
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield child
        elif child.tag in _CONTAINERS or child.tag == "{text}list":
            yield from _paragraphs(child)


def _is_layout(cell: Element) -> bool:
    if cell.find("{table}table") is not None:
        return True
    return is_layout([len(text.split()) for p in _paragraphs(cell) if (text := text_of(p))])
