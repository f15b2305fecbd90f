"""Damage of what is kept between runs: it is noticed, and nothing damaged is taken for a result."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

SUM_BYTES = 8
DAMAGED_SUFFIX = ".damaged"


class DamagedError(Exception):
    """What was kept is not what was written."""


def sealed(key: bytes, kind: str, data: bytes) -> bytes:
    """Return ``data`` behind its checksum, which also covers what it is filed under."""
    return _sum(key, kind, data) + data


def unsealed(key: bytes, kind: str, found: object) -> bytes:
    """Return the data of ``sealed``. Raises DamagedError for anything else."""
    if isinstance(found, bytes):
        data = found[SUM_BYTES:]
        if found[:SUM_BYTES] == _sum(key, kind, data):
            return data
    raise DamagedError(kind)


def _sum(key: bytes, kind: str, data: bytes) -> bytes:
    digest = blake2b(key, digest_size=SUM_BYTES, person=kind.encode())
    digest.update(data)
    return digest.digest()


def set_aside(file: Path) -> Path:
    """Give a damaged database another name, which is returned; its logs go."""
    aside = file.with_name(f"{file.name}{DAMAGED_SUFFIX}")
    with suppress(FileNotFoundError):
        file.replace(aside)
    for suffix in ("-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
    return aside


# What SQLite says of a file whose bytes another than itself has changed; the rest is refused by
# the system. By extended code: a read that ends too early is a file that was cut off.
_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA,
        sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_INTERNAL,
    }
)  # fmt: skip


def is_damage(error: sqlite3.Error | OSError, *files: Path) -> bool:
    """Return whether ``error`` says that one of the databases ``files`` is damaged."""
    if isinstance(error, OSError):
        return False
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ:
        return True
    if error_code(error) == sqlite3.SQLITE_READONLY:  # by a number in the file, not by the system
        places = [place for file in files for place in (file.parent, file) if place.exists()]
        return all(os.access(place, os.W_OK) for place in places)
    return error_code(error) in _DAMAGE


def error_code(error: sqlite3.Error | OSError) -> int | str:
    """Return SQLite's primary result code, or the name of the system's error."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    # Extended codes have the primary one in their lowest byte.
    code = int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)) & 0xFF
    # Of a file that cannot be opened SQLite does not tell why: are there descriptors left?
    refused = _refusal() if code == sqlite3.SQLITE_CANTOPEN else None
    return error_code(refused) if refused else code


def _refusal() -> OSError | None:
    """Return the error of opening as many files as a database and its logs may need."""
    taken: list[int] = []
    try:
        taken.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(5))
    except OSError as error:
        return error
    finally:
        for number in taken:
            os.close(number)
    return None
