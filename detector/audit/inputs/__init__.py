"""Turn paths into texts: one table from suffix to reader, one small file a format.

A reader is given the open stream of a container, and yields a Source or a Failure for each text
in it, one after another and never all at once. ``.gz`` and ``.zst`` are taken off before the
suffix is looked up (``posts.jsonl.zst``). To add a format, write ``read(container, options)``
in a file of its own and name it in ``CONTAINERS``.
"""

from __future__ import annotations

import errno
import gzip
import os
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from importlib import import_module
from pathlib import PurePosixPath

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.errors import DetectorError
from detector.findings import Failure
from detector.readers import texts_of
from detector.readers.bounds import Work, summarised
from detector.readers.failures import STANDARD_INPUT, too_large, unopened
from detector.readers.neighbours import site_of
from detector.readers.reader import CollectionReader
from detector.readers.records import MIXED_SUFFIXES, begun
from detector.readers.streams import length, rejoined
from detector.readers.table import HEAD, is_known, reader_of_file, suffix_of
from detector.reading import is_folder
from detector.text.source import Source

__all__ = ["CONTAINERS", "InputOptions", "list_files", "read_file", "sources"]

Found = Iterator[Source | Failure]
Dating = Callable[[Found, str], Found]

# Suffix: module in this package, which is imported at first use.
CONTAINERS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".zip": "zipped",
    ".tar": "tarred",
    ".tgz": "tarred",
    ".xml": "sitemap",
}
# What a walk through a folder takes. Tables and archives lie in many a repository for other
# ends; they are read when they are named, or asked for with --include.
WALKED_SUFFIXES = frozenset({".jsonl", ".ndjson", ".parquet", ".warc", ".wet"})
COMPRESSED = (".gz", ".zst")
TABLES = frozenset({".csv", ".tsv", ".parquet"})  # their records are rows, not lines


def sources(paths: Sequence[str], options: InputOptions) -> Iterator[Source | Failure]:
    """Yield every text of ``paths`` in a fixed order; what cannot be read is a Failure there."""
    dated = _dated(options)
    for name in list_files(paths, options):
        yield from [name] if isinstance(name, Failure) else dated(read_file(name, options), name)


def _dated(options: InputOptions) -> Dating:
    """Return what gives the texts of a file dates that they do not have."""
    if options.dates is None:
        return lambda found, _: found
    from detector.audit.inputs.commit_dates import CommitDates

    return CommitDates().dated


def may_hold_several(name: str) -> bool:
    """Return whether the file ``name`` may hold more than one text: records, an archive, a feed."""
    if "://" in name or name == "-":
        return True
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    while suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if suffix in CONTAINERS or not is_known(suffix):
        return True
    return isinstance(reader_of_file(suffix), CollectionReader | None)


def read_file(name: str, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of one file or URL, within the limits of ``detector.readers.bounds``."""
    yield from summarised(_read_file(name, options), clean(name), unit_of(name))


def _read_file(name: str, options: InputOptions) -> Iterator[Source | Failure]:
    from detector.audit.inputs.opening import open_binary, size_of

    shown = clean(name)
    try:
        with open_binary(name) as stream:
            work = Work(
                size_of(stream), options.reading_limit_s if name != STANDARD_INPUT else None
            )
            items = read_container(
                Container(
                    stream=stream,
                    name=name,
                    path=shown,
                    id=shown,
                    site=None if "://" in name else site_of(name),
                    work=work,
                ),
                options,
            )
            yield from work.limited(items, shown)
    except OSError as error:
        yield unopened(name, shown, error)
    except ImportError as error:
        yield failure(shown, "missing_library", str(error))
    except Exception as error:
        if "://" not in name or isinstance(error, DetectorError):
            raise
        # Every file system raises its own.
        yield failure(shown, "unreadable", f"{type(error).__name__}: {error}")


def read_container(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of an open file, by the table.

    A file of another suffix is one text, or records where it begins with them.
    """
    from detector.audit.inputs.opening import decompressed

    suffix = inner_suffix(container.name)
    reader = CONTAINERS.get(suffix)
    try:
        opened = container if _unpacks_itself(container, reader) else decompressed(container)
        if reader is not None and is_known(suffix):  # a feed as well as a sitemap is .xml
            head = opened.stream.read(HEAD)
            opened = opened.opened_as(rejoined(head, opened.stream))
            reader = None if reader_of_file(suffix, head) else reader
        elif reader is None and (suffix in MIXED_SUFFIXES or not is_known(suffix)):
            piped = container.name == STANDARD_INPUT
            records, stream = begun(opened.stream, options, piped=piped)
            opened, reader = opened.opened_as(stream), "jsonl" if records else None
        if reader is None:
            yield from _texts(opened, options)
            return
        read = import_module(f"{__name__}.{reader}").read
        yield from read(opened, options)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        message = f"the compressed data are truncated or damaged ({error}): compress the file again"
        yield failure(container.id, "damaged", message, container.path)
    except Exception as error:
        if _is_refusal(error):
            yield replace(unopened(container.path, container.id, error), path=container.path)
            return
        if not _is_damage(error):
            raise
        reason = str(error) or type(error).__name__
        message = (
            f"the file is damaged or not what its suffix says ({reason}): save or fetch it again"
        )
        yield failure(container.id, "damaged", message, container.path)


def _unpacks_itself(container: Container, reader: str | None) -> bool:
    """Return whether the reader goes on behind a damaged gzip member, which gzip cannot."""
    return reader == "warc" and container.name.lower().endswith(".gz")


_DAMAGE = (EOFError, OSError, OverflowError, ValueError, struct.error)
_LIBRARIES = frozenset(
    {"_compression", "bz2", "gzip", "lzma", "_lzma", "pyarrow", "tarfile", "zipfile",
     "zlib", "zstandard"}
)  # fmt: skip


def _is_refusal(error: Exception) -> bool:
    """Return whether the system refused to read. A wrong offset in a damaged file is no refusal."""
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


def _is_damage(error: Exception) -> bool:
    """Return whether damaged data, not a fault of ours, raised ``error``.

    Libraries have errors of their own, and trip over some data: tarfile raises TypeError, zipfile
    IndexError. The same errors raised here are faults.
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    raised_in = str(trace.tb_frame.f_globals.get("__name__")) if trace else ""
    places = {name.partition(".")[0] for name in (raised_in, type(error).__module__)}
    return isinstance(error, _DAMAGE) or not places.isdisjoint(_LIBRARIES)


def unit_of(path: str) -> str:
    """Return what a record of the file is called: that of a table is a row, not a line."""
    return "row" if inner_suffix(path) in TABLES else "line"


def inner_suffix(name: str) -> str:
    """Return the suffix in lower case, one of compression taken off."""
    path = PurePosixPath(name.replace("\\", "/"))
    return suffix_of(path.stem if path.suffix.lower() in COMPRESSED else path.name)


def _texts(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    data = container.stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        size = length(container.stream)
        yield too_large(container.id, options.max_bytes, path=container.path, size=size)
        return
    yield from texts_of(
        data,
        id=container.id,
        path=container.path,
        suffix=inner_suffix(container.name),
        options=options,
        site=container.site,
    )


def list_files(paths: Sequence[str], options: InputOptions) -> Iterator[str | Failure]:
    """Yield the files and URLs that ``paths`` name, folders walked, each once.

    What lies below two of the paths, by whatever name, would be reported as a copy of itself.
    """
    if len(paths) == 1:  # a walk enters no folder twice
        yield from _list(paths[0], options)
        return
    seen: set[bytes] = set()
    for path in paths:
        for name in _list(path, options):
            place = _place(name.path or name.id if isinstance(name, Failure) else name)
            if place not in seen:
                seen.add(place)
                yield name


def _place(name: str) -> bytes:
    """Return a key of the real path, short: there may be millions."""
    local = name != STANDARD_INPUT and "://" not in name
    place = os.path.realpath(name) if local else name
    return blake2b(os.fsencode(place), digest_size=16).digest()


def _list(path: str, options: InputOptions) -> Iterator[str | Failure]:
    """Yield the files or URLs that ``path`` names: itself, or those of the folder."""
    if "://" in path:
        from detector.audit.inputs.opening import remote_files

        yield from remote_files(path, options)
    elif path != STANDARD_INPUT and is_folder(path):
        from detector.audit.inputs.walk import walk

        yield from walk(path, options)
    else:
        yield path
