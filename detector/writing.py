"""Write files so that a fault loses nothing: what was there stays until all of the new is there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TextIO

from detector.errors import DetectorError

MAX_START_BYTES = 200  # of a name, where its file is to lie beside it under a longer one


@contextmanager
def refusal_reported(path: Path) -> Iterator[None]:
    """Raise DetectorError where the system refuses to write ``path`` in the block."""
    try:
        yield
    except OSError as error:
        raise DetectorError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Open ``path`` for writing; it changes only when the block ends well, then at once.

    The draft lies beside it under a name that nothing had before. A link stays a link, and the
    file keeps its mode. A pipe or a device is written as it is, and so is a file in a folder that
    takes no new ones. Raises OSError.
    """
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not os.access(path, os.W_OK):
        # Its folder would let another file take its place; its owner has said no.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if mode is not None and not stat.S_ISREG(mode):
        # By this name alone: what /dev/fd leads to may have none of its own.
        with path.open("wb") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    draft = target.with_name(
        f".{start_of_name(target.name)}.{os.getpid()}.{os.urandom(4).hex()}.part"
    )
    try:
        opened = draft.open("xb")
    except PermissionError:
        if mode is None:
            raise
        with target.open("wb") as stream:
            yield stream
        return
    try:
        with opened as stream:
            if mode is not None:
                draft.chmod(stat.S_IMODE(mode))
            yield stream
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def start_of_name(name: str) -> str:
    """Return as much of ``name`` as leaves room for more: most systems take 255 bytes."""
    while len(os.fsencode(name)) > MAX_START_BYTES:
        name = name[:-1]
    return name


def discard(stream: TextIO) -> None:
    """Let what is still written to ``stream`` go nowhere: its reader has gone away.

    Else Python complains when it flushes what is left at exit.
    """
    with suppress(OSError, ValueError):  # it may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of what ``path`` holds, all or nothing. Raises OSError."""
    with whole(path) as stream:
        stream.write(data)
