"""How a reader makes a document: piece by piece, each with its place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from detector.text.characters import (
    Disguise,
    deletions,
    fold_look_alikes,
    plain,
    without_invisible,
)
from detector.text.document import (
    Block,
    BlockKind,
    ContentType,
    Document,
    Link,
    Metadata,
    OffsetMap,
    PageText,
    Span,
)


class DocumentBuilder:
    """Collects the prose view of one source, piece by piece, in reading order.

    Readers call ``open_block`` and ``close_block`` around the pieces of a block, ``copy`` for
    source text shown as it stands, and ``replace`` where the view differs from the source (an
    entity, an escape, a soft line break). ``aside`` notes a block that stays out of the view.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.links: list[Link] = []
        self.code: list[Span] = []
        self.hidden: list[Span] = []
        self.folded: list[Span] = []
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._kind: BlockKind | None = None
        self._level = 0
        self._block_start = 0
        self._block_parts = 0
        self._undo = (0, 0)  # parts and length before the open block and its separator
        self._block_source = (0, 0)
        self._disguises: list[Disguise] = []

    @property
    def position(self) -> int:
        """The length of the view so far: where the next piece will start."""
        return self._length

    def text_since(self, start: int) -> str:
        """Return what stands in the view from ``start`` on, its characters made plain."""
        parts: list[str] = []
        at = self._length
        for part in reversed(self._parts):
            if at <= start:
                break
            at -= len(part)
            parts.append(part)
        return plain("".join(reversed(parts))[max(start - at, 0) :])

    def open_block(self, kind: BlockKind, level: int = 0) -> None:
        """Start a block; one that is open is closed first."""
        self.close_block()
        self._undo = (len(self._parts), self._length)
        if self._length:
            tight = kind in (BlockKind.LIST_ITEM, BlockKind.TABLE) and self._blocks
            joined = tight and self._blocks[-1].kind is kind
            at = self._blocks[-1].source.end if self._blocks else 0
            self._append("\n" if joined else "\n\n", at, at)
        self._kind, self._level = kind, level
        self._block_start = self._length
        self._block_parts = len(self._parts)
        self._block_source = (-1, -1)

    def close_block(self) -> None:
        """End the open block. A block with nothing in it leaves no trace."""
        if self._kind is None:
            return
        if any(part.strip() for part in self._parts[self._block_parts :]):
            start, end = self._block_source
            self._blocks.append(
                Block(
                    kind=self._kind,
                    start=self._block_start,
                    end=self._length,
                    source=Span(start, end),
                    level=self._level,
                )
            )
        else:
            self._rewind()
        self._kind = None

    def copy(self, start: int, end: int) -> None:
        """Show ``source[start:end]``, without its invisible characters."""
        if end <= start:
            return
        self._grow(start, end)
        shown = self.source[start:end]
        if shown.isascii():  # nothing odd in it
            self._append(shown, start, end)
            return
        at = start
        for cut in deletions(self.source, start, end):
            if cut.deliberate:
                self._disguises.append(cut)
            if cut.start > at:
                self._append(self.source[at : cut.start], at, cut.start)
            if cut.replacement:
                self._append(cut.replacement, cut.start, cut.end)
            at = cut.end
        if at < end:
            self._append(self.source[at:end], at, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Show ``text`` where the source has ``source[start:end]``."""
        self._grow(start, end)
        self._append(text if text.isascii() else without_invisible(text), start, end)

    def aside(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        """Note a block (a quotation, code) that is kept out of the view."""
        self.close_block()
        at = self._length
        self._blocks.append(
            Block(kind=kind, start=at, end=at, source=Span(start, end), level=level)
        )

    def rebase(self, source: str, origin: OffsetMap) -> None:
        """Make ``source`` the source: ``origin`` maps what was the source so far to it.

        For text that stands in its file in another writing, such as a JSON string. What is
        written letter by letter stays exact; an escape stands for its letter.
        """
        self.close_block()
        bounds = origin.pieces()
        starts = [piece[0] for piece in bounds]
        pieces: list[tuple[int, int, int]] = []
        ends = [piece[0] for piece in self._pieces[1:]] + [self._length]
        for (at, start, end), stop in zip(self._pieces, ends, strict=True):
            if end - start != stop - at:
                pieces.append((at, *_moved(origin, start, end)))
                continue
            cuts = starts[bisect_right(starts, start) : bisect_left(starts, end)]
            for first, last in pairwise([start, *cuts, end]):
                pieces.append((at + first - start, *origin.to_source(first, last)))
        self._pieces = pieces
        self._blocks = [replace(b, source=_moved(origin, *b.source)) for b in self._blocks]
        self.links = [replace(link, source=_moved(origin, *link.source)) for link in self.links]
        self.hidden = [_moved(origin, *span) for span in self.hidden]
        self.folded = [_moved(origin, *span) for span in self.folded]
        self._disguises = [
            d._replace(start=moved.start, end=moved.end)
            for d in self._disguises
            for moved in [_moved(origin, d.start, d.end)]
        ]
        self.source = source

    def build(
        self,
        *,
        id: str,
        content_type: ContentType,
        path: str | None = None,
        title: str | None = None,
        title_source: Span | None = None,
        description: str | None = None,
        front_matter: Mapping[str, Any] | None = None,
        front_matter_source: Span | None = None,
        page_type: str | None = None,
        declared_language: str | None = None,
        encoding: str = "utf-8",
        format: str = "",
        locations: tuple[tuple[int, str], ...] = (),
        metadata: tuple[Metadata, ...] = (),
        page: PageText | None = None,
        needs_script: bool = False,
        robots_noindex: bool = False,
        canonical: str | None = None,
        alternates: Mapping[str, str] | None = None,
    ) -> Document:
        """Close the view and return the document."""
        self.close_block()
        offsets = OffsetMap(self._pieces, self._length)
        text = plain("".join(self._parts))
        text, folded = fold_look_alikes(text)
        disguises = list(self._disguises)
        for start, end in folded:
            disguises.append(Disguise(*offsets.to_source(start, end), "look-alike", "", True))
        disguises.sort()
        return Document(
            id=id,
            path=path,
            source=self.source,
            content_type=content_type,
            text=text,
            blocks=tuple(self._blocks),
            title=title,
            title_source=title_source,
            description=description,
            links=tuple(self.links),
            code=tuple(self.code),
            hidden=tuple(self.hidden),
            disguises=tuple(disguises),
            front_matter=front_matter or {},
            front_matter_source=front_matter_source,
            page_type=page_type,
            declared_language=declared_language,
            encoding=encoding,
            format=format,
            locations=locations,
            folded=tuple(self.folded),
            metadata=metadata,
            page=page,
            needs_script=needs_script,
            robots_noindex=robots_noindex or _asks_for_no_index(front_matter or {}),
            canonical=canonical,
            alternates=alternates or {},
            offsets=offsets,
        )

    def _append(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        self._parts.append(text)
        self._pieces.append((self._length, start, end))
        self._length += len(text)

    def _grow(self, start: int, end: int) -> None:
        first, last = self._block_source
        if first < 0 or start < first:
            first = start
        self._block_source = (first, end if end > last else last)

    def _rewind(self) -> None:
        """Take back an empty block and the separator before it."""
        keep, self._length = self._undo
        del self._parts[keep:], self._pieces[keep:]
        while self.code and self.code[-1].end > self._length:
            self.code.pop()
        while self.links and self.links[-1].end > self._length:
            self.links.pop()


def _moved(origin: OffsetMap, start: int, end: int) -> Span:
    if end > start:
        return origin.to_source(start, end)
    at = origin.to_source(start, start + 1).start
    return Span(at, at)


_NO_INDEX = frozenset({"noindex", "no_index", "no-index", "robotsnoindex"})


def _asks_for_no_index(front_matter: Mapping[str, Any]) -> bool:
    """Return whether front matter asks search engines to leave the page out, as themes read it."""
    for key, value in front_matter.items():
        name = str(key).lower()
        if name in _NO_INDEX and value is True:
            return True
        if name == "robots" and "noindex" in str(value)[:200].lower().replace(",", " ").split():
            return True
    return False
