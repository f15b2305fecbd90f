"""A page in the making: blocks, table rows, links and footnotes, over a DocumentBuilder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from detector.readers.markup.flow import MASK, Flow
from detector.text.builder import DocumentBuilder
from detector.text.document import BlockKind, ContentType, Document, Link, Span

_CLOSING = (".", ",", ";", ":", "!", "?", ")")
_PARTS = re.compile(f"{MASK}+|[^{MASK}]+")


class Page:
    """Shows the content of blocks and keeps the title.

    Within a table row blocks open no blocks: cells are joined by `` | ``, and the blocks of a
    cell by spaces. What is kept out of the prose leaves no trace there.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = DocumentBuilder(source)
        self.title: str | None = None
        self.title_source: Span | None = None
        self.notes: list[tuple[Flow, int, int]] = []
        self._rows = 0
        self._joint = ""  # what stands before the next piece of a row
        self._blank: Span | None = None  # a blank that is shown if a piece follows
        self._fresh = True  # nothing is shown yet in the block or row
        self._hole = False

    @property
    def in_row(self) -> bool:
        return self._rows > 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been shown yet."""
        return self.builder.position == 0

    def open(self, kind: BlockKind, level: int = 0) -> None:
        """Start a block."""
        if self._rows:
            self._joint = self._joint or " "
        else:
            self._start()
            self.builder.open_block(kind, level)

    def close(self) -> None:
        """End the open block."""
        if not self._rows:
            self.builder.close_block()

    def aside(self, kind: BlockKind, span: Span) -> None:
        """Note a block that is kept out of the prose."""
        if not self._rows and span.end > span.start:
            self.builder.aside(kind, span.start, span.end)

    @contextmanager
    def row(self) -> Iterator[None]:
        """Open a table row; a row within a cell continues the cell."""
        if not self._rows:
            self._start()
            self.builder.open_block(BlockKind.TABLE)
        self._rows += 1
        try:
            yield
        finally:
            self._rows -= 1
            if not self._rows:
                self._start()
                self.builder.close_block()

    def cell(self) -> None:
        """Start the next cell of the row."""
        if self._rows == 1:
            self._joint = " | "

    def copy(self, flow: Flow, start: int, end: int) -> None:
        """Show ``flow.text[start:end]`` as it stands in the source, line breaks as spaces."""
        text = flow.text
        while start < end:
            feed = text.find("\n", start, end)
            stop = end if feed < 0 else feed
            if MASK in text[start:stop]:
                for match in _PARTS.finditer(text, start, stop):
                    if match.group()[0] == MASK:
                        self.hole()
                    else:
                        self._copy(flow.place(*match.span()))
            elif stop > start:
                self._copy(flow.place(start, stop))
            if feed >= 0 and self._blank is None:
                self._blank = flow.place(feed, feed + 1)
            start = stop + 1

    def replace(self, text: str, span: Span) -> None:
        """Show ``text`` for a source range."""
        if text.strip():
            self._join(span.start, text)
            self.builder.replace(text, span.start, span.end)
        elif text and self._blank is None:
            self._blank = span

    def line_break(self, at: int) -> None:
        """Show a line break where something stands before and after it."""
        if self._rows or self._fresh:
            self._blank = self._blank or Span(at, at)
        else:
            self._blank = None
            self.builder.replace("\n", at, at)
            self._fresh = True

    def line_end(self, at: int) -> None:
        """Say that a line of the block ends at ``at``: a blank stands before what follows."""
        self._blank = self._blank or Span(at, at)

    def hole(self) -> None:
        """Say that something was left out here, so that no blank stays before punctuation."""
        self._hole = True

    def begin(self, at: int) -> int:
        """Return the view's position where the piece from the source's ``at`` on will start."""
        self._join(at, "")
        return self.builder.position

    def code(self, flow: Flow, start: int, end: int) -> None:
        """Show inline code."""
        at = self.begin(flow.place(start, end).start)
        self.copy(flow, start, end)
        self.mark_code(at)

    def mark_code(self, at: int) -> None:
        """Note what was shown since the view's position ``at`` as inline code."""
        if self.builder.position > at:
            self.builder.code.append(Span(at, self.builder.position))

    def mark_link(self, at: int, target: str, source: Span) -> None:
        """Note what was shown since the view's position ``at`` as a link."""
        if self.builder.position > at and target:
            self.builder.links.append(
                Link(
                    anchor=self.builder.text_since(at).strip(),
                    target=target,
                    start=at,
                    end=self.builder.position,
                    source=source,
                )
            )

    def take_title(self, at: int, source: Span) -> None:
        """Take what was shown since the view's position ``at`` for the title, if none is known."""
        text = " ".join(self.builder.text_since(at).split())
        if self.title is None and text:
            self.title, self.title_source = text, source

    def build(
        self,
        *,
        id: str,
        path: str | None,
        encoding: str,
        format: str,
        description: str | None = None,
    ) -> Document:
        """Close the page and return the document."""
        return self.builder.build(
            id=id,
            path=path,
            content_type=ContentType.TEXT,
            title=self.title,
            title_source=self.title_source,
            description=description,
            encoding=encoding,
            format=format,
        )

    def _copy(self, run: Span) -> None:
        raw = self.source[run.start : run.end]
        bare = raw.lstrip()
        lead = len(raw) - len(bare)
        if lead and self._blank is None:
            self._blank = Span(run.start, run.start + lead)
        if not bare:
            return
        start = run.start + lead
        end = start + len(bare.rstrip())
        self._join(start, bare)
        self.builder.copy(start, end)
        self._blank = Span(end, run.end) if end < run.end else None

    def _join(self, at: int, text: str) -> None:
        """Show what stands between the last piece and ``text``, which is at ``at``."""
        blank, self._blank = self._blank, None
        hole, self._hole = self._hole, False
        joint, self._joint = self._joint, ""
        if not self._fresh:
            if joint:
                self.builder.replace(joint, at, at)
            elif blank and not (hole and text[:1] in _CLOSING):
                self.builder.replace(" ", blank.start, blank.end)
        self._fresh = self._fresh and not text

    def _start(self) -> None:
        self._joint, self._blank, self._fresh, self._hole = "", None, True, False
