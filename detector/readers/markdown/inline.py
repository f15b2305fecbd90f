"""The inline pieces of Markdown: where each stands, and how it is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detector.readers.html.attributes import attribute, is_hidden
from detector.readers.markdown.page import GAP, HIDDEN, MASK, TAG
from detector.regex import lazy
from detector.text.builder import DocumentBuilder
from detector.text.document import Link, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = lazy(r"<(/?)([A-Za-z][\w:-]*)")
_HIDDEN_PARTS = lazy(f"({HIDDEN.pattern})")


@dataclass(slots=True)
class Inline:
    """One piece: a text, a break, code, an image, or the start or end of a link or tag.

    ``at`` is its offset in the block's content, or -1 where it was not found.
    """

    kind: str
    text: str
    at: int
    markup: str = ""
    target: str = ""
    children: list[Inline] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Iterable[Token], content: str) -> list[Inline]:
        """Take over the parser's tokens, and find each in ``content``."""
        pieces: list[Inline] = []
        cursor = 0
        for token in tokens:
            at = _place(token, content, cursor)
            piece = cls(token.type, token.content, at, token.markup)
            if token.type == "link_open":
                piece.target = str(token.attrs.get("href", ""))
                piece.at += token.markup == "autolink"  # its text begins after the "<"
            elif token.type == "link_close":
                piece.at = cursor + 1 if token.markup == "autolink" else token.meta.get("end", at)
            elif token.type == "image":
                piece.target = str(token.attrs.get("src", ""))
                piece.children = cls.of(token.children or (), token.content)
                inner = content.find(token.content, max(at, 0))
                for child in piece.children:
                    child.at = child.at + inner if child.at >= 0 <= inner else -1
            elif token.type == "code_inline" and at >= 0:
                piece.at = _inside_backticks(token, content, at)
            if piece.at >= 0:
                width = len(piece.markup) if piece.kind == "text_special" else len(piece.text)
                cursor = max(cursor, piece.at + width)
            pieces.append(piece)
        return pieces


class Content:
    """A block's inline content, and where its lines stand in the source.

    ``pieces`` are ``(start, end, source start)`` of its lines, in order.
    """

    def __init__(
        self, text: str, pieces: list[tuple[int, int, int]], whole: Span, source: str
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.source = source
        self.start = pieces[0][2] if pieces else whole.start
        end = pieces[-1][2] + pieces[-1][1] - pieces[-1][0] if pieces else whole.end
        self.span = Span(self.start, max(end, self.start))
        self._starts = [piece[0] for piece in pieces]

    def runs(self, start: int, end: int) -> list[Span]:
        """Return the source ranges of ``text[start:end]``, one a line."""
        found = []
        pieces = self.pieces
        line = bisect_right(self._starts, start) - 1 if len(pieces) > 1 else 0
        for index in range(max(line, 0), len(pieces)):
            first, last, source = pieces[index]
            if first >= end:
                break
            low = first if first > start else start
            high = last if last < end else end
            if low < high:
                found.append(Span(source + low - first, source + high - first))
        return found

    def place(self, start: int, end: int) -> Span:
        """Return the source range around ``text[start:end]``; the whole block if not known."""
        runs = self.runs(start, end) if start >= 0 else []
        return Span(runs[0].start, runs[-1].end) if runs else self.span


def show(  # noqa: PLR0912 - one branch for each kind of piece
    builder: DocumentBuilder, content: Content, pieces: Sequence[Inline]
) -> bool:
    """Show the pieces in the open block; tell whether there was anything to show."""
    before = builder.position
    link: tuple[int, int, str, bool] | None = None  # view start, content start, target, nofollow
    hidden: tuple[str, int] | None = None
    code = -1
    for piece in pieces:
        at, text = piece.at, piece.text
        if piece.kind == "html_inline":
            tag = _TAG.match(text)
            name = tag.group(2).lower() if tag else ""
            attrs = text[tag.end() : -1] if tag else ""
            closing = bool(tag and tag.group(1))
            if hidden:
                if closing and name == hidden[0]:
                    builder.hidden.append(content.place(hidden[1], at))
                    hidden = None
            elif not closing and is_hidden(attrs) and not attrs.endswith("/"):
                hidden = (name, at + len(text))
            elif name == "a":
                if closing:
                    _close_link(builder, content, link, at + len(text))
                    link = None
                elif target := attribute(attrs, "href"):
                    nofollow = "nofollow" in attribute(attrs, "rel").lower().split()
                    link = (builder.position, at, target, nofollow)
            elif name == "code":
                if closing and 0 <= code < builder.position:
                    builder.code.append(Span(code, builder.position))
                code = -1 if closing else builder.position
            elif name == "br":
                builder.replace("\n", *content.place(at, at + len(text)))
        elif hidden:
            continue
        elif piece.kind == "link_open":
            link = (builder.position, max(at - 1, 0), piece.target, False)
        elif piece.kind == "link_close":
            _close_link(builder, content, link, at)
            link = None
        else:
            _show_piece(builder, content, piece)
    return builder.position > before


def show_lines(builder: DocumentBuilder, content: Content) -> None:
    """Show lines without markup, as ``show`` does."""
    between = False
    for start, end, source in content.pieces:
        if between:
            builder.replace(" ", *content.span)
        builder.copy(source, source + end - start)
        between = True


def _show_piece(builder: DocumentBuilder, content: Content, piece: Inline) -> None:
    at, text = piece.at, piece.text
    if piece.kind == "text":
        _copy(builder, content, text, at)
    elif piece.kind == "text_special":
        builder.replace(text, *content.place(at, at + len(piece.markup)))
    elif piece.kind == "softbreak":
        builder.replace(" ", *content.place(at, at + 1))
    elif piece.kind == "hardbreak":
        builder.replace("\n", *content.place(at, at + 1))
    elif piece.kind == "code_inline":
        start = builder.position
        _copy(builder, content, text, at)
        if builder.position > start:
            builder.code.append(Span(start, builder.position))


def _copy(builder: DocumentBuilder, content: Content, text: str, at: int) -> None:
    """Show ``text``, without what the generator takes out, and with entities as they are."""
    hidden = MASK in text or TAG in text or GAP in text
    if hidden and not HIDDEN.sub("", text):
        return
    if not text:
        return
    if at < 0:
        builder.replace(HIDDEN.sub("", text), *content.span)
        return
    done = at
    for part in _HIDDEN_PARTS.split(text) if hidden else [text]:
        if part[:1] in (MASK, TAG, GAP):
            if GAP in part and not text[:done][-1:].isspace():
                following = text[done + len(part) : done + len(part) + 1]
                if following and not following.isspace():
                    builder.replace(" ", *content.place(done, done + len(part)))
        else:
            last = None
            for run in content.runs(done, done + len(part)):
                if last is not None:
                    builder.replace(" ", last, run.start)
                builder.copy(*run)
                last = run.end
        done += len(part)


def _close_link(
    builder: DocumentBuilder, content: Content, link: tuple[int, int, str, bool] | None, end: int
) -> None:
    if link is None:
        return
    start, first, target, nofollow = link
    builder.links.append(
        Link(
            anchor=builder.text_since(start),
            target=target,
            start=start,
            end=builder.position,
            source=content.place(first, end) if end > first else content.span,
            nofollow=nofollow,
        )
    )


def _place(token: Token, content: str, cursor: int) -> int:
    """Find where a token stands in ``content``; -1 where it cannot be told for sure."""
    text = token.markup if token.type == "text_special" else token.content
    if "before" in token.meta:  # text that was waiting: it ends at or shortly before this place
        before = token.meta["before"]
        at = content.rfind(text, cursor, before)
        return at if at >= 0 and before - at - len(text) < 200 else -1
    at = int(token.meta.get("at", -1))
    if token.type not in ("text", "text_special", "html_inline") or at < 0:
        return at
    for start in (max(at, cursor), at, at + 1):  # a run of marks, a mark, an autolink
        if content.startswith(text, start):
            return start
    return -1


def _inside_backticks(token: Token, content: str, at: int) -> int:
    start = at + len(token.markup)
    for offset in (start, start + 1):
        if content[offset : offset + len(token.content)].replace("\n", " ") == token.content:
            return offset
    return -1
