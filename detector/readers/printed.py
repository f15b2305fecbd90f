"""The document of a file that is not text: its prose printed as text, and where each part was.

A reader of such a format adds blocks, or whole documents that other readers have made (the HTML
chapters of a book, the Markdown cells of a notebook). Offsets of the finished document are those of
the printed text, which ``detector extract`` shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from detector.text.builder import DocumentBuilder
from detector.text.document import HEADING_KINDS, BlockKind, ContentType, Document, Link, Span

_JOINED = (BlockKind.LIST_ITEM, BlockKind.TABLE)
# Blocks that readers keep out of the prose: nothing is printed of them.
_ASIDE = (BlockKind.QUOTATION, BlockKind.CODE)


class _Part(NamedTuple):
    kind: BlockKind
    level: int
    text: str
    location: str
    links: tuple[Link, ...] = ()  # offsets are those of ``text``
    code: tuple[Span, ...] = ()


class Passage:
    """The text of one block while it is put together, with its links and inline code."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._code: list[tuple[int, int]] = []
        self.position = 0

    def write(self, text: str) -> None:
        self._parts.append(text)
        self.position += len(text)

    def link(self, start: int, target: str) -> None:
        """Make what was written since the position ``start`` a link to ``target``."""
        if target and start < self.position:
            self._links.append((start, self.position, target))

    def code(self, start: int) -> None:
        """Make what was written since the position ``start`` inline code."""
        if start < self.position:
            self._code.append((start, self.position))

    def append(self, other: Passage) -> None:
        """Write what was written into ``other``."""
        at = self.position
        self._links += [(at + start, at + end, target) for start, end, target in other._links]
        self._code += [(at + start, at + end) for start, end in other._code]
        self.write("".join(other._parts))

    def append_cell(self, cell: Passage) -> None:
        """Write the cell of a table behind those before it; an empty one leaves no trace."""
        if cell.trimmed()[0]:
            self.write(" | " if self.position else "")
            self.append(cell)

    def trimmed(self) -> tuple[str, list[tuple[int, int, str]], list[tuple[int, int]]]:
        """Return the text without the blanks around it, its links and its inline code."""
        whole = "".join(self._parts)
        text = whole.strip()
        lead = len(whole) - len(whole.lstrip())

        def moved(start: int, end: int) -> tuple[int, int]:
            return max(start - lead, 0), min(end - lead, len(text))

        links = [(*moved(start, end), target) for start, end, target in self._links]
        code = [moved(start, end) for start, end in self._code]
        return text, [x for x in links if x[0] < x[1]], [x for x in code if x[0] < x[1]]


class PrintedText:
    """Collects the parts of a file in reading order. ``location`` names where a part is."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def block(
        self, kind: BlockKind, text: str, *, location: str, level: int = 0,
        links: Sequence[tuple[int, int, str]] = (), code: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        """Add a block; ``links`` are ``(start, end, target)`` in ``text``, ``code`` its ranges.

        A block without text leaves no trace. Line ends within ``text`` become spaces.
        """
        if not text.strip() and kind not in _ASIDE:
            return
        plain = text.replace("\r\n", " \n").translate(_LINE_ENDS)
        made = tuple(
            Link(anchor=plain[a:b], target=target, start=a, end=b, source=Span(a, b))
            for a, b, target in links
        )
        spans = tuple(Span(a, b) for a, b in code)
        self._parts.append(_Part(kind, level, plain, location, made, spans))

    def passage(self, kind: BlockKind, passage: Passage, *, location: str, level: int = 0) -> None:
        """Add a block of what was written into ``passage``, without the blanks around it."""
        text, links, code = passage.trimmed()
        self.block(kind, text, location=location, level=level, links=links, code=code)

    def add(self, document: Document, location: str) -> None:
        """Add the blocks of a document that another reader has made.

        Its title is a heading where it does not come first.
        """
        first = not self._parts
        for block in document.blocks:
            text = document.text[block.start : block.end]
            links = tuple(
                replace(link, start=link.start - block.start, end=link.end - block.start)
                for link in document.links
                if block.start <= link.start and link.end <= block.end
            )
            code = tuple(
                Span(start - block.start, end - block.start)
                for start, end in document.code
                if block.start <= start and end <= block.end
            )
            demoted = block.kind is BlockKind.TITLE and not first
            kind = BlockKind.HEADING if demoted else block.kind
            self._parts.append(_Part(kind, block.level, text, location, links, code))

    @property
    def is_empty(self) -> bool:
        return not self._parts

    @property
    def opens_with_heading(self) -> bool:
        first = next((part for part in self._parts if part.kind not in _ASIDE), None)
        return first is not None and first.kind in HEADING_KINDS

    def build(
        self,
        *,
        id: str,
        path: str | None,
        format: str,
        title: str | None = None,
        description: str | None = None,
        declared_language: str | None = None,
    ) -> Document:
        """Print the parts and return the document.

        Without ``title`` it is that of the parts: their title, else a heading that opens them.
        """
        source, starts = self._laid_out()
        builder = DocumentBuilder(source)
        locations: list[tuple[int, str]] = []
        title_source: Span | None = None
        has_title = any(part.kind is BlockKind.TITLE for part in self._parts)
        opening = self.opens_with_heading and not has_title
        for part, start in zip(self._parts, starts, strict=True):
            end = start + len(part.text)
            if not locations or locations[-1][1] != part.location:
                locations.append((start, part.location))
            if part.kind in _ASIDE:
                builder.aside(part.kind, start, start, part.level)
                continue
            kind = BlockKind.TITLE if opening else part.kind
            opening = False
            builder.open_block(kind, part.level)
            at = builder.position
            builder.copy(start, end)
            builder.code += [Span(at + a, at + b) for a, b in part.code]
            builder.links += [
                replace(
                    link,
                    start=at + link.start,
                    end=at + link.end,
                    source=Span(start + link.start, start + link.end),
                )
                for link in part.links
            ]
            if title is None and kind is BlockKind.TITLE:
                title, title_source = " ".join(part.text.split()), Span(start, end)
        builder.close_block()
        return builder.build(
            id=id,
            path=path,
            content_type=ContentType.TEXT,
            title=title,
            title_source=title_source,
            description=description,
            declared_language=declared_language,
            format=format,
            locations=tuple(locations) or ((0, "text"),),
        )

    def _laid_out(self) -> tuple[str, list[int]]:
        """Return the printed text, and where each part starts in it."""
        starts: list[int] = []
        pieces: list[str] = []
        length = 0
        before: BlockKind | None = None
        for part in self._parts:
            text = "" if part.kind in _ASIDE else part.text
            if length and text:
                joined = part.kind in _JOINED and part.kind is before
                pieces.append("\n" if joined else "\n\n")
                length += len(pieces[-1])
            starts.append(length)
            pieces.append(text)
            length += len(text)
            before = part.kind
        return "".join(pieces), starts


def printed(document: Document, location: str, format: str) -> Document:
    """Return ``document`` with its prose as its source: of a text in a collection."""
    parts = PrintedText()
    parts.add(document, location)
    return parts.build(
        id=document.id,
        path=document.path,
        format=format,
        title=document.title,
        description=document.description,
        declared_language=document.declared_language,
    )


_LINE_ENDS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
