"""CSV: one row per page, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from detector.escaping import csv_cell
from detector.render.audit.rows import COLUMNS, row_of

if TYPE_CHECKING:
    from detector.audit import AuditResult


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Write UTF-8 with a header row and LF line endings."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for page in result.pages():
        cells = {
            name: csv_cell(value) if isinstance(value, str) else value
            for name, value in row_of(page).items()
        }
        writer.writerow(cells)
    text.detach()
