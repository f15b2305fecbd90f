"""JSON lines: tell them from other text, and take each line's text and id out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from detector.findings import Failure
from detector.readers.failures import failure, too_large
from detector.readers.options import ReadOptions
from detector.readers.parsing import clean
from detector.readers.streams import rejoined
from detector.text.source import Source

SUFFIXES = frozenset({".jsonl", ".ndjson"})
MIXED_SUFFIXES = frozenset({".json"})  # JSON lines, or one JSON value


def read_records(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Source | Failure]:
    """Yield a text for each line; a damaged end of a gzip file is the last Failure."""
    number = 0
    try:
        while line := stream.readline(options.max_bytes + 1):
            number += 1
            if len(line) > options.max_bytes and not line.endswith(b"\n"):
                while rest := stream.readline(1 << 20):
                    if rest.endswith(b"\n"):
                        break
                yield too_large(name, options.max_bytes, line=number)
            elif line.strip():
                yield _record(line, name, number, options)
    except (EOFError, zlib.error, OSError) as error:
        message = (
            f"the data are truncated or damaged after line {number} ({error}): "
            "download or compress the file again"
        )
        yield failure(name, "truncated", message, number + 1)


def _record(line: bytes, name: str, number: int, options: ReadOptions) -> Source | Failure:
    record = load_record(line, name, number)
    if isinstance(record, Failure):
        return record
    return record_source(record, name, number, options)


def load_record(line: bytes, name: str, number: int) -> dict[str, Any] | Failure:
    """Load the JSON object of line ``number`` of the file ``name``."""
    import json

    try:
        record: Any = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        message = f"the line is not UTF-8 (byte {error.start + 1}): save the file as UTF-8"
        return failure(name, "bad_encoding", message, number)
    except (ValueError, RecursionError) as error:
        message = f"the line is not a JSON object ({error}): each line must be one object"
        return failure(name, "bad_json", clean(message), number)
    if not isinstance(record, dict):
        message = f"the line contains {_kind_of(record)}: each line must be one object"
        return failure(name, "bad_record", message, number)
    return record


def record_source(
    record: Mapping[str, Any], name: str, number: int, options: ReadOptions
) -> Source | Failure:
    """Take the text and the id out of record ``number`` of the data set ``name``."""
    given = record.get(options.id_field)
    known = isinstance(given, str | int) and not isinstance(given, bool) and given != ""
    id = clean(str(given)) if known else f"{name}:{number}"
    text = record.get(options.text_field)
    if not isinstance(text, str):
        has = "is missing" if options.text_field not in record else f"is {_kind_of(text)}"
        message = f"the field “{options.text_field}” {has}: it must be a string (see --text-field)"
        return failure(name, "bad_record", message, number, id=id)
    return Source(id=id, path=name, data=text, line=number)


def begun(stream: IO[bytes], options: ReadOptions, *, piped: bool) -> tuple[bool, IO[bytes]]:
    """Return whether ``stream`` holds JSON lines by its first two, and return it from its start.

    A record is a JSON object with the text or the id field. Faults of the first record are told
    as such: two objects, or a line that begins like one before a record with a text, are records
    too. A file that was not ``piped`` may be one article that is JSON: there the first line must
    hold a text.
    """
    read: list[bytes] = []
    left = options.max_bytes + 1
    lines: list[dict[str, Any] | None] = []
    while len(lines) < 2 and (line := stream.readline(left)):  # nothing where none is left
        read.append(line)
        left -= len(line)
        if not line.strip(_BLANK):
            continue
        if not line.lstrip(_BLANK).startswith(b"{"):
            break
        lines.append(_object(line))
        if not piped or _names_a_field(lines[0], options):
            break
    stream = rejoined(b"".join(read), stream)
    first, second = (*lines, None, None)[:2]
    records = _holds_text(first, options)
    if piped:
        records = _names_a_field(first, options) or _holds_text(second, options)
        records |= first is not None and second is not None
    return records, stream


_BLANK = b"\xef\xbb\xbf \t\r\n"  # a byte order mark counts


def _object(line: bytes) -> dict[str, Any] | None:
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _names_a_field(record: dict[str, Any] | None, options: ReadOptions) -> bool:
    return record is not None and not record.keys().isdisjoint(
        {options.text_field, options.id_field}
    )


def _holds_text(record: dict[str, Any] | None, options: ReadOptions) -> bool:
    return record is not None and isinstance(record.get(options.text_field), str)


def _kind_of(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", list: "an array"}
    if isinstance(value, dict):
        return "an object"
    # A column of Parquet may hold dates, decimals and more.
    other = "a string" if isinstance(value, str) else f"of the type {type(value).__name__}"
    return names.get(type(value), other)
