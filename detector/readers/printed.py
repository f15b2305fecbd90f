"""The document of a file that is not text: its prose printed as text, and where each part was.

A reader of such a format adds blocks, or whole documents that other readers have made (the HTML
chapters of a book, the Markdown cells of a notebook). Offsets of the finished document are those of
the printed text, which ``detector extract`` shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Link, Span

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


class PrintedText:
    """Collects the parts of a file in reading order. ``location`` names where a part is."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def block(
        self, kind: BlockKind, text: str, *, location: str, level: int = 0,
        links: Sequence[tuple[int, int, str]] = (),
    ) -> None:  # fmt: skip
        """Add a block; ``links`` are ``(start, end, target)`` in ``text``.

        A block without text leaves no trace. Line ends within ``text`` become spaces.
        """
        if not text.strip() and kind not in _ASIDE:
            return
        plain = text.replace("\r\n", " \n").translate(_LINE_ENDS)
        made = tuple(
            Link(anchor=plain[a:b], target=target, start=a, end=b, source=Span(a, b))
            for a, b, target in links
        )
        self._parts.append(_Part(kind, level, plain, location, made))

    def add(self, document: Document, location: str) -> None:
        """Add the blocks of a document that another reader has made."""
        for block in document.blocks:
            text = document.text[block.start : block.end]
            within = [x for x in document.links if block.start <= x.start and x.end <= block.end]
            links = tuple(
                Link(
                    anchor=link.anchor, target=link.target, nofollow=link.nofollow,
                    start=link.start - block.start, end=link.end - block.start, source=Span(0, 0),
                )
                for link in within
            )  # fmt: skip
            code = tuple(
                Span(start - block.start, end - block.start)
                for start, end in document.code
                if block.start <= start and end <= block.end
            )
            self._parts.append(_Part(block.kind, block.level, text, location, links, code))

    @property
    def is_empty(self) -> bool:
        return not self._parts

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
        """Print the parts and return the document."""
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
        builder = DocumentBuilder("".join(pieces))
        locations: list[tuple[int, str]] = []
        title_source: Span | None = None
        for part, start in zip(self._parts, starts, strict=True):
            end = start + len(part.text)
            if not locations or locations[-1][1] != part.location:
                locations.append((start, part.location))
            if part.kind in _ASIDE:
                builder.aside(part.kind, start, start, part.level)
                continue
            builder.open_block(part.kind, part.level)
            at = builder.position
            builder.copy(start, end)
            builder.code += [Span(at + a, at + b) for a, b in part.code]
            builder.links += [
                Link(
                    anchor=link.anchor, target=link.target, nofollow=link.nofollow,
                    start=at + link.start, end=at + link.end,
                    source=Span(start + link.start, start + link.end),
                )
                for link in part.links
            ]  # fmt: skip
            if title is None and part.kind is BlockKind.TITLE:
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
