"""Read files, JSONL and standard input, one document at a time; faults become Failures."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from detector.document import ContentType, Document
from detector.findings import Failure
from detector.readers import decoding
from detector.readers.options import ReadOptions
from detector.readers.parsing import clean, parse
from detector.readers.streams import rejoined
from detector.source import Source

STANDARD_INPUT = "-"
CONTENT_TYPES = {
    ".txt": ContentType.TEXT,
    ".text": ContentType.TEXT,
    ".md": ContentType.MARKDOWN,
    ".markdown": ContentType.MARKDOWN,
    ".mdown": ContentType.MARKDOWN,
    ".mkd": ContentType.MARKDOWN,
    ".mdx": ContentType.MARKDOWN,
    ".html": ContentType.HTML,
    ".htm": ContentType.HTML,
    ".xhtml": ContentType.HTML,
}
RECORDS = frozenset({".jsonl", ".ndjson"})


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
    suffixes are one article, unless their first lines are records (``begun``). A ``.gz`` is
    unpacked on the way. Whatever cannot be read is a Failure that
    says what, where and how to mend it; nothing is raised.
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


def unopened(path: str | Path, name: str, error: Exception) -> Failure:
    """Say what is wrong with a file that could not be opened or read; results call it ``name``."""
    if target := _link(path):
        message = f"this is a broken link, to “{target}”: mend or delete it"
        return _failure(name, "broken_link", message)
    if isinstance(error, FileNotFoundError):
        return _failure(name, "not_found", "there is no such file: check the path")
    if isinstance(error, IsADirectoryError):
        return _failure(name, "is_directory", "this is a folder: name its files, or use audit")
    if isinstance(error, PermissionError):
        message = "may not be read: check the permissions of the file"
        return _failure(name, "permission", message)
    told = error.strerror if isinstance(error, OSError) else None
    return _failure(name, "unreadable", f"could not be read: {told or error}")


def out_of_memory(id: str, path: str | None, line: int | None = None) -> Failure:
    """Say that a text needs more memory than there is; the texts after it may need less."""
    return _failure(path or id, "memory", "needs more memory than there is", line, id=id)


def _link(path: str | Path) -> str:
    """Return where a link that leads nowhere, or round in a ring, points to; else nothing."""
    try:
        if Path(path).is_symlink() and not Path(path).exists():
            return clean(os.readlink(path))  # noqa: PTH115 - as it is written, not made a path
    except (OSError, ValueError):
        pass
    return ""


def read_article(path: str | Path, options: ReadOptions | None = None) -> Document | Failure:
    """Read a file, or standard input for ``-``, as one article; a Failure where it holds records.

    A result of the gate belongs to a file: the places in a record are none in its file.
    """
    options = options or ReadOptions()
    source = next(read_sources(path, options), None)
    if source is None or source.line is not None:
        return _many_articles(clean(str(path)))
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
    records = suffix in RECORDS
    if not records and suffix not in CONTENT_TYPES:
        records, _ = begun(io.BytesIO(data), options, piped=name == STANDARD_INPUT)
    if records:
        return _many_articles(name)
    return parse_source(_article(data, name, suffix), options)


def parse_source(source: Source, options: ReadOptions) -> Document | Failure:
    """Parse one text; a Failure if its bytes are no text."""
    kind = options.content_type or source.content_type
    if isinstance(source.data, str):
        return parse(source.data, id=source.id, path=source.path, content_type=kind)
    if binary := decoding.binary_kind(source.data):
        message = f"this is {binary}, not text: export it as text, Markdown or HTML first"
        return _failure(source.path or source.id, "binary", message, source.line, id=source.id)
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
        records = suffix in RECORDS
        if not records and suffix not in CONTENT_TYPES:
            records, stream = begun(stream, options, piped=name == STANDARD_INPUT)
        if records:
            yield from _records(stream, name, options)
            return
        data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield too_large(name, options.max_bytes, size=length(stream))
            return
    except (EOFError, zlib.error) as error:
        yield _failure(
            name, "truncated", f"the gzip data are cut off or damaged ({error}): pack again"
        )
        return
    yield _article(data, name, suffix)


def _article(data: bytes, name: str, suffix: str) -> Source:
    return Source(id=name, path=name, data=data, content_type=CONTENT_TYPES.get(suffix))


def _records(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Source | Failure]:
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
            f"the data end or break after line {number} ({error}): fetch or pack the file again"
        )
        yield _failure(name, "truncated", message, number + 1)


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
        return _failure(name, "bad_encoding", message, number)
    except (ValueError, RecursionError) as error:
        message = f"the line is no JSON object ({error}): one object a line is needed"
        return _failure(name, "bad_json", clean(message), number)
    if not isinstance(record, dict):
        message = f"the line holds {_kind_of(record)}: one object a line is needed"
        return _failure(name, "bad_record", message, number)
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
        return _failure(name, "bad_record", message, number, id=id)
    return Source(id=id, path=name, data=text, line=number)


def begun(stream: IO[bytes], options: ReadOptions, *, piped: bool) -> tuple[bool, IO[bytes]]:
    """Tell whether ``stream`` holds JSON lines by its first two, and return it from its start.

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
    return names.get(type(value), "an object" if isinstance(value, dict) else "a string")


def _many_articles(name: str) -> Failure:
    message = "JSON lines hold many articles: use “detector score” or “detector audit”"
    return _failure(name, "many_articles", message)


def too_large(
    id: str,
    limit: int,
    *,
    path: str | None = None,
    line: int | None = None,
    size: int | None = None,
) -> Failure:
    """Say that a text has more than ``limit`` bytes, ``size`` where that is known.

    ``id`` is the text's, or the file's where ``line`` tells its place there; ``path`` is that of
    the archive or the like that the audit found it in.
    """
    given, known = ("N", ", where N is its size in bytes") if size is None else (size, "")
    message = (
        f"larger than {limit:,} bytes, the limit for one article: split it, or read it with "
        f"“detector audit --max-bytes {given}”{known}"
    )
    if path is None:
        return _failure(id, "too_large", message, line)
    named = id if line is None else f"{id}:{line}"
    return Failure(id=named, path=path, type="too_large", message=message, line=line)


def length(stream: IO[bytes]) -> int | None:
    """Return the bytes of a stream that is a plain file; None for others. Goes to its end."""
    plain = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
    return stream.seek(0, io.SEEK_END) if plain and stream.seekable() else None


def _failure(
    name: str, type: str, message: str, line: int | None = None, *, id: str | None = None
) -> Failure:
    shown = "standard input" if name == STANDARD_INPUT else name
    place = shown if line is None else f"{shown}, line {line}"
    if id is None:
        id = name if line is None else f"{name}:{line}"
    return Failure(id=id, path=name, type=type, message=f"{place}: {message}", line=line)
