"""JSON and JSON lines: the records of the contract, each written as it comes."""

from __future__ import annotations

from typing import TextIO

from detector.escaping import to_json
from detector.findings import Failure, Report


def encode(result: Report | Failure) -> str:
    """Return one record as JSON on one line: the same bytes for the same result."""
    return to_json(result.to_json())


class JsonLines:
    """One record per line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, result: Report | Failure) -> None:
        self._stream.write(encode(result) + "\n")

    def close(self) -> None:
        self._stream.flush()


class JsonArray:
    """One array of records."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._separator = "["

    def add(self, result: Report | Failure) -> None:
        self._stream.write(f"{self._separator}\n{encode(result)}")
        self._separator = ","

    def close(self) -> None:
        self._stream.write("[]\n" if self._separator == "[" else "\n]\n")
        self._stream.flush()
