"""GitLab's code quality report: an array of issues that the merge request shows.

Source: GitLab documentation, "Code Quality: implement a custom tool".
"""

from __future__ import annotations

from typing import TextIO

from detector.escaping import to_json
from detector.findings import Failure, Severity
from detector.gate.issues import Checked

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLab:
    """One array; an unreadable file is an entry of severity ``blocker``."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._separator = "["

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._write("unreadable", result.message, "blocker", result.id, result.path or "", 1)
            return
        for issue in result.shown:
            severity = _SEVERITIES[issue.severity]
            where = (issue.path, issue.line)
            self._write(issue.rule, issue.message, severity, issue.fingerprint, *where)

    def close(self) -> None:
        self._stream.write("[]\n" if self._separator == "[" else "\n]\n")
        self._stream.flush()

    def _write(
        self, rule: str, message: str, severity: str, fingerprint: str, path: str, line: int
    ) -> None:
        record = {
            "description": message,
            "check_name": rule,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {"path": path, "lines": {"begin": line}},
        }
        self._stream.write(f"{self._separator}\n{to_json(record)}")
        self._separator = ","
