"""JSON of an audit: the contract's records, and the site findings as one object."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from detector.render.audit.audits import dump, site_json

if TYPE_CHECKING:
    from detector.audit import AuditResult


def write_jsonl(result: AuditResult, stream: IO[bytes]) -> None:
    """Write one record per line."""
    for page in result.pages():
        stream.write(page.line + b"\n")


def write_json(result: AuditResult, stream: IO[bytes]) -> None:
    """Write one array of records."""
    separator = b"["
    for page in result.pages():
        stream.write(separator + b"\n" + page.line)
        separator = b","
    stream.write(b"[]\n" if separator == b"[" else b"\n]\n")


def write_site(result: AuditResult, stream: IO[bytes]) -> None:
    """Write the totals and the site findings."""
    stream.write(dump(site_json(result)))
