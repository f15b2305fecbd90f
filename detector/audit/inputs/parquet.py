"""Parquet: one text a row, read a few hundred rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detector.audit.inputs.container import Container, InputOptions, failure
from detector.audit.inputs.jsonl import from_record
from detector.audit.pages.stated import AUTHOR_KEYS, DATE_KEYS
from detector.errors import missing_extra
from detector.findings import Failure
from detector.readers.decoding import binary_kind, decode
from detector.readers.failures import failure as unread
from detector.text.source import Source

ROWS = 256


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a Parquet file; only the columns that are needed are read."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise ImportError(missing_extra("reading Parquet", "parquet")) from error

    file = parquet.ParquetFile(container.stream)
    present = file.schema_arrow.names
    if options.text_field not in present:
        named = ", ".join(present[:20])
        message = f"no column {options.text_field!r} (--text-field); columns: {named}"
        yield failure(container.id, "bad_record", message, container.path)
        return
    wanted = (options.text_field, options.id_field, *DATE_KEYS, *AUTHOR_KEYS)
    columns = [name for name in wanted if name in present]
    number = 0
    for batch in file.iter_batches(batch_size=ROWS, columns=columns):
        container.work.unpack(batch.nbytes)
        for record in batch.to_pylist():
            number += 1
            values = {name: _decoded(value) for name, value in record.items()}
            if isinstance(values[options.text_field], bytes):
                message = f"the field “{options.text_field}” is binary data, not text"
                found = unread(container.id, "bad_record", message, number)
                yield replace(found, path=container.path)
            else:
                yield from_record(container, number, values, options)


def _decoded(value: object) -> object:
    """Return the text of a binary value: many writers mark no column as text."""
    if not isinstance(value, bytes) or binary_kind(value):
        return value
    return decode(value).text
