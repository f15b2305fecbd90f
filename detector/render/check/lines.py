"""One line per issue: ``path:line:column: severity rule message``, sorted."""

from __future__ import annotations

from typing import TextIO

from detector.escaping import visible
from detector.findings import Failure
from detector.gate.issues import Checked, Issue


class Lines:
    """Keeps the issues until the end, because they are sorted by path and location."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._issues: list[Issue] = []

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Checked):
            self._issues.extend(result.shown)

    def close(self) -> None:
        for issue in sorted(self._issues, key=lambda issue: issue.order):
            self._stream.write(line_of(issue) + "\n")
        self._stream.flush()


def line_of(issue: Issue) -> str:
    """Return the issue as one line, safe to show on a terminal."""
    place = f"{issue.path}:{issue.line}:{issue.column}"
    return visible(f"{place}: {issue.severity.value} {issue.rule} {issue.message}")
