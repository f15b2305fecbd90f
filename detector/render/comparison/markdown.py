"""A comparison as Markdown, for a pull request or a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from detector.render.audit.markdown import drawn, escape
from detector.render.comparison.tables import headline, tables

if TYPE_CHECKING:
    from detector.audit.compare import Comparison

ROWS = 50


def write(found: Comparison, stream: TextIO) -> None:
    """Write the comparison; what comes from the pages is escaped."""
    lines = ["# Audits compared", "", f"{headline(found)}."]
    for table in tables(found, ROWS):
        lines += ["", f"## {escape(table.title)}", "", *drawn(table)]
    stream.write("\n".join(lines) + "\n")
