"""Markdown: the overview of an audit for a pull request or a wiki."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from detector.escaping import markdown, visible
from detector.render.audit.overview import (
    Table,
    headline,
    is_number,
    sentences,
    tables,
)

if TYPE_CHECKING:
    from detector.audit import AuditResult

ROWS = 25
MAX_CELL = 200


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the overview as UTF-8. What comes from the pages is escaped."""
    about = result.about
    lines = [
        f"# Audit of {escape(about.site)}",
        "",
        markdown(sentences(result)),
        "",
        escape(headline(result.totals)) + ".",
    ]
    for table in tables(result, ROWS):
        note = [markdown(table.note), ""] if table.note else []
        lines += ["", f"## {escape(table.title)}", "", *note, *drawn(table)]
    made = f"{about.date}, detector {about.version}: {about.command}"
    lines += ["", markdown(made)]
    stream.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def escape(text: str) -> str:
    """Return ``text`` as literal Markdown on one line, cut at 200 characters."""
    shown = visible(text)
    return markdown(shown if len(shown) <= MAX_CELL else shown[: MAX_CELL - 1] + "…")


def drawn(table: Table) -> list[str]:
    """Return the lines of a table; every cell is escaped."""
    numbers = [all(map(is_number, column)) for column in zip(*table.rows, strict=True)]
    rule = ["---:" if number else "---" for number in numbers]
    rows = [list(table.columns), rule, *([escape(cell) for cell in row] for row in table.rows)]
    return [f"| {' | '.join(row)} |" for row in rows]
