"""A summary in Markdown: what a CI job shows on its page."""

from __future__ import annotations

from typing import TextIO

from detector.findings import Failure, Severity
from detector.gate.issues import Checked, Issue
from detector.render.audit.markdown import literal

MAX_ROWS = 200  # a job's page takes one megabyte


class Summary:
    """A table of the issues, errors first, under one line that counts."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._checked = self._failing = 0
        self._issues: list[Issue] = []
        self._unread: list[Failure] = []

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._unread.append(result)
            return
        self._checked += 1
        self._failing += result.fails
        self._issues.extend(result.shown)

    def close(self) -> None:
        write = self._stream.write
        write(f"### detector: {self._failing} of {self._checked} articles fail\n\n")
        for failure in self._unread:
            write(f"- not read: {literal(failure.message)}\n")
        if self._unread:
            write("\n")
        if self._issues:
            write("| place | severity | rule | message |\n| --- | --- | --- | --- |\n")
        ranked = sorted(self._issues, key=lambda i: (i.severity is not Severity.ERROR, i.order))
        for issue in ranked[:MAX_ROWS]:
            place = literal(f"{issue.path}:{issue.line}:{issue.column}")
            write(
                f"| {place} | {issue.severity.value} | {issue.rule} | {literal(issue.message)} |\n"
            )
        if len(ranked) > MAX_ROWS:
            write(f"\n{len(ranked) - MAX_ROWS} more are left out.\n")
        self._stream.flush()
