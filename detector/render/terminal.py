"""The overview of an audit in a terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import IO, TYPE_CHECKING

from detector.render.console import visible
from detector.render.overview import Table, headline, tables

if TYPE_CHECKING:
    from detector.audit import AuditResult

ROWS = 8
MIN_WIDTH = 60
MAX_WIDTH = 160
_COLOURS = {"fail": "31;1", "review": "33;1", "pass": "32;1", "not scored": "36;1"}


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the overview; in colour and as wide as the terminal where ``stream`` is one."""
    raw = getattr(stream, "fileno", None)
    terminal = False
    if raw is not None:
        try:
            terminal = os.isatty(stream.fileno())
        except (OSError, io.UnsupportedOperation):
            terminal = False
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    text = draw(result, width=min(max(width, MIN_WIDTH), MAX_WIDTH), colour=colour)
    stream.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def draw(result: AuditResult, *, width: int, colour: bool) -> str:
    """Return the overview as lines of at most ``width`` characters."""
    lines = [_styled(headline(result.totals), "1", colour)]
    for table in tables(result, ROWS):
        lines += ["", _styled(table.title, "1", colour), *_drawn(table, width, colour)]
    return "\n".join(lines) + "\n"


def _styled(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text


def _drawn(table: Table, width: int, colour: bool) -> list[str]:
    rows = [table.columns, *(tuple(map(visible, row)) for row in table.rows)]
    widths = _widths(rows, width)
    right = [all(not row[i] or row[i][0].isdigit() for row in rows[1:]) for i in range(len(widths))]
    lines = []
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(size) if flush else _cut(cell, size).ljust(size)
            for cell, size, flush in zip(row, widths, right, strict=True)
        ]
        code = "2" if number == 0 else _COLOURS.get(row[0], "")
        lines.append(_styled(("  " + "  ".join(cells)).rstrip(), code, colour))
    return lines


def _widths(rows: list[tuple[str, ...]], width: int) -> list[int]:
    """Give each column what it needs; the widest gives way while all exceed ``width``."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) + 2 * len(widths) - width
    while excess > 0:
        widest = widths.index(max(widths))
        second = max([size for i, size in enumerate(widths) if i != widest] or [0])
        cut = min(excess, max(widths[widest] - max(second, 20), 1))
        widths[widest] -= cut
        excess -= cut
    return widths


def _cut(text: str, size: int) -> str:
    """Cut the middle out: the ends of paths and sentences tell most."""
    if len(text) <= size:
        return text
    head = (size - 1) * 2 // 3
    return f"{text[:head]}…{text[len(text) - (size - 1 - head) :]}"
