"""A comparison in a terminal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, TextIO

from detector.render.audit.terminal import MAX_WIDTH, MIN_WIDTH, drawn
from detector.render.comparison.tables import headline, tables
from detector.render.console import wants_colour

if TYPE_CHECKING:
    from detector.audit.compare import Comparison

ROWS = 15


def write(found: Comparison, stream: TextIO) -> None:
    """Write counts, then the pages that changed most, then the rules."""
    terminal = stream.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    width = min(max(width, MIN_WIDTH), MAX_WIDTH)
    lines = [headline(found)]
    for table in tables(found, ROWS):
        lines += ["", table.title, *drawn(table, width, wants_colour(stream))]
    stream.write("\n".join(lines) + "\n")
