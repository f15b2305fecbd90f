"""The files of a shard's results, and the mark that says that they are whole and what they hold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, cast

from detector.audit.damage import DamagedError
from detector.reading import open_regular

_PIECE = 1 << 20
_CHECKSUM = "checksum"  # of the rest of the mark


def mark_of(out: str, stem: str) -> dict[str, Any]:
    """Return the mark of the shard ``stem``, all of whose results are as they were written.

    Raises FileNotFoundError where there is no mark, DamagedError where it or a result is damaged.
    """
    with opened(out, f"{stem}.done.json", "rb") as stream:
        body = stream.read()
    try:
        mark: dict[str, Any] = json.loads(body)
        stated = mark.pop(_CHECKSUM)
        files: dict[str, str] = mark["files"]
        if stated != _sum(mark):
            raise DamagedError(stem)
        for name, digest in files.items():
            if _digest(out, name) != digest:
                raise DamagedError(name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise DamagedError(stem) from error
    return mark


def write_mark(out: str, stem: str, mark: dict[str, Any]) -> None:
    """Write a mark whole or not at all; an object store does so by itself."""
    name = f"{stem}.done.json"
    draft = name if "://" in out else f".{name}.part"
    with opened(out, draft, "wb") as stream:
        stream.write(json.dumps({**mark, _CHECKSUM: _sum(mark)}).encode())
    if draft != name:
        Path(out, draft).replace(Path(out, name))


@contextmanager
def packed(out: str, name: str, digests: dict[str, str]) -> Iterator[gzip.GzipFile]:
    """Open the gzip file ``name`` for writing; ``digests`` gets the SHA-256 of its bytes."""
    with ExitStack() as stack:
        stream = _Digested(stack.enter_context(opened(out, name, "wb")))
        file = cast(IO[bytes], stream)
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as lines:
            yield lines
        digests[name] = stream.digest.hexdigest()


class _Digested:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()


@contextmanager
def opened(out: str, name: str, mode: str) -> Iterator[IO[bytes]]:
    """Open the file ``name`` of the folder or URL ``out``."""
    path = f"{out.rstrip('/')}/{name}"
    if "://" not in path:
        with open_regular(path) if mode == "rb" else Path(path).open(mode) as file:
            yield cast(IO[bytes], file)
        return
    from detector.audit.inputs.opening import filesystem

    with filesystem().open(path, mode) as stream:
        yield stream


def _digest(out: str, name: str) -> str:
    digest = sha256()
    with opened(out, name, "rb") as stream:
        while data := stream.read(_PIECE):
            digest.update(data)
    return digest.hexdigest()


def _sum(mark: dict[str, Any]) -> str:
    return sha256(json.dumps(mark, sort_keys=True).encode()).hexdigest()[:16]
