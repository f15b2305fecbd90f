"""Between offsets of a source and the positions of the protocol."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types
from pygls.workspace import PositionCodec

# The protocol's line ends. Python's splitlines knows more (U+2028, form feed), and each of those
# would move every diagnostic below it by a line.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Positions:
    """Lines and columns of one source, in the units that the client counts (UTF-16 by default)."""

    def __init__(self, source: str, codec: PositionCodec) -> None:
        self._source = source
        self._codec = codec
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(source))]

    def position(self, offset: int) -> types.Position:
        line = bisect_right(self._starts, offset) - 1
        before = self._source[self._starts[line] : offset]
        return types.Position(line, self._codec.client_num_units(before))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of ``position``; one beyond its line or the text is at the end."""
        if position.line >= len(self._starts):
            return len(self._source)
        start = self._starts[position.line]
        line = self._source[start : self._end_of_line(position.line)]
        units = 0
        for index, character in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._codec.client_num_units(character)
        return start + len(line)

    def first_line(self) -> types.Range:
        """Return the range of the first line that holds anything, for the text as a whole."""
        for line, start in enumerate(self._starts):
            end = self._end_of_line(line)
            if self._source[start:end].strip():
                return self.range(start, end)
        return self.range(0, 0)

    def _end_of_line(self, line: int) -> int:
        last = line + 1 >= len(self._starts)
        end = len(self._source) if last else self._starts[line + 1]
        return self._starts[line] + len(self._source[self._starts[line] : end].rstrip("\r\n"))
