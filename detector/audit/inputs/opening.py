"""Open files, URLs and compressed streams."""

from __future__ import annotations

import gzip
import os
import stat
import sys
from collections.abc import Iterator
from typing import IO, Any, cast

from detector.audit.inputs.container import Container, InputOptions, failure
from detector.errors import missing_extra
from detector.findings import Failure
from detector.readers.bounds import metered
from detector.reading import open_regular


def open_binary(name: str) -> IO[bytes]:
    """Open a file, ``-`` for standard input, or a URL through fsspec."""
    if name == "-":
        return cast(IO[bytes], sys.stdin.buffer)
    if "://" not in name:
        return open_regular(name)
    return cast(IO[bytes], filesystem().open(name, "rb").open())


def size_of(stream: IO[bytes]) -> int | None:
    """Return the size of what ``open_binary`` has opened, None where nothing tells it."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, AttributeError):
        size = getattr(stream, "size", None)  # of fsspec's files
        return size if isinstance(size, int) else None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def decompressed(container: Container) -> Container:
    """Take off the compression that the name names."""
    name = container.name.lower()
    if name.endswith(".gz"):
        unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=container.stream))
        return container.opened_as(metered(unpacked, container.work))
    if name.endswith(".zst"):
        try:
            import zstandard
        except ImportError as error:
            raise ImportError(missing_extra("reading .zst", "zst")) from error
        reader = zstandard.ZstdDecompressor().stream_reader(
            container.stream, read_across_frames=True
        )
        return container.opened_as(metered(cast(Any, reader), container.work))
    return container


def remote_files(url: str, options: InputOptions) -> Iterator[str | Failure]:
    """Yield the URLs of the files that ``url`` names: itself, or those of the folder."""
    from detector.audit.inputs.walk import Filter

    try:
        system, path = filesystem().core.url_to_fs(url)
        if not system.isdir(path):
            yield url
            return
        chosen = Filter(options)
        base = path.rstrip("/") + "/"
        for found in sorted(system.find(path)):
            if chosen.takes_member(found.removeprefix(base)):
                yield system.unstrip_protocol(found)
    except ImportError as error:
        yield failure(url, "missing_library", str(error))
    except Exception as error:  # noqa: BLE001 - every file system raises its own
        yield failure(url, "unreadable", f"{type(error).__name__}: {error}")


def filesystem() -> Any:
    """Return fsspec. Raises ImportError that says how to get it."""
    try:
        import fsspec
    except ImportError as error:
        raise ImportError(missing_extra("reading URLs", "remote")) from error
    return fsspec
