"""The contract's records of checked articles, as JSON lines or as one array, in input order."""

from __future__ import annotations

from typing import TextIO

from detector.findings import Failure
from detector.gate.issues import Checked
from detector.render import MakeRenderer
from detector.render.records import JsonArray, JsonLines


class Records:
    """Passes the report of each result on to a renderer of reports."""

    def __init__(self, stream: TextIO, make: MakeRenderer) -> None:
        self._renderer = make(stream)

    def add(self, result: Checked | Failure) -> None:
        self._renderer.add(result.report if isinstance(result, Checked) else result)

    def close(self) -> None:
        self._renderer.close()


def checked_lines(stream: TextIO) -> Records:
    """One record per line."""
    return Records(stream, JsonLines)


def checked_array(stream: TextIO) -> Records:
    """One array of records."""
    return Records(stream, JsonArray)
