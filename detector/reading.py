"""Open files for reading: regular ones alone, and no more of them than was asked for.

What is read comes from others: a name in a tree may lead to a pipe that nobody writes to, to a
device that never ends, or to a file that the kernel makes while it is read.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from detector.regex import lazy

MAX_BYTES = 256 << 20  # of a file that is read whole, where nothing else is asked for
STEP = 1 << 20  # bytes of a file that has grown since it was opened
MAX_SETTINGS_BYTES = 4 << 20  # of a configuration, an ignore file, a list of keys

# Streams that the caller of the program opened for it: `detector score <(curl …)`.
_HANDED_OVER = lazy(r"/dev/stdin|(?:/dev|/proc/self)/fd/(\d{1,9})")
# To open a pipe waits for its writer but for O_NONBLOCK, which regular files do not heed.
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class SpecialFileError(OSError):
    """A pipe, a device, a socket, or a file whose content the system makes."""


class TooLargeError(OSError):
    """A file has more bytes than its kind may have."""


def open_regular(path: str | Path) -> BufferedReader:
    """Open a regular file for reading; links are followed.

    Streams that the caller handed over (``/dev/stdin``, ``/dev/fd/N``) are opened by these names.
    Raises SpecialFileError for what is no regular file, OSError.
    """
    name = os.fspath(path)
    if handed := _HANDED_OVER.fullmatch(name):
        # As it is: to open it by its name would wait for another writer.
        return open(os.dup(int(handed[1] or 0)), "rb")  # noqa: PTH123
    _check(os.stat(name), name)  # noqa: PTH116 - to open a device can move it
    stream = open(name, "rb", opener=_opened)  # noqa: SIM115 - Path.open takes no opener
    try:
        status = os.fstat(stream.fileno())
        _check(status, name)
        if status.st_size == 0 and os.read(stream.fileno(), 1):
            raise _special(name, "the system makes its content: copy it to a file first")
    except BlockingIOError as error:
        stream.close()
        raise _special(name, "the system makes its content: copy it to a file first") from error
    except BaseException:
        stream.close()
        raise
    return stream


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """Return what a regular file holds.

    Raises TooLargeError for more than ``limit`` bytes, SpecialFileError, OSError.
    """
    with open_regular(path) as stream:
        # Python sets aside what is asked for: of a small file with a high limit, hundreds of
        # megabytes. So one reading takes what the file says to hold, and others what is beyond.
        parts = [stream.read(min(os.fstat(stream.fileno()).st_size, limit) + 1)]
        held = len(parts[0])
        while parts[-1] and held <= limit:
            parts.append(stream.read(min(STEP, limit + 1 - held)))
            held += len(parts[-1])
    if held > limit:
        raise TooLargeError(errno.EFBIG, f"has more than {limit:,} bytes", os.fspath(path))
    return b"".join(parts) if len(parts) > 2 else parts[0]


def read_text(path: str | Path, limit: int = MAX_BYTES, errors: str = "strict") -> str:
    """Return the UTF-8 text of a regular file with ``\\n`` at the ends of its lines.

    A byte-order mark, which editors on Windows write, is no part of it. Raises
    UnicodeDecodeError unless ``errors`` says otherwise; else as ``read_bytes``.
    """
    text = read_bytes(path, limit).decode("utf-8-sig", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_file(path: str | Path) -> bool:
    """Return whether ``path`` leads to a regular file, as far as the user may see.

    Where pathlib raises, in a folder that may not be entered, the answer is no: to read the file
    then says what is wrong. So for ``is_folder`` and ``exists``.
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: str | Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: str | Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110


def is_there(path: Path) -> bool:
    """Return whether there is a file to read, or one whose reading says what is wrong with it:
    a link that leads nowhere, a file in a folder that may not be entered."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return path.is_symlink()
    except OSError:
        return True


def is_special(path: str | Path) -> bool:
    """Return whether ``path`` leads to something that is neither a regular file nor a folder."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - called for every file of a folder
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _opened(name: str, flags: int) -> int:
    return os.open(name, flags | _FLAGS)


def _check(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        if not os.access(name, os.R_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if not stat.S_ISREG(status.st_mode):
        raise _special(name, "this is a pipe or a device, not a file")


def _special(name: str, reason: str) -> SpecialFileError:
    return SpecialFileError(errno.EINVAL, reason, name)
