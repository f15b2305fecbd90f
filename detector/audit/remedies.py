"""What to do about an error of the file or the system that an audit's results are kept in."""

from __future__ import annotations

import sqlite3

from detector.audit.damage import error_code

_BUSY = "another audit of the same input is running; use --journal FOLDER for this one"
_FULL = "the disk is full; free some space and continue with --resume"
_READ_ONLY = "is not writable; set DETECTOR_CACHE to a writable folder"
_NO_FOLDER = "is a file, not a folder; choose another folder"
_DESCRIPTORS = "too many open files; raise the limit with ulimit -n"
# By SQLite's primary result code, or the system's.
_REMEDIES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EMFILE": _DESCRIPTORS,
    "ENFILE": _DESCRIPTORS,
    "EACCES": _READ_ONLY,
    "EPERM": _READ_ONLY,
    "EROFS": _READ_ONLY,
    "EEXIST": _NO_FOLDER,
    "ENOTDIR": _NO_FOLDER,
}


def remedy(error: sqlite3.Error | OSError) -> str:
    """Return what an error says, with the way out where one is known."""
    said = error.strerror if isinstance(error, OSError) else None
    return _REMEDIES.get(error_code(error), said or str(error))
