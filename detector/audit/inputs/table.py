"""CSV and TSV: one text a row, the header names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, bounded_lines, failure
from detector.audit.inputs.jsonl import from_record
from detector.findings import Failure
from detector.source import Source


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a table. The separator is a tab for .tsv, else as the header has it."""
    csv.field_size_limit(options.max_bytes)
    too_long: list[int] = []
    lines = _lines(container, options.max_bytes, too_long)
    header = next(lines, "")
    separator = max("\t,;|", key=header.count) if header else ","
    columns = next(csv.reader([header], delimiter=separator), [])
    if options.text_field not in columns:
        named = ", ".join(columns[:20]) or "none"
        message = f"no column {options.text_field!r} (--text-field); columns: {named}"
        yield failure(container.id, "bad_record", message, container.path, 1)
        return
    rows = csv.DictReader(lines, columns, delimiter=separator)
    number = 1
    while True:
        try:
            record = next(rows, None)
        except csv.Error as error:
            place = rows.line_num + 1
            yield failure(
                f"{container.id}:{place}", "bad_record", str(error), container.path, place
            )
            continue
        while too_long:
            line = too_long.pop(0)
            message = f"line longer than {options.max_bytes:,} bytes (--max-bytes)"
            yield failure(f"{container.id}:{line}", "too_large", message, container.path, line)
        if record is None:
            return
        number += 1
        yield from_record(container, number, record, options)


def _lines(container: Container, limit: int, too_long: list[int]) -> Iterator[str]:
    """Decode line by line; one that is too long is noted and left empty, which ends no field."""
    for number, line in bounded_lines(container.stream, limit):
        if line is None:
            too_long.append(number)
        text = (line or b"\n").decode("utf-8-sig" if number == 1 else "utf-8", "replace")
        yield text.replace("\0", "")
