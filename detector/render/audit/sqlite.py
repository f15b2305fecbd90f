"""SQLite: pages, their findings and the site findings, for queries."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from detector.findings import SCHEMA
from detector.render.audit.rows import COLUMNS, row_of

if TYPE_CHECKING:
    from detector.audit import AuditResult

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
_PAGES = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in COLUMNS.items())
_TABLES = f"""
CREATE TABLE pages (page INTEGER PRIMARY KEY, {_PAGES});
CREATE TABLE findings (
    page INTEGER REFERENCES pages, rule TEXT, family TEXT, severity TEXT, message TEXT,
    line INTEGER, "column" INTEGER, start INTEGER, "end" INTEGER, evidence TEXT, count INTEGER);
CREATE TABLE site_findings (
    finding INTEGER PRIMARY KEY, kind TEXT, severity TEXT, message TEXT, count INTEGER);
CREATE TABLE site_finding_pages (finding INTEGER REFERENCES site_findings, page INTEGER);
PRAGMA user_version = {SCHEMA};
"""
_INDEXES = """
CREATE INDEX findings_page ON findings (page);
CREATE INDEX findings_rule ON findings (rule);
CREATE INDEX pages_verdict ON pages (verdict);
CREATE INDEX site_finding_pages_page ON site_finding_pages (page);
"""


def write(result: AuditResult, stream: IO[bytes]) -> None:
    """Build the database in a temporary file and copy it to ``stream``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "audit.sqlite"
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            connection.executescript(_TABLES)
            connection.execute("BEGIN")
            _fill(connection, result)
            connection.execute("COMMIT")
            connection.executescript(_INDEXES)
        finally:
            connection.close()
        with file.open("rb") as built:
            shutil.copyfileobj(built, stream)


def _fill(connection: sqlite3.Connection, result: AuditResult) -> None:
    places = ",".join("?" * (len(COLUMNS) + 1))
    for page in result.pages():
        row = (page.ordinal, *row_of(page).values())
        connection.execute(f"INSERT INTO pages VALUES ({places})", row)  # noqa: S608 - only "?"
        if page.facts and page.facts.rules:
            connection.executemany(
                "INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                _findings(page.ordinal, page.record["findings"]),
            )
    for number, finding in enumerate(result.findings):
        connection.execute(
            "INSERT INTO site_findings VALUES (?,?,?,?,?)",
            (number, finding.kind, finding.severity.value, finding.message, finding.count),
        )
        connection.executemany(
            "INSERT INTO site_finding_pages VALUES (?,?)",
            ((number, page) for page in finding.pages),
        )


def _findings(page: int, findings: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    names = (
        "rule", "family", "severity", "message", "line", "column", "start", "end", "evidence",
        "count",
    )  # fmt: skip
    for finding in findings:
        yield page, *(finding[name] for name in names)
