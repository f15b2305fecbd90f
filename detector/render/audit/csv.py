"""CSV: one row per page, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from detector.render.audit.rows import COLUMNS, Value, row_of

if TYPE_CHECKING:
    from detector.audit import AuditResult

_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write UTF-8 with a header row and LF line endings."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for page in result.pages():
        writer.writerow({name: _cell(value) for name, value in row_of(page).items()})
    text.detach()


def _cell(value: Value) -> Value:
    """Keep a spreadsheet from running a page's title as a formula (OWASP, "CSV injection").

    A carriage return would end the row: the writer quotes line feeds alone.
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + value if value.startswith(_FORMULA) else value
