"""What reading one input may cost: time without a text, records, unpacked bytes, equal errors.

A container of a kilobyte can state a size of exabytes, unpack to gigabytes or hold millions of
records. Limits grow with the size of the file, so what an honest file holds is never cut off.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any, cast

from detector.findings import Failure
from detector.regex import lazy
from detector.text.source import Source

# Steps (records, lines, members) that any input may take, and beside them one for each byte: a
# record of a packed file takes more than a byte there, were it only for its end.
FREE_STEPS = 20_000
# Bytes that any input may unpack to, and beside them a thousand for each byte: deflate, which packs
# nearly all archives, cannot pack closer.
FREE_BYTES = 64 << 20
MAX_RATIO = 1000
# Reads behind the end of an archive: tarfile goes through what a header states, block by block.
MAX_ENDS = 100_000
# Records of one error in one input that are shown each by itself: a data set with some thousand bad
# lines has an error record in the place of each; millions are an attack.
MAX_EQUAL_ERRORS = 10_000
MAX_KINDS = 1000  # of errors that are told apart in one input
PIECE_BYTES = 1 << 16

_NUMBER = lazy(r"\d+")


class WorkLimitError(Exception):
    """An input costs more than an input of its size may; ``type`` is that of the error record."""

    def __init__(self, type: str, message: str) -> None:
        super().__init__(message)
        self.type = type


class Work:
    """What the reading of one input has cost so far.

    ``size`` is that of the file in bytes, None where it is not known: then only time is limited.
    ``seconds`` may pass without a text.
    """

    def __init__(self, size: int | None = None, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._steps = self._unpacked = self._ends = 0
        self._spent = 0.0  # since the last text, in earlier calls
        self._entered = time.monotonic()
        self._size = size
        self._most_steps = float("inf") if size is None else FREE_STEPS + size
        self.most_bytes = float("inf") if size is None else FREE_BYTES + MAX_RATIO * size

    def step(self) -> None:
        """Count a record, a line, or a member of an archive. Raises WorkLimitError."""
        self._steps += 1
        if self._steps > self._most_steps:
            raise WorkLimitError(
                "too_many_records",
                f"a file of {self._size:,} bytes cannot have this many records: reading stopped "
                f"after {self._steps - 1:,} records and lines",
            )

    def unpack(self, count: int) -> None:
        """Count unpacked bytes, and look at the clock. Raises WorkLimitError."""
        self._unpacked += count
        if self._unpacked > self.most_bytes:
            raise WorkLimitError(
                "too_large",
                f"states, or decompresses to, more than {MAX_RATIO:,} times its size: it is "
                "damaged, or a zip bomb; reading stopped",
            )
        self.check()

    def end(self) -> None:
        """Count a read behind the end, of which few are needed. Raises WorkLimitError."""
        self._ends += 1
        if self._ends > MAX_ENDS:
            raise WorkLimitError(
                "damaged",
                "the data are truncated or damaged: the file states more bytes than it has",
            )

    def check(self) -> None:
        """Raise WorkLimitError where no text came for too long."""
        if self._seconds is None:
            return
        if self._spent + time.monotonic() - self._entered > self._seconds:
            raise WorkLimitError(
                "time_limit",
                f"no text was found in {self._seconds:g} s of reading (--time-limit): "
                "reading stopped",
            )

    def limited(self, items: Iterator[Source | Failure], id: str) -> Iterator[Source | Failure]:
        """Yield ``items`` up to the limit, and then a Failure about the whole input ``id``."""
        try:
            while True:
                self._entered = time.monotonic()
                item = next(items, None)
                if item is None:
                    return
                self.step()
                if isinstance(item, Source):
                    self._spent = 0.0
                else:
                    self._spent += time.monotonic() - self._entered
                yield item
        except WorkLimitError as error:
            yield Failure(id=id, path=id, type=error.type, message=str(error))


class _Metered(io.RawIOBase):
    def __init__(self, stream: IO[bytes], work: Work) -> None:
        self._stream, self._work = stream, work
        # As much as there is: to ask for more fails where it is cut, and loses what was there.
        self._read = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._read(len(buffer))
        self._work.unpack(len(data))
        if not data:
            self._work.end()
        buffer[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def metered(stream: IO[bytes], work: Work) -> IO[bytes]:
    """Return ``stream``, whose unpacked bytes count as ``work``."""
    return cast(IO[bytes], io.BufferedReader(_Metered(stream, work), PIECE_BYTES))


@dataclass(slots=True)
class _Counted:
    count: int = 0
    last: Failure | None = None


def summarised(
    items: Iterator[Source | Failure], id: str, unit: str = "line"
) -> Iterator[Source | Failure]:
    """Yield ``items``; of very many equal errors the first, and one with the number of the rest.

    Errors are equal that differ in nothing but numbers: the line, say. The sum comes at the end,
    and calls each place a ``unit``.
    """
    found: dict[tuple[str, str], _Counted] = {}
    for item in items:
        if isinstance(item, Source):
            yield item
            continue
        key = item.type, _NUMBER.sub("0", _without_place(item))
        if key not in found and len(found) >= MAX_KINDS:
            key = item.type, ""
        counted = found.setdefault(key, _Counted())
        counted.count += item.count
        if counted.count <= MAX_EQUAL_ERRORS:
            yield item
        else:
            counted.last = item
    for counted in found.values():
        if counted.last is not None:
            yield _sum(counted, counted.last, id, unit)


def _sum(counted: _Counted, last: Failure, id: str, unit: str) -> Failure:
    more = counted.count - MAX_EQUAL_ERRORS
    where = f", the last in {unit} {last.line:,}" if last.line is not None else ""
    message = f"{more:,} more records have this error{where}: {_without_place(last)}"
    return replace(last, id=id, message=message, line=None, count=more)


def _without_place(item: Failure) -> str:
    return item.message.removeprefix(f"{item.path}, line {item.line}: ")
