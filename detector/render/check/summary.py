"""A summary in Markdown, for the page of a CI job."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import TextIO
from urllib.parse import quote

from detector.escaping import markdown
from detector.findings import Failure, Severity
from detector.gate.issues import Checked, Issue
from detector.gate.tally import Tally

MAX_ROWS = 200  # a job's page takes one megabyte


class Summary:
    """A line with counts, and a table of the issues, the most serious first.

    ``tally`` has counted, when the summary is written, all that the run has met. In a job of
    GitHub's each location is a link to its line.
    """

    def __init__(self, stream: TextIO, tally: Tally | None = None) -> None:
        self._stream = stream
        self._counted = Tally()
        self._tally = tally or self._counted
        self._issues: list[Issue] = []
        self._unread: list[Failure] = []
        self._sources = _sources(os.environ)

    def add(self, result: Checked | Failure) -> None:
        self._counted.add(result)
        if isinstance(result, Failure):
            self._unread.append(result)
        else:
            self._issues.extend(result.shown)

    def close(self) -> None:
        write, tally = self._stream.write, self._tally
        fail = "fails" if tally.failing == 1 else "fail"
        noun = "article" if tally.checked == 1 else "articles"
        write(f"### detector: {tally.failing:,} of {tally.checked:,} {noun} {fail}\n\n")
        counts = [tally.outcomes(), *tally.others()]
        if said := "; ".join(part for part in counts if part):
            write(f"{said[0].upper()}{said[1:]}.\n\n")
        for failure in self._unread:
            write(f"- could not be read: {markdown(failure.message)}\n")
        if self._unread:
            write("\n")
        if self._issues:
            write("| location | severity | rule | message |\n| --- | --- | --- | --- |\n")
        ranked = sorted(self._issues, key=by_severity)
        for issue in ranked[:MAX_ROWS]:
            severity, message = issue.severity.value, markdown(issue.message)
            write(f"| {self._location(issue)} | {severity} | {issue.rule} | {message} |\n")
        if len(ranked) > MAX_ROWS:
            write(f"\n{len(ranked) - MAX_ROWS:,} more not shown.\n")
        self._stream.flush()

    def _location(self, issue: Issue) -> str:
        location = markdown(f"{issue.path}:{issue.line}:{issue.column}")
        if self._sources is None or PurePath(issue.path).is_absolute():
            return location
        # The rendered view of a Markdown file has no lines.
        return f"[{location}]({self._sources}/{quote(issue.path)}?plain=1#L{issue.line})"


def by_severity(issue: Issue) -> tuple[int, tuple[str, int, int, int, str, str]]:
    """Sort issues: the most serious first, then as they are located."""
    return list(Severity).index(issue.severity), issue.order


def _sources(environment: Mapping[str, str]) -> str | None:
    """Return the address of the sources that a job of GitHub's checks, or None elsewhere.

    Source: GitHub documentation, "Variables reference", default environment variables.
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    return f"{server}/{repository}/blob/{commit}" if server and repository and commit else None
