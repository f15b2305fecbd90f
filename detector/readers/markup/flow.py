"""The inline content of one block: its lines as one text, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from detector.text.document import Span

MASK = "\ue000"  # stands for each character that a reader has taken out beforehand


class Flow:
    """Ranges of a source joined by line feeds. Offsets into ``text`` lead back to the source.

    ``text`` may be taken from a masked copy of the source of the same length.
    """

    __slots__ = ("_sources", "_starts", "spans", "text")

    def __init__(self, source: str, spans: Iterable[tuple[int, int]]) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._sources: list[int] = []
        self.spans: list[Span] = []
        length = 0
        for start, end in spans:
            parts.append(source[start:end])
            self._starts.append(length)
            self._sources.append(start)
            self.spans.append(Span(start, end))
            length += end - start + 1
        self.text = "\n".join(parts)

    def runs(self, start: int, end: int) -> list[Span]:
        """Return the source ranges of ``text[start:end]``, one a line; blank lines have none."""
        found: list[Span] = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._starts) and self._starts[index] < end:
            first, span = self._starts[index], self.spans[index]
            low = max(start, first) - first
            high = min(end - first, span.end - span.start)
            if low < high:
                found.append(Span(span.start + low, span.start + high))
            index += 1
        return found

    def place(self, start: int, end: int) -> Span:
        """Return the source range around ``text[start:end]``, line breaks included."""
        if not self._starts:
            return Span(0, 0)
        first = self._to_source(start)
        return Span(first, max(self._to_source(end), first))

    def _to_source(self, offset: int) -> int:
        index = max(bisect_right(self._starts, offset) - 1, 0)
        span = self.spans[index]
        return min(span.start + max(offset - self._starts[index], 0), span.end)
