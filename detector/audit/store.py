"""Where an audit keeps what it has: results by content (journal and cache at once), pages in order.

Results are filed under a hash of the text, so nothing is scored twice: not on ``--resume``, not on
the next audit of the same site, not for two copies of a page. SQLite's write-ahead log keeps
everything that was committed through kill -9 and a full disk. What is kept from one run to the next
has checksums: a damaged result is forgotten, and scored again.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from detector.audit.damage import DamagedError, error_code, is_damage, sealed, set_aside, unsealed
from detector.audit.pages.dates import most_exact
from detector.audit.pages.facts import Facts
from detector.audit.pages.stated import name_date
from detector.audit.remedies import remedy
from detector.audit.workers.worker import Outcome
from detector.errors import DetectorError

Key = bytes

PATIENCE_S = 30.0  # for other audits that use the same results
_KINDS = ("body", "facts", "signatures", "source")
_COLUMNS = f"(key BLOB NOT NULL UNIQUE, {' BLOB NOT NULL, '.join(_KINDS)} BLOB NOT NULL)"
_RESULTS = f"CREATE TABLE IF NOT EXISTS results.results {_COLUMNS};"
_RUN = """
CREATE TABLE IF NOT EXISTS failures (key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT, folder TEXT NOT NULL, date TEXT,
    author TEXT, location TEXT, key BLOB NOT NULL);
"""
# A cast takes what damage made another type, or text that is no UTF-8, for what it is: bytes.
_PAGE = """
SELECT ordinal, id, path, folder, date, author, location, key,
    CAST(f.body AS BLOB), CAST(r.body AS BLOB), CAST(r.facts AS BLOB), {extra}
FROM pages LEFT JOIN results.results r USING (key) LEFT JOIN failures f USING (key)
"""
_SIGNATURES = "CAST(r.signatures AS BLOB)"


class PageRow(NamedTuple):
    """A page in the order of the input. ``facts`` is empty for one that could not be scored.

    ``location`` is where it is in a file of several texts: "line 17", "row 3", "entry 2".
    """

    ordinal: int
    id: str
    path: str | None
    folder: str
    date: str | None
    author: str | None
    body: bytes
    facts: bytes
    signatures: bytes
    location: str | None = None


def date_of(row: PageRow, facts: Facts | None) -> str | None:
    """Return the date of a page: what it states itself, what its data set or its address does.

    The first of them decides; a later one that is the same with its day is more exact.
    """
    return most_exact([facts.date if facts else None, row.date, name_date(row.id)])


class Store:
    """The run's file at ``run`` with the results' file at ``results`` attached to it.

    Used from several threads, one at a time. Raises DetectorError where a file cannot be
    opened or written, or another audit has ``run`` open, and DamagedStoreError where ``results``
    is no file that a store has written. A damaged ``run`` is set aside.
    """

    def __init__(self, run: Path, results: Path) -> None:
        self._lock = threading.Lock()
        self._run, self._results = run, results
        with self._explained():
            run.parent.mkdir(parents=True, exist_ok=True)
            results.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._open_run()
            except sqlite3.Error as error:
                if not is_damage(error, run):
                    raise
                set_aside(run)
                self._open_run()
            try:
                self._attach()
            except BaseException:
                self._connection.close()
                raise

    def _open_run(self) -> None:
        """Open the run's file. What is not kept is taken out before anything is written to it."""
        self._connection = connection = sqlite3.connect(
            self._run, check_same_thread=False, timeout=0.5, isolation_level=None
        )
        try:
            connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_RUN)
            found = connection.execute("SELECT key, CAST(body AS BLOB) FROM failures")
            kept = [row for row in found if _is_sound(row[0], ("failure",), row[1:])]
            if connection.execute("SELECT 1 FROM pages LIMIT 1").fetchone() or kept:
                connection.executescript("DROP TABLE pages; DROP TABLE failures; VACUUM;")
                connection.executescript(_RUN)
                connection.executemany("INSERT INTO failures VALUES (?,?)", kept)
        except BaseException:
            connection.close()
            raise

    def _attach(self) -> None:
        connection = self._connection
        # As bytes: a path need not be UTF-8, which a text would have to be.
        _patiently(connection, "ATTACH ? AS results", os.fsencode(self._results))
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000:.0f}")
        connection.execute("PRAGMA results.cell_size_check = ON")
        _patiently(connection, "PRAGMA results.journal_mode = WAL")
        connection.execute("PRAGMA results.synchronous = NORMAL")
        connection.executescript(_RESULTS)
        schema = connection.execute("SELECT sql FROM results.sqlite_master WHERE sql IS NOT NULL")
        if schema.fetchall() != [(f"CREATE TABLE results {_COLUMNS}",)]:
            raise DamagedError("schema")

    def begin(self, *, resume: bool) -> None:
        """Forget the pages of an earlier run, and its passing failures unless it is resumed."""
        with self._writing() as connection:
            connection.execute("DELETE FROM pages")
            if not resume:
                connection.execute("DELETE FROM failures")

    def known(self, keys: Sequence[Key]) -> set[Key]:
        """Return those of ``keys`` that have a sound result or a failure already.

        A damaged result is forgotten.
        """
        places = ",".join("?" * len(keys))
        columns = ", ".join(f"CAST({kind} AS BLOB)" for kind in _KINDS)
        results = f"SELECT key, {columns} FROM results.results WHERE key IN ({places})"  # noqa: S608
        failures = f"SELECT key FROM failures WHERE key IN ({places})"  # noqa: S608 - only "?"
        with self._lock, self._explained():
            known, damaged = set(), []
            for key, *columns_found in self._connection.execute(results, keys):
                if _is_sound(key, _KINDS, columns_found):
                    known.add(key)
                else:
                    damaged.append((key,))
            self._connection.executemany("DELETE FROM results.results WHERE key = ?", damaged)
            known.update(row[0] for row in self._connection.execute(failures, keys))
            return known

    def add_pages(
        self,
        rows: Sequence[tuple[int, str, str | None, str, str | None, str | None, str | None, Key]],
    ) -> None:
        with self._writing() as connection:
            connection.executemany("INSERT INTO pages VALUES (?,?,?,?,?,?,?,?)", rows)

    def add(self, outcomes: Sequence[tuple[Key, Outcome]]) -> None:
        """Keep outcomes for good. The first outcome of a key stays."""
        lasting = [
            (key, *(sealed(key, kind, getattr(outcome, kind)) for kind in _KINDS))
            for key, outcome in outcomes
            if outcome.lasting
        ]
        passing = [(key, sealed(key, "failure", o.body)) for key, o in outcomes if not o.lasting]
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO results.results VALUES (?,?,?,?,?)", lasting
            )
            connection.executemany("INSERT OR IGNORE INTO failures VALUES (?,?)", passing)

    def pages(self, *, signatures: bool = False, first: int = 0) -> Iterator[PageRow]:
        """Yield the pages from ``first`` on, in order.

        Raises DamagedStoreError where a page has no sound result any more.
        """
        query = _PAGE.format(extra=_SIGNATURES if signatures else "NULL")
        query += " WHERE ordinal >= ? ORDER BY ordinal LIMIT 500"
        while True:
            with self._lock, self._explained():
                found = self._connection.execute(query, (first,)).fetchall()
                rows = [_page_row(row, signatures=signatures) for row in found]
                if [row.ordinal for row in rows] != [*range(first, first + len(rows))]:
                    raise DamagedError("pages")
            yield from rows
            if not rows:
                return
            first += len(rows)

    def page(self, ordinal: int) -> PageRow:
        """Return one page. Raises KeyError where there is none; else as ``pages``."""
        query = _PAGE.format(extra=_SIGNATURES) + " WHERE ordinal = ?"
        with self._lock, self._explained():
            row = self._connection.execute(query, (ordinal,)).fetchone()
            if row is not None:
                return _page_row(row, signatures=True)
        raise KeyError(ordinal)

    def source(self, ordinal: int) -> bytes:
        """Return the deflated text of a page, empty where it was not kept; else as ``pages``."""
        query = (
            "SELECT key, CAST(r.source AS BLOB) FROM pages "
            "LEFT JOIN results.results r USING (key) WHERE ordinal = ?"
        )
        with self._lock, self._explained():
            row = self._connection.execute(query, (ordinal,)).fetchone()
            return unsealed(row[0], "source", row[1]) if row and row[1] is not None else b""

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._explained():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn errors into ones that say what to do."""
        try:
            yield
        except (sqlite3.Error, OSError, DamagedError) as error:
            if isinstance(error, DamagedError) or is_damage(error, self._run, self._results):
                raise DamagedStoreError(
                    f"{self._results}: the results are damaged: delete the file and audit again"
                ) from error
            raise DetectorError(f"{self._run.parent}: {remedy(error)}") from error


class DamagedStoreError(DetectorError):
    """The file of the results is not what stores have written; no result of it can be relied on."""


def _patiently(connection: sqlite3.Connection, statement: str, *values: bytes) -> None:
    """Execute ``statement`` while another audit may do the same to a new file.

    SQLite does not wait where two want to change the journal: each could wait for the other.
    """
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection.execute(statement, values)
            return
        except sqlite3.OperationalError as error:
            if error_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _is_sound(key: Key, kinds: Sequence[str], found: Sequence[object]) -> bool:
    try:
        for kind, data in zip(kinds, found, strict=True):
            unsealed(key, kind, data)
    except DamagedError:
        return False
    return True


def _page_row(row: Sequence[Any], *, signatures: bool) -> PageRow:
    *place, location, key, failure, body, facts, signature = row
    if body is None:
        return PageRow._make((*place, unsealed(key, "failure", failure), b"", b"", location))
    found = unsealed(key, "body", body), unsealed(key, "facts", facts)
    signed = unsealed(key, "signatures", signature) if signatures else b""
    return PageRow._make((*place, *found, signed, location))
