"""A summary in Markdown, for the page of a CI job."""

from __future__ import annotations

from typing import TextIO

from detector.escaping import markdown
from detector.findings import Failure, Severity, quantity
from detector.gate.issues import Checked, Issue, SkipReason

MAX_ROWS = 200  # a job's page takes one megabyte


class Summary:
    """A line with counts, and a table of the issues, errors first."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._checked = self._failing = self._templates = 0
        self._issues: list[Issue] = []
        self._unread: list[Failure] = []

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self._unread.append(result)
            return
        if result.skip_reason is SkipReason.TEMPLATE:
            self._templates += 1
            return
        self._checked += 1
        self._failing += result.fails
        self._issues.extend(result.shown)

    def close(self) -> None:
        write = self._stream.write
        fail = "fails" if self._failing == 1 else "fail"
        noun = "article" if self._checked == 1 else "articles"
        write(f"### detector: {self._failing} of {self._checked} {noun} {fail}\n\n")
        if self._templates:
            write(f"Skipped: {quantity(self._templates, 'template')}.\n\n")
        for failure in self._unread:
            write(f"- could not be read: {markdown(failure.message)}\n")
        if self._unread:
            write("\n")
        if self._issues:
            write("| location | severity | rule | message |\n| --- | --- | --- | --- |\n")
        ranked = sorted(self._issues, key=lambda i: (i.severity is not Severity.ERROR, i.order))
        for issue in ranked[:MAX_ROWS]:
            location = markdown(f"{issue.path}:{issue.line}:{issue.column}")
            severity, message = issue.severity.value, markdown(issue.message)
            write(f"| {location} | {severity} | {issue.rule} | {message} |\n")
        if len(ranked) > MAX_ROWS:
            write(f"\n{len(ranked) - MAX_ROWS} more not shown.\n")
        self._stream.flush()
