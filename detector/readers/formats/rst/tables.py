"""Tables of reStructuredText: grid and simple tables, list tables and CSV tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.readers.markup.flow import Flow
from detector.readers.markup.lines import Line
from detector.text.document import BlockKind

if TYPE_CHECKING:
    from detector.readers.formats.rst.blocks import RstReader

_GRID = re.compile(r"\+(?:[-=]+\+)+\Z")
_SIMPLE = re.compile(r"=+(?:[ ]+=+)+\Z")
_RULE = re.compile(r"[-=][-= ]*\Z")
_BULLET = re.compile(r"[-*+•](?:[ \t]+|\Z)")


def table(reader: RstReader, lines: Sequence[Line], at: int, depth: int) -> int:
    """Read a grid or simple table at ``lines[at]``; return the index after it, 0 if none."""
    return _grid_table(reader, lines, at, depth) or simple_table(reader, lines, at, depth)


def simple_table(reader: RstReader, lines: Sequence[Line], at: int, depth: int) -> int:
    """Read a simple table, whose first and last lines are ``====  ====``."""
    border = lines[at]
    if border.at <= reader.open_table or not _SIMPLE.match(reader.text(border)):
        return 0
    columns = [match.start() for match in re.finditer(r"=+", reader.text(border))]
    end = at + 1
    while end < len(lines) and not _is_last_border(reader, lines, end):
        if not lines[end].is_blank and lines[end].column < border.column:
            return 0
        end += 1
    if end == len(lines):
        reader.open_table = lines[-1].at  # no table that begins before ends before either
        return 0
    row: list[list[Line]] = []
    for line in lines[at + 1 : end + 1]:
        is_rule = _RULE.match(reader.text(line))
        left = line.column - border.column
        if line.is_blank:
            continue
        if row and (is_rule or left < columns[1]):
            _row(reader, row, depth)
            row = []
        if is_rule:
            continue
        cells = [
            _cut(reader, line, a - left, b - left) for a, b in _bounds(reader, line, left, columns)
        ]
        row = row or [[] for _ in columns]
        for cell, part in zip(row, cells, strict=False):
            if not part.is_blank:
                cell.append(part)
    if row:
        _row(reader, row, depth)
    return end + 1


def _is_last_border(reader: RstReader, lines: Sequence[Line], at: int) -> bool:
    """Say whether a border ends the table: a blank line or the end follows."""
    if not _SIMPLE.match(reader.text(lines[at])):
        return False
    return at + 1 == len(lines) or lines[at + 1].is_blank or lines[at + 1].column < lines[at].column


def _bounds(reader: RstReader, line: Line, left: int, columns: list[int]) -> list[tuple[int, int]]:
    """Return the ranges of a row's cells; text across a border is one cell."""
    width = left + line.end - line.at
    bounds: list[tuple[int, int]] = []
    for index, start in enumerate(columns):
        end = columns[index + 1] if index + 1 < len(columns) else max(width, start)
        before = line.at + start - left - 1
        crossed = index and line.at < before < line.end and not reader.source[before].isspace()
        if crossed and bounds:
            bounds[-1] = (bounds[-1][0], end)
            bounds.append((end, end))
        else:
            bounds.append((start, end))
    return bounds


def _grid_table(reader: RstReader, lines: Sequence[Line], at: int, depth: int) -> int:
    border = lines[at]
    if not _GRID.match(reader.text(border)):
        return 0
    end = at
    while end < len(lines) and not lines[end].is_blank and reader.source[lines[end].at] in "+|":
        end += 1
    if end - at < 3:
        return 0
    edges = _edges(reader, lines[at:end])
    row: list[list[Line]] = [[] for _ in edges]
    for line in lines[at:end]:
        text = reader.text(line)
        if text[0] == "+" or "+--" in text or "+==" in text:
            _row(reader, row, depth)
            row = [[] for _ in edges]
            if _GRID.match(text):
                continue
        start = 0
        for index, edge in enumerate(edges[1:], 1):
            if edge < len(text) and text[edge] not in "|+" and edge != edges[-1]:
                continue  # the cell spans this border
            cell = _cut(reader, line, edges[start] + 1, min(edge, len(text)))
            if not cell.is_blank and not _RULE.match(reader.text(cell)):
                row[start].append(cell)
            elif row[start]:
                row[start].append(Line(cell.at, cell.at, 0))
            start = index
    _row(reader, row, depth)
    return end


def _edges(reader: RstReader, lines: Sequence[Line]) -> list[int]:
    """Return the columns at which borders of the grid cross."""
    found: set[int] = set()
    for line in lines:
        text = reader.text(line)
        if _GRID.match(text):
            found |= {index for index, mark in enumerate(text) if mark == "+"}
    return sorted(found)


def _cut(reader: RstReader, line: Line, start: int, end: int) -> Line:
    """Return the part of a line between two offsets from its first character."""
    low = min(max(line.at + start, line.at), line.end)
    high = min(max(line.at + end, low), line.end)
    raw = reader.source[low:high]
    lead = len(raw) - len(raw.lstrip())
    at = low + lead if lead < len(raw) else low
    return Line(at, at + len(raw.strip()), line.column + at - line.at)


def _row(reader: RstReader, cells: Sequence[Sequence[Line]], depth: int) -> None:
    if not any(cells):
        return
    with reader.page.row():
        for cell in cells:
            reader.page.cell()
            reader.body(cell, depth + 1)


def list_table(
    reader: RstReader, title: Sequence[Line], content: Sequence[Line], depth: int
) -> None:
    """Read a list of lists: each item of the outer list is a row, each of the inner a cell."""
    if title:
        reader.show(BlockKind.CAPTION, title)
    for row in _items(reader, content):
        with reader.page.row():
            for cell in _items(reader, row):
                reader.page.cell()
                reader.body(cell, depth + 1)


def _items(reader: RstReader, lines: Sequence[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    base = -1
    for line in lines:
        match = None if line.is_blank else _BULLET.match(reader.text(line))
        if match and base < 0:
            base = line.column
        if match and line.column == base:
            found.append([line.after(match.end(), reader.source)])
        elif found:
            found[-1].append(line)
    return found


def csv_table(
    reader: RstReader, title: Sequence[Line], header: Line | None, content: Sequence[Line]
) -> None:
    """Read comma-separated values; the file or address that an option names is left alone."""
    if title:
        reader.show(BlockKind.CAPTION, title)
    for lines in ([header] if header else [], content):
        flow = Flow(reader.source, [(line.at, line.end) for line in lines])
        for row in _values(flow.text):
            with reader.page.row():
                for start, end in row:
                    reader.page.cell()
                    reader.inline.show(flow, start, end)


_VALUE = re.compile(r'[ \t]*"((?:[^"]|"")*+)"[ \t]*|([^,\n]*)')


def _values(text: str) -> list[list[tuple[int, int]]]:
    """Return the ranges of the values of each record."""
    rows: list[list[tuple[int, int]]] = [[]]
    at = 0
    while at <= len(text):
        match = _VALUE.match(text, at)
        if match is None:
            break
        group = 1 if match.group(1) is not None else 2
        rows[-1].append(match.span(group))
        at = match.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        elif text[at] != ",":  # text after a closing quote
            rows[-1].append((at, at))
        at += 1
    return rows
