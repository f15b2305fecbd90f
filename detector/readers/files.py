"""Read files, JSONL and standard input, one document at a time; faults become Failures."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from detector.findings import Failure
from detector.readers import decoding, records
from detector.readers.failures import STANDARD_INPUT, failure, many_articles, too_large, unopened
from detector.readers.options import ReadOptions
from detector.readers.parsing import clean, parse
from detector.readers.streams import length
from detector.readers.table import content_type_of
from detector.text.document import Document
from detector.text.source import Source


def read(path: str | Path, options: ReadOptions | None = None) -> Iterator[Document | Failure]:
    """Yield the documents of a file, or of standard input for ``-``, in order.

    As ``read_sources``, and each text parsed.
    """
    options = options or ReadOptions()
    for source in read_sources(path, options):
        yield source if isinstance(source, Failure) else parse_source(source, options)


def read_sources(path: str | Path, options: ReadOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a file, or of standard input for ``-``, in order and not yet parsed.

    A ``.jsonl`` or ``.ndjson`` file is read record by record. Standard input and files of unknown
    suffixes are one article, unless their first lines are records (``records.begun``). A ``.gz`` is
    unpacked on the way. Whatever cannot be read is a Failure that
    says what, where and how to fix it; nothing is raised.
    """
    name = clean(str(path))
    if name == STANDARD_INPUT:
        try:
            yield from _read_stream(sys.stdin.buffer, name, "", options)
        except OSError as error:  # it is closed, or a folder
            yield unopened(path, name, error)
        return
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = (suffixes[-2:-1] if packed else suffixes[-1:] or [""]) or [""]
    try:
        with Path(path).open("rb") as file:
            stream: IO[bytes] = file
            if packed:
                import gzip

                stream = cast(IO[bytes], gzip.GzipFile(fileobj=file))
            yield from _read_stream(stream, name, suffix[0], options)
    except (OSError, ValueError) as error:
        yield unopened(path, name, error)


def read_article(path: str | Path, options: ReadOptions | None = None) -> Document | Failure:
    """Read a file, or standard input for ``-``, as one article; a Failure where it holds records.

    A result of the gate belongs to a file: the places in a record are none in its file.
    """
    options = options or ReadOptions()
    source = next(read_sources(path, options), None)
    if source is None or source.line is not None:
        return many_articles(clean(str(path)))
    return source if isinstance(source, Failure) else parse_source(source, options)


def read_bytes(data: bytes, name: str, options: ReadOptions | None = None) -> Document | Failure:
    """Read ``data`` as one article, as if it were the content of the file ``name``.

    As ``read_article``.
    """
    name = clean(name)
    options = options or ReadOptions()
    if len(data) > options.max_bytes:
        return too_large(name, options.max_bytes, size=len(data))
    suffix = Path(name).suffix.lower()
    holds_records, _ = _distinguished(io.BytesIO(data), name, suffix, options)
    if holds_records:
        return many_articles(name)
    return parse_source(_article(data, name, suffix), options)


def parse_source(source: Source, options: ReadOptions) -> Document | Failure:
    """Parse one text; a Failure if its bytes are no text."""
    kind = options.content_type or source.content_type
    if isinstance(source.data, str):
        return parse(source.data, id=source.id, path=source.path, content_type=kind)
    if binary := decoding.binary_kind(source.data):
        message = f"this is {binary}, not text: export it as text, Markdown or HTML first"
        return failure(source.path or source.id, "binary", message, source.line, id=source.id)
    decoded = decoding.decode(source.data)
    return parse(
        decoded.text,
        id=source.id,
        path=source.path,
        content_type=kind,
        encoding=decoded.encoding,
    )


def _read_stream(
    stream: IO[bytes], name: str, suffix: str, options: ReadOptions
) -> Iterator[Source | Failure]:
    try:
        holds_records, stream = _distinguished(stream, name, suffix, options)
        if holds_records:
            yield from records.read_records(stream, name, options)
            return
        data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield too_large(name, options.max_bytes, size=length(stream))
            return
    except (EOFError, zlib.error) as error:
        yield failure(
            name,
            "truncated",
            f"the gzip data are truncated or damaged ({error}): compress the file again",
        )
        return
    yield _article(data, name, suffix)


def _distinguished(
    stream: IO[bytes], name: str, suffix: str, options: ReadOptions
) -> tuple[bool, IO[bytes]]:
    """Return whether ``stream`` holds records, and return it from its start."""
    if suffix in records.SUFFIXES:
        return True, stream
    if content_type_of(suffix):
        return False, stream
    return records.begun(stream, options, piped=name == STANDARD_INPUT)


def _article(data: bytes, name: str, suffix: str) -> Source:
    return Source(id=name, path=name, data=data, content_type=content_type_of(suffix))
