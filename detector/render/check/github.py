"""Workflow commands of GitHub Actions: each issue becomes an annotation in the pull request.

Source: GitHub documentation, "Workflow commands for GitHub Actions"; the escapes are those of
``@actions/core``.
"""

from __future__ import annotations

from typing import TextIO

from detector.escaping import workflow_command, workflow_property
from detector.findings import Failure, Severity
from detector.gate.issues import Checked, Issue

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHub:
    """One workflow command per issue."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            place = f" file={workflow_property(result.path)}" if result.path else ""
            self._stream.write(f"::error{place}::{workflow_command(result.message)}\n")
            return
        for issue in result.shown:
            self._stream.write(_command(issue) + "\n")

    def close(self) -> None:
        self._stream.flush()


def _command(issue: Issue) -> str:
    properties = {
        "file": issue.path,
        "line": str(issue.line),
        "endLine": str(issue.end_line),
        "title": f"detector: {issue.rule}",
    }
    # GitHub takes columns only of ranges within one line.
    if issue.line == issue.end_line:
        properties["col"] = str(issue.column)
        properties["endColumn"] = str(max(issue.end_column - 1, issue.column))
    listed = ",".join(f"{name}={workflow_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[issue.severity]} {listed}::{workflow_command(issue.message)}"
