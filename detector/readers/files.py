"""Read files, JSONL and standard input, one document at a time; faults become Failures."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from detector.findings import Failure
from detector.readers import decoding, records
from detector.readers.bounds import Work, metered, summarised
from detector.readers.failures import (
    STANDARD_INPUT,
    failure,
    many_articles,
    only_audited,
    too_large,
    unopened,
)
from detector.readers.neighbours import site_of
from detector.readers.options import ReadOptions
from detector.readers.parsing import clean, parse
from detector.readers.printed import printed
from detector.readers.reader import CollectionReader, FileReader, UnreadableError
from detector.readers.streams import length
from detector.readers.table import (
    AUDITED,
    HEAD,
    is_known,
    reader_named,
    reader_of_file,
    suffix_of,
)
from detector.readers.unread import unread_format
from detector.reading import open_regular
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
    unpacked on the way. Whatever cannot be read is a Failure that says what, where and how to fix
    it, as are the tables, archives and crawls of ``AUDITED``; nothing is raised.
    """
    name = clean(str(path))
    yield from summarised(_read_sources(path, name, options), name)


def _read_sources(path: str | Path, name: str, options: ReadOptions) -> Iterator[Source | Failure]:
    if name == STANDARD_INPUT:
        try:
            yield from _read_stream(sys.stdin.buffer, name, "", options)
        except OSError as error:  # it is closed, or a folder
            yield unopened(path, name, error)
        return
    file_name = Path(path).name
    packed = file_name.lower().endswith(".gz")
    suffix = suffix_of(file_name[: -len(".gz")] if packed else file_name)
    try:
        with open_regular(path) as file:
            if not packed:
                yield from _read_stream(file, name, suffix, options)
                return
            import gzip

            work = Work(os.fstat(file.fileno()).st_size)
            stream = metered(cast(IO[bytes], gzip.GzipFile(fileobj=file)), work)
            yield from work.limited(_read_stream(stream, name, suffix, options), name)
    except (OSError, ValueError) as error:
        yield unopened(path, name, error)


def read_articles(
    path: str | Path, options: ReadOptions | None = None
) -> Iterator[Document | Failure]:
    """Yield the articles of a file, or of standard input for ``-``: one, or those of a collection.

    JSON lines are a Failure. A result of the gate belongs to a file: locations in a record are
    none in its file.
    """
    options = options or ReadOptions()
    yield from _articles(read_sources(path, options), clean(str(path)), options)


def articles_of(
    data: bytes, name: str, options: ReadOptions | None = None
) -> Iterator[Document | Failure]:
    """Yield the articles of ``data``, as if it were the content of the file ``name``.

    As ``read_articles``.
    """
    name = clean(name)
    options = options or ReadOptions()
    if len(data) > options.max_bytes:
        yield too_large(name, options.max_bytes, size=len(data))
        return
    suffix = suffix_of(name)
    if suffix in AUDITED and options.content_type is None:
        yield only_audited(name, suffix)
        return
    holds_records, _ = _distinguished(io.BytesIO(data), name, suffix, options)
    if holds_records:
        yield many_articles(name)
        return
    texts = texts_of(data, id=name, path=name, suffix=suffix, options=options, site=site_of(name))
    yield from _articles(texts, name, options)


def read_bytes(data: bytes, name: str, options: ReadOptions | None = None) -> Document | Failure:
    """Return the first article of ``data``, as ``articles_of``."""
    return next(articles_of(data, name, options))


def _articles(
    sources: Iterator[Source | Failure], name: str, options: ReadOptions
) -> Iterator[Document | Failure]:
    found = False
    for source in sources:
        found = True
        if source.line is not None:
            yield many_articles(name)
            return
        yield source if isinstance(source, Failure) else parse_source(source, options)
    if not found:
        yield many_articles(name)


def texts_of(
    data: bytes,
    *,
    id: str,
    path: str | None,
    suffix: str,
    options: ReadOptions,
    site: str | None = None,
) -> Iterator[Source | Failure]:
    """Yield the texts of a file's bytes, not yet parsed: one, or those of a collection.

    ``suffix`` is in lower case, with its dot; ``site`` as a Source has it.
    """
    reader = None if options.content_type else reader_of_file(suffix, data)
    if isinstance(reader, CollectionReader):
        yield from _split(reader, data, id, path, options)
    elif reader is None and is_known(suffix) and options.content_type is None:
        message = f"the content is in no format that is read from {suffix} files"
        if suffix == ".xml":
            message += "; only “detector audit” reads sitemaps"
        yield failure(path or id, "unsupported_format", message, id=id)
    elif (
        reader is None
        and not options.content_type
        and (named := unread_format(suffix, data[:HEAD]))
    ):
        message = f"this is {named}, which is not read: convert it to Markdown or HTML first"
        yield failure(path or id, "unsupported_format", message, id=id)
    else:
        name = reader.name if reader else None
        yield Source(id=id, path=path, data=data, format=name, site=site)


def _split(
    reader: CollectionReader, data: bytes, id: str, path: str | None, options: ReadOptions
) -> Iterator[Source | Failure]:
    found = False
    try:
        for item in reader.split(data, id=id, path=path, options=options):
            found = True
            yield item
    except (UnreadableError, ImportError) as error:
        found = True
        yield _unreadable(error, id, path)
    if not found:
        yield failure(path or id, "empty", f"this {reader.name} file contains no texts", id=id)


def _unreadable(error: UnreadableError | ImportError, id: str, path: str | None) -> Failure:
    type = error.type if isinstance(error, UnreadableError) else "missing_library"
    return failure(path or id, type, str(error), id=id)


def parse_source(source: Source, options: ReadOptions) -> Document | Failure:
    """Parse one text; a Failure if its bytes cannot be read."""
    format = options.content_type or source.format
    reader = reader_named(format) if format else None
    data = source.data
    if isinstance(reader, FileReader) and isinstance(data, bytes):
        try:
            document = reader.convert(data, id=source.id, path=source.path, options=options)
        except (UnreadableError, ImportError) as error:
            return _unreadable(error, source.id, source.path)
        return _within_collection(document, source)
    encoding = "utf-8"
    if isinstance(data, bytes):
        if binary := decoding.binary_kind(data):
            message = f"this is {binary}, not text: export it as text, Markdown or HTML first"
            return failure(source.path or source.id, "binary", message, source.line, id=source.id)
        data, encoding = decoding.decode(data, source.charset)
    document = parse(
        data,
        id=source.id,
        path=source.path,
        content_type=format,
        encoding=encoding,
        site=source.site,
    )
    return _within_collection(document, source)


def _within_collection(document: Document, source: Source) -> Document:
    """Return a document with what the collection that it comes from says of it."""
    if source.title and (source.location or not document.title):  # a collection knows it better
        document = replace(document, title=source.title)
    if source.location:
        return printed(document, source.location, document.format)
    return document


def _read_stream(
    stream: IO[bytes], name: str, suffix: str, options: ReadOptions
) -> Iterator[Source | Failure]:
    if suffix in AUDITED and options.content_type is None:
        yield only_audited(name, suffix)
        return
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
    site = site_of(name) if name != STANDARD_INPUT else None
    yield from texts_of(data, id=name, path=name, suffix=suffix, options=options, site=site)


def _distinguished(
    stream: IO[bytes], name: str, suffix: str, options: ReadOptions
) -> tuple[bool, IO[bytes]]:
    """Find out whether ``stream`` contains records, and return it from its start."""
    if suffix in records.SUFFIXES:
        return True, stream
    if is_known(suffix) and suffix not in records.MIXED_SUFFIXES:
        return False, stream
    return records.begun(stream, options, piped=name == STANDARD_INPUT)
