"""Failures of reading: each says what is wrong, where, and what to do."""

from __future__ import annotations

import os
from pathlib import Path

from detector.findings import Failure
from detector.readers.parsing import clean
from detector.reading import SpecialFileError

STANDARD_INPUT = "-"


def failure(
    name: str, type: str, message: str, line: int | None = None, *, id: str | None = None
) -> Failure:
    shown = "standard input" if name == STANDARD_INPUT else name
    place = shown if line is None else f"{shown}, line {line}"
    if id is None:
        id = name if line is None else f"{name}:{line}"
    return Failure(id=id, path=name, type=type, message=f"{place}: {message}", line=line)


def unopened(path: str | Path, name: str, error: Exception) -> Failure:
    """Say what is wrong with a file that could not be opened or read; results call it ``name``."""
    if target := _link(path):
        message = f"this is a broken link, to “{target}”: fix or delete it"
        return failure(name, "broken_link", message)
    if isinstance(error, FileNotFoundError):
        return failure(name, "not_found", "the file does not exist: check the path")
    if isinstance(error, IsADirectoryError):
        message = "this is a folder: use “detector audit” or “detector check”, which read folders"
        return failure(name, "is_directory", message)
    if isinstance(error, SpecialFileError):
        return failure(name, "special_file", str(error.strerror))
    if isinstance(error, PermissionError):
        message = "permission denied: check the permissions of the file"
        return failure(name, "permission", message)
    reason = error.strerror if isinstance(error, OSError) else None
    return failure(name, "unreadable", f"could not be read: {reason or error}")


def out_of_memory(id: str, path: str | None, line: int | None = None) -> Failure:
    """Say that a text needs more memory than there is; the texts after it may need less."""
    return failure(path or id, "memory", "needs more memory than is available", line, id=id)


def _link(path: str | Path) -> str:
    """Return where a link that leads nowhere, or round in a ring, points to; else nothing."""
    try:
        if Path(path).is_symlink() and not Path(path).exists():
            return clean(os.readlink(path))  # noqa: PTH115 - as it is written, not made a path
    except (OSError, ValueError):
        pass
    return ""


def only_audited(name: str, suffix: str) -> Failure:
    message = f"only “detector audit” reads {suffix} files: use it instead"
    return failure(name, "unsupported_format", message)


def many_articles(name: str) -> Failure:
    message = "JSON lines contain many articles: use “detector score” or “detector audit”"
    return failure(name, "many_articles", message)


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
        return failure(id, "too_large", message, line)
    named = id if line is None else f"{id}:{line}"
    return Failure(id=named, path=path, type="too_large", message=message, line=line)
