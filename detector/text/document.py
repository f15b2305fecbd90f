"""The one form that every input takes: source text, prose view and the exact way back.

A reader takes a source apart with a ``DocumentBuilder`` and returns a frozen ``Document``. Its
``text`` is the *prose view*: what a visitor reads as the article, with front matter, code blocks,
markup, block quotations and page furniture taken out and odd characters made plain. Every offset
in the view maps back to the source, so a finding can be shown where an editor can fix it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

from detector.text.characters import Disguise


class Span(NamedTuple):
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in order, those that touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether ``start:end`` shares a code point with one of ``spans``.

    These are in order and disjoint, as ``merged`` returns them.
    """
    index = bisect_left(spans, (end,)) - 1
    return index >= 0 and spans[index].end > start


class ContentType(StrEnum):
    """How a text is marked up, as records state it; other formats are TEXT."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockKind(StrEnum):
    """What a block is; of QUOTATION and CODE nothing is in the prose view."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    QUOTATION = "quotation"
    CODE = "code"


PROSE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
HEADING_KINDS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the page.

    ``start``/``end`` are offsets into ``Document.text``; equal for a block that is kept out of
    the prose view (quotations and code). ``source`` is where the block stands in the source.
    ``level`` is 1-6 for headings, the nesting depth for list items, else 0.
    """

    kind: BlockKind
    start: int
    end: int
    source: Span
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the article: its anchor text, target, place in the view and in the source."""

    anchor: str
    target: str
    start: int
    end: int
    source: Span
    nofollow: bool = False


class Metadata(NamedTuple):
    """A text that describes the article and is not in its view, such as a meta description.

    ``name`` is the field as the format has it: ``title``, ``description``, ``og:title``,
    ``summary``; ``alt`` for an image's alternative text. ``text`` is plain, its entities decoded
    and its white space folded; ``source`` is where the value stands, as written.
    """

    name: str
    text: str
    source: Span


class Landmark(NamedTuple):
    """A part of a page by its element or ARIA role: ``nav``, ``header``, ``footer``, ``aside``."""

    name: str
    source: Span


class PageText:
    """The whole visible page, of which the article is a part. It is read at first use.

    ``document`` is the page as a document of the same source, so that all that is measured of an
    article can be measured of it: navigation, link lists, cards, tag clouds and comments are in
    its ``text``, ``blocks`` and ``links``; only hidden text and code are not. ``landmarks`` tells
    the page's furniture from its body.
    """

    __slots__ = ("_read", "_seen")

    def __init__(self, read: Callable[[], tuple[Document, tuple[Landmark, ...]]]) -> None:
        self._read = read
        self._seen: tuple[Document, tuple[Landmark, ...]] | None = None

    @property
    def document(self) -> Document:
        return self.__getstate__()[0]

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        return self.__getstate__()[1]

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    @property
    def links(self) -> tuple[Link, ...]:
        return self.document.links

    def to_source(self, start: int, end: int) -> Span:
        """Map the range ``start:end`` of ``text`` to the source range that shows it."""
        return self.document.to_source(start, end)

    def __getstate__(self) -> tuple[Document, tuple[Landmark, ...]]:
        if self._seen is None:
            self._seen = seen = self._read()
            self._read = lambda: seen  # the tree that it was read from can go
        return self._seen

    def __setstate__(self, state: tuple[Document, tuple[Landmark, ...]]) -> None:
        self._seen = state
        self._read = lambda: state


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as read. All offsets count Unicode code points.

    ``source`` is the decoded input, a byte order mark excepted. ``code`` holds the ranges of the
    view that are inline code (named, not used). ``hidden`` holds source ranges of text that the
    page holds but does not show. ``disguises`` are look-alike and invisible characters that the
    view has made plain. ``format`` is the name of the reader, by default the content type's. For
    a format that is not text ``source`` is the text printed of it, and ``locations`` holds
    ``(offset, name)`` of its parts in order.

    ``folded`` holds source ranges of text in the view that a visitor sees after a click (a closed
    ``<details>``, a collapsed section). ``metadata`` holds titles, descriptions and alternative
    texts, each with its source range. ``page`` is the whole visible page where the article is
    only a part of it, else None. ``needs_script`` is true of a page without text that a script
    fills in a browser. ``robots_noindex``, ``canonical`` and ``alternates`` (language code to
    address) are what the page tells search engines.
    ``is_template`` is true of a file that articles are put into, such as a layout: it is no
    article, and no rule is asked of it. ``site`` is the site generator that the files around it
    name, where one does.
    """

    id: str
    path: str | None
    source: str
    content_type: ContentType
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    title_source: Span | None = None
    description: str | None = None
    links: tuple[Link, ...] = ()
    code: tuple[Span, ...] = ()
    hidden: tuple[Span, ...] = ()
    disguises: tuple[Disguise, ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    front_matter_source: Span | None = None
    page_type: str | None = None
    declared_language: str | None = None
    encoding: str = "utf-8"
    format: str = ""
    locations: tuple[tuple[int, str], ...] = ()
    folded: tuple[Span, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    page: PageText | None = field(default=None, compare=False, repr=False)
    needs_script: bool = False
    robots_noindex: bool = False
    canonical: str | None = None
    alternates: Mapping[str, str] = field(default_factory=dict)
    is_template: bool = False
    site: str | None = None
    offsets: OffsetMap

    def __post_init__(self) -> None:
        if not self.format:
            object.__setattr__(self, "format", self.content_type.value)

    @property
    def is_printed(self) -> bool:
        """Whether ``source`` is not the file but the text that was printed of it."""
        return bool(self.locations)

    def location(self, offset: int) -> str | None:
        """Return where in the file ``source[offset]`` is, such as "page 3"; None for text."""
        at = bisect_right(self.locations, offset, key=itemgetter(0)) - 1
        return self.locations[at][1] if at >= 0 else None

    def to_source(self, start: int, end: int) -> Span:
        """Map the view range ``start:end`` to the source range that shows it."""
        return self.offsets.to_source(start, end)


class OffsetMap:
    """Maps offsets of the prose view to source offsets by bisection over pieces.

    A piece ``(view_start, source_start, source_end)`` runs to the next piece's view start. Where
    view and source lengths agree it maps letter by letter; else (an entity, an escape, a
    separator) the whole piece stands for its whole source range.
    """

    __slots__ = ("_ends", "_length", "_sources", "_starts")

    def __init__(self, pieces: list[tuple[int, int, int]], length: int) -> None:
        self._starts = [piece[0] for piece in pieces]
        self._sources = [piece[1] for piece in pieces]
        self._ends = [piece[2] for piece in pieces]
        self._length = length

    def to_source(self, start: int, end: int) -> Span:
        if not self._starts or self._length == 0:
            return Span(0, 0)
        start = min(max(start, 0), self._length - 1)
        end = min(max(end, start + 1), self._length)
        first = self._locate(start)
        last = self._locate(end - 1)
        return Span(first.start, max(last.end, first.start))

    def pieces(self) -> list[tuple[int, int, int]]:
        """Return the pieces, as they were given."""
        return list(zip(self._starts, self._sources, self._ends, strict=True))

    def _locate(self, offset: int) -> Span:
        index = bisect_right(self._starts, offset) - 1
        view_start = self._starts[index]
        view_end = self._starts[index + 1] if index + 1 < len(self._starts) else self._length
        source_start, source_end = self._sources[index], self._ends[index]
        if source_end - source_start == view_end - view_start:
            at = source_start + offset - view_start
            return Span(at, at + 1)
        return Span(source_start, source_end)
