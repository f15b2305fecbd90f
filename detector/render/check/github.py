"""Workflow commands of GitHub Actions: each issue becomes an annotation in the pull request.

Source: GitHub documentation, "Workflow commands for GitHub Actions"; the escapes are those of
``@actions/core``.
"""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from detector.escaping import visible, workflow_command, workflow_property
from detector.findings import Failure, Severity, quantity
from detector.gate.issues import Checked, Issue
from detector.render.check.lines import line_of
from detector.render.check.summary import by_severity

MAX_PER_STEP = 10  # annotations of one level

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHub:
    """One workflow command per issue, the most serious first, as many as GitHub shows.

    GitHub shows ten errors, ten warnings and ten notices of a step, and fifty annotations of a
    job; it drops the others without a word. They are lines of the log here, in a group.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._issues: list[Issue] = []
        self._unread: list[Failure] = []

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._unread.append(result)
        else:
            self._issues.extend(result.shown)

    def close(self) -> None:
        room = Counter(dict.fromkeys(Severity, MAX_PER_STEP))
        rest = [visible(failure.message) for failure in self._unread[MAX_PER_STEP:]]
        for failure in self._unread[:MAX_PER_STEP]:
            room[Severity.ERROR] -= 1
            self._stream.write(_unread(failure))
        for issue in sorted(self._issues, key=by_severity):
            if room[issue.severity] > 0:
                room[issue.severity] -= 1
                self._stream.write(_command(issue) + "\n")
            else:
                rest.append(line_of(issue))
        if rest:
            self._stream.write(
                f"::group::detector: {quantity(len(rest), 'more finding')}, beyond what GitHub "
                "shows as annotations\n"
            )
            self._stream.writelines(f"{_plain(line)}\n" for line in rest)
            self._stream.write("::endgroup::\n")
        self._stream.flush()


def _unread(failure: Failure) -> str:
    place = f" file={workflow_property(failure.path)}" if failure.path else ""
    return f"::error{place}::{workflow_command(failure.message)}\n"


def _plain(line: str) -> str:
    """Return a line of the log that is no command, whatever the name of a file is."""
    line = line.replace("##[", "## [")
    return f"- {line}" if line.lstrip().startswith("::") else line


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
