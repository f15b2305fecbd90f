"""CSV and TSV: one text a row, the header names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, bounded_lines, failure
from detector.audit.inputs.jsonl import from_record
from detector.findings import Failure
from detector.readers import decoding
from detector.readers.failures import too_large
from detector.readers.streams import recoded, rejoined
from detector.text.source import Source

HEAD_BYTES = 1 << 16  # in which the encoding is looked for


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a table. The separator is a tab for .tsv, else as the header has it.

    The first row has the names of the columns. A row may have several lines: an error gives the
    number of its row, as a result does.
    """
    csv.field_size_limit(options.max_bytes)
    head = container.stream.read(HEAD_BYTES)
    if binary := decoding.binary_kind(head):
        message = f"this is {binary}, not a table: export it as CSV first"
        yield failure(container.id, "binary", message, container.path)
        return
    too_long: list[int] = []
    undecodable: list[int] = []
    lines = _lines(container, head, options.max_bytes, too_long, undecodable)
    header = next(lines, "")
    separator = max("\t,;|", key=header.count) if header else ","
    columns = next(csv.reader([header], delimiter=separator), [])
    if options.text_field not in columns:
        named = ", ".join(columns[:20]) or "none"
        message = f"no column {options.text_field!r} (--text-field); columns: {named}"
        yield failure(container.id, "bad_record", message, container.path, 1)
        return
    undecodable.clear()  # the names of columns that nobody asks for may be broken
    rows = csv.DictReader(lines, columns, delimiter=separator)
    number = 1
    while True:
        try:
            record = next(rows, None)
        except csv.Error as error:
            undecodable.clear()
            number += 1
            yield failure(
                f"{container.id}:{number}", "bad_record", str(error), container.path, number
            )
            continue
        for _ in too_long:
            number += 1
            yield too_large(container.id, options.max_bytes, path=container.path, line=number)
        too_long.clear()
        if record is None:
            return
        number += 1
        if undecodable:
            undecodable.clear()
            message = "the row is not in the encoding of the table: save the file as UTF-8"
            yield failure(
                f"{container.id}:{number}", "bad_encoding", message, container.path, number
            )
        else:
            yield from_record(container, number, record, options)


def _lines(
    container: Container, head: bytes, limit: int, too_long: list[int], undecodable: list[int]
) -> Iterator[str]:
    """Decode what begins with ``head`` line by line; faults are noted by the line's number.

    One that is too long is left empty, which ends no field. The encoding is that of the head,
    or, where this is ASCII, of the first line that is not.
    """
    encoding = _encoding(head)
    whole = rejoined(head, container.stream)
    if encoding.startswith(("utf-16", "utf-32")):
        whole, encoding = recoded(whole, encoding), "utf-8"
    for number, line in bounded_lines(whole, limit, container.work):
        if line is None:
            too_long.append(number)
            yield "\n"
            continue
        text = line.removeprefix(_UTF8_MARK) if number == 1 else line
        if not encoding and not text.isascii():
            encoding = _encoding(text)
        decoded = _decoded(text, encoding)
        if decoded is None:
            undecodable.append(number)
            decoded = text.decode("utf-8", "replace")
        yield decoded.replace("\0", "")


_UTF8_MARK = "\ufeff".encode()


def _encoding(data: bytes) -> str:
    """Return the encoding of the whole lines of ``data``; nothing where ASCII leaves it open."""
    lines = data[: data.rfind(b"\n") + 1] or data
    encoding = decoding.decode(lines).encoding
    return "" if encoding == "utf-8" and lines.isascii() else encoding


def _decoded(line: bytes, encoding: str) -> str | None:
    # UTF-8 first: what is put together of several exports has lines of both, and no line of
    # another encoding is UTF-8 but by a rare chance.
    for name in ("utf-8", encoding or "utf-8"):
        try:
            return line.decode(name)
        except UnicodeDecodeError:
            continue
    return None
