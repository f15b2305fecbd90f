"""Reviewdog's diagnostic format, which posts issues as review comments on many services.

Source: reviewdog, ``proto/rdf/reviewdog.proto``: columns count UTF-8 bytes, ends are exclusive.
"""

from __future__ import annotations

from typing import Any, TextIO

from detector.escaping import to_json
from detector.findings import Failure, Severity
from detector.gate.issues import Checked, Issue

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


class RdJson:
    """One object with all diagnostics."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._separator = ""
        stream.write('{"source": {"name": "detector"}, "diagnostics": [')

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._write(
                {
                    "message": result.message,
                    "location": {"path": result.path or result.id},
                    "severity": "ERROR",
                    "code": {"value": "unreadable"},
                }
            )
            return
        for issue in result.shown:
            self._write(_diagnostic(issue))

    def close(self) -> None:
        self._stream.write("\n]}\n")
        self._stream.flush()

    def _write(self, record: dict[str, Any]) -> None:
        self._stream.write(f"{self._separator}\n{to_json(record)}")
        self._separator = ","


def _diagnostic(issue: Issue) -> dict[str, Any]:
    span: dict[str, Any] = {"start": {"line": issue.line, "column": issue.byte_column}}
    if issue.end > issue.start:
        span["end"] = {"line": issue.end_line, "column": issue.end_byte_column}
    return {
        "message": issue.message,
        "location": {"path": issue.path, "range": span},
        "severity": _SEVERITIES[issue.severity],
        "code": {"value": issue.rule},
    }
