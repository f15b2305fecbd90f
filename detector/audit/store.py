"""Where an audit keeps what it has: results by content (journal and cache at once), pages in order.

Results are filed under a hash of the text, so nothing is scored twice: not on ``--resume``, not on
the next audit of the same site, not for two copies of a page. SQLite's write-ahead log keeps
everything that was committed through kill -9 and a full disk.
"""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from detector.audit.pages.dates import most_exact
from detector.audit.pages.facts import Facts
from detector.audit.pages.stated import name_date
from detector.audit.workers.worker import Outcome
from detector.errors import DetectorError

Key = bytes

_RESULTS = """
CREATE TABLE IF NOT EXISTS results.results (
    key BLOB NOT NULL UNIQUE, body BLOB NOT NULL, facts BLOB NOT NULL, signatures BLOB NOT NULL,
    source BLOB NOT NULL);
"""
_RUN = """
CREATE TABLE IF NOT EXISTS failures (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT, folder TEXT NOT NULL, date TEXT,
    author TEXT, key BLOB NOT NULL);
"""
_PAGE = """
SELECT ordinal, id, path, folder, date, author,
    ifnull(r.body, f.body), ifnull(r.facts, x''), {extra}
FROM pages LEFT JOIN results.results r USING (key) LEFT JOIN failures f USING (key)
"""


class PageRow(NamedTuple):
    """A page in the order of the input. ``facts`` is empty for one that could not be scored."""

    ordinal: int
    id: str
    path: str | None
    folder: str
    date: str | None
    author: str | None
    body: bytes
    facts: bytes
    signatures: bytes


def date_of(row: PageRow, facts: Facts | None) -> str | None:
    """Return the date of a page: what it states itself, what its data set or its address does.

    The first of them decides; a later one that is the same with its day is more exact.
    """
    return most_exact([facts.date if facts else None, row.date, name_date(row.id)])


class Store:
    """The run's file at ``run`` with the results' file at ``results`` attached to it.

    Used from several threads, one at a time. Raises DetectorError where a file cannot be
    opened or written, or another audit has ``run`` open.
    """

    def __init__(self, run: Path, results: Path) -> None:
        self._lock = threading.Lock()
        with _explained(run):
            run.parent.mkdir(parents=True, exist_ok=True)
            results.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                run, check_same_thread=False, timeout=0.5, isolation_level=None
            )
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.executescript(_RUN)
            self._connection.execute("ATTACH ? AS results", (str(results),))
            self._connection.execute("PRAGMA results.locking_mode = NORMAL")
            self._connection.execute("PRAGMA results.journal_mode = WAL")
            self._connection.execute("PRAGMA results.synchronous = NORMAL")
            self._connection.execute("PRAGMA busy_timeout = 30000")
            self._connection.executescript(_RESULTS)
        self._run = run

    def begin(self, *, resume: bool) -> None:
        """Forget the pages of an earlier run, and its passing failures unless it is resumed."""
        with self._writing() as connection:
            connection.execute("DELETE FROM pages")
            if not resume:
                connection.execute("DELETE FROM failures")

    def known(self, keys: Sequence[Key]) -> set[Key]:
        """Return those of ``keys`` that have a result or a failure already."""
        places = ",".join("?" * len(keys))
        query = (
            f"SELECT key FROM results.results WHERE key IN ({places}) "  # noqa: S608 - only "?"
            f"UNION ALL SELECT key FROM failures WHERE key IN ({places})"
        )
        with self._lock, _explained(self._run):
            return {row[0] for row in self._connection.execute(query, (*keys, *keys))}

    def add_pages(
        self, rows: Sequence[tuple[int, str, str | None, str, str | None, str | None, Key]]
    ) -> None:
        with self._writing() as connection:
            connection.executemany("INSERT INTO pages VALUES (?,?,?,?,?,?,?)", rows)

    def add(self, outcomes: Sequence[tuple[Key, Outcome]]) -> None:
        """Keep outcomes for good. The first outcome of a key stays."""
        lasting = [
            (key, o.body, o.facts, o.signatures, o.source) for key, o in outcomes if o.lasting
        ]
        passing = [(key, o.body) for key, o in outcomes if not o.lasting]
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO results.results VALUES (?,?,?,?,?)", lasting
            )
            connection.executemany("INSERT OR IGNORE INTO failures VALUES (?,?)", passing)

    def pages(self, *, signatures: bool = False, first: int = 0) -> Iterator[PageRow]:
        """Yield the pages from ``first`` on, in order."""
        query = _PAGE.format(extra="ifnull(r.signatures, x'')" if signatures else "x''")
        query += " WHERE ordinal >= ? ORDER BY ordinal LIMIT 500"
        while True:
            with self._lock, _explained(self._run):
                rows = self._connection.execute(query, (first,)).fetchall()
            yield from map(PageRow._make, rows)
            if not rows:
                return
            first = rows[-1][0] + 1

    def page(self, ordinal: int) -> PageRow:
        """Return one page. Raises KeyError where there is none."""
        query = _PAGE.format(extra="ifnull(r.signatures, x'')") + " WHERE ordinal = ?"
        with self._lock, _explained(self._run):
            row = self._connection.execute(query, (ordinal,)).fetchone()
        if row is None:
            raise KeyError(ordinal)
        return PageRow._make(row)

    def source(self, ordinal: int) -> bytes:
        """Return the deflated text of a page, empty where it was not kept."""
        query = (
            "SELECT ifnull(r.source, x'') FROM pages LEFT JOIN results.results r USING (key) "
            "WHERE ordinal = ?"
        )
        with self._lock, _explained(self._run):
            row = self._connection.execute(query, (ordinal,)).fetchone()
        return bytes(row[0]) if row else b""

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(self._run):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()


@contextmanager
def _explained(run: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that say what to do."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        message = _REMEDIES.get(_code(error), str(error))
        raise DetectorError(f"{run.parent}: {message}") from error


_BUSY = "another audit of the same input is running; use --journal FOLDER for this one"
_FULL = "the disk is full; free some space and continue with --resume"
_READ_ONLY = "is not writable; set DETECTOR_CACHE to a writable folder"
# By SQLite's primary result code, or the system's.
_REMEDIES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EACCES": _READ_ONLY,
    "EPERM": _READ_ONLY,
    "EROFS": _READ_ONLY,
}


def _code(error: sqlite3.Error | OSError) -> int | str:
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    # Extended codes have the primary one in their lowest byte.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)) & 0xFF
