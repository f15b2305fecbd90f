"""Write files so that a fault loses nothing: what was there stays until all of the new is there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from detector.errors import DetectorError


@contextmanager
def refusal_told(path: Path) -> Iterator[None]:
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
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        # Its folder would let another file take its place; its owner has said no.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as stream:
            yield stream
        return
    draft = target.with_name(f".{target.name[:200]}.{os.getpid()}.{os.urandom(4).hex()}.part")
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


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of what ``path`` holds, all or nothing. Raises OSError."""
    with whole(path) as stream:
        stream.write(data)
