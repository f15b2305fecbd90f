"""The overview of an audit in a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import IO, TYPE_CHECKING

from detector.escaping import visible
from detector.render.audit.overview import (
    Table,
    headline,
    is_number,
    sentences,
    tables,
)
from detector.render.console import wants_colour

if TYPE_CHECKING:
    from detector.audit import AuditResult

ROWS = 8
MIN_WIDTH = 60
MAX_WIDTH = 160
MAX_COLUMN = 60
_COLOURS = {"fail": "31;1", "review": "33;1", "pass": "32;1", "not scored": "36;1"}


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the overview; in colour and as wide as the terminal if ``stream`` is one."""
    terminal, colour = stream.isatty(), wants_colour(stream)
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    text = draw(result, width=min(max(width, MIN_WIDTH), MAX_WIDTH), colour=colour)
    stream.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))


def draw(result: AuditResult, *, width: int, colour: bool) -> str:
    """Return the overview as lines of at most ``width`` characters."""
    lines = [_styled(headline(result.totals), "1", colour)]
    lines += textwrap.wrap(visible(sentences(result)), width)
    for table in tables(result, ROWS):
        lines += ["", _styled(table.title, "1", colour)]
        lines += (
            _styled(f"  {part}", "2", colour) for part in textwrap.wrap(table.note, width - 2)
        )
        lines += drawn(table, width, colour)
    return "\n".join(lines) + "\n"


def _styled(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text


def drawn(table: Table, width: int, colour: bool) -> list[str]:
    """Draw a table; its last column is wrapped if it does not fit."""
    rows = [table.columns, *(tuple(map(visible, row)) for row in table.rows)]
    columns = list(zip(*rows, strict=True))
    widths = [min(max(map(len, column)), MAX_COLUMN) for column in columns]
    right = [all(map(is_number, column[1:])) for column in columns]
    lead = sum(widths[:-1]) + 2 * len(widths)
    lines = []
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(size) if flush else _cut(cell, size).ljust(size)
            for cell, size, flush in zip(row[:-1], widths, right, strict=False)
        ]
        last = row[-1].rjust(widths[-1]) if right[-1] else row[-1]
        parts = textwrap.wrap(last, max(width - lead, 20), drop_whitespace=False) or [""]
        code = "2" if number == 0 else _COLOURS.get(row[0], "")
        first = "  ".join(["", *cells, parts[0]]).rstrip()
        lines.append(_styled(first, code, colour))
        lines += [" " * lead + part.strip() for part in parts[1:]]
    return lines


def _cut(text: str, size: int) -> str:
    """Cut out the middle: the ends of paths say most."""
    if len(text) <= size:
        return text
    head = (size - 1) // 2
    return f"{text[:head]}…{text[len(text) - (size - 1 - head) :]}"
