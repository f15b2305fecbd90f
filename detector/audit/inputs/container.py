"""What every reader of the table is given, and the helpers that they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO

from detector.findings import Failure
from detector.readers import ReadOptions
from detector.readers.bounds import Work

DEFAULT_READING_LIMIT_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class InputOptions(ReadOptions):
    """How to read, and what to take of a folder.

    ``include`` and ``exclude`` are patterns as in ``.gitignore``; ``changed_since`` is a git
    revision. With ``dates`` "git", a file that states no date has that of its first commit.
    Reading an input ends when it gives no text for ``reading_limit_s``.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    changed_since: str | None = None
    dates: str | None = None
    # No part of what tells a run from others: a run that is resumed may have another.
    reading_limit_s: float = field(default=DEFAULT_READING_LIMIT_S, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """An open file: ``name`` decides its reader, ``path`` goes into the results, ``id`` is the
    start of its texts' ids, ``site`` the generator that the files around it name, ``work`` what
    its reading costs."""

    stream: IO[bytes]
    name: str
    path: str
    id: str
    site: str | None = None
    work: Work = field(default_factory=Work)

    def opened_as(self, stream: IO[bytes]) -> Container:
        return replace(self, stream=stream)


def clean(name: str) -> str:
    """Return a file name as text that UTF-8 can hold, with slashes between folders."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text[2:] if text.startswith("./") else text


def failure(
    id: str, type: str, message: str, path: str | None = None, line: int | None = None
) -> Failure:
    return Failure(id=id, path=path or id, type=type, message=message, line=line)


def bounded_lines(stream: IO[bytes], limit: int, work: Work) -> Iterator[tuple[int, bytes | None]]:
    """Yield ``(number, line)``; a line longer than ``limit`` bytes is passed over and is None.

    Never holds more than ``limit`` bytes. Each line counts as ``work``.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        work.step()
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(limit + 1)) and not rest.endswith(b"\n"):
            work.check()
        yield number, None
