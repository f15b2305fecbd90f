"""JSON lines: one record a line, its text in a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from detector.audit.inputs.container import Container, InputOptions, bounded_lines
from detector.audit.pages import stated
from detector.findings import Failure
from detector.readers.failures import too_large
from detector.readers.parsing import clean
from detector.readers.records import load_record, record_source
from detector.text.source import Source


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a JSONL stream."""
    for number, line in bounded_lines(container.stream, options.max_bytes, container.work):
        if line is None:
            yield too_large(container.id, options.max_bytes, path=container.path, line=number)
        elif line.strip():
            record = load_record(line, container.path, number)
            if isinstance(record, Failure):
                yield replace(record, id=f"{container.id}:{number}")
            else:
                yield from_record(container, number, record, options)


def from_record(
    container: Container, number: int, record: Mapping[str, Any], options: InputOptions
) -> Source | Failure:
    """Make a source of a record of any data set; ``number`` is its 1-based line or row."""
    source = record_source(record, container.id, number, options)
    if isinstance(source, Failure):
        return replace(source, path=container.path)
    if source.size > options.max_bytes:
        found = too_large(
            container.id, options.max_bytes, path=container.path, line=number, size=source.size
        )
        return replace(found, id=source.id)
    author = stated.author(record)
    return replace(
        source,
        path=container.path,
        date=stated.date(record),
        author=clean(author) if author else None,
    )
