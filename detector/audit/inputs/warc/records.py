"""The records of an archive, one after another, whatever is wrong with the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from detector.audit.inputs.warc.headers import fields_of
from detector.audit.inputs.warc.unpacking import OPENING, Mark, pieces

MAX_HEAD = 1 << 20  # bytes of a record's headers
_BLANKS = re.compile(rb"[\r\n \t]*+")
_END = b"\r\n\r\n"  # of a record
_NEXT = re.compile(rb"\nWARC/\d")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as the archive has it: ``fields`` by lower-case name, ``block`` its content.

    ``size`` is the content's in bytes; of more than the limit only the beginning is in ``block``.
    """

    fields: Mapping[str, str]
    block: bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A record that cannot be read; ``fields`` are those of its headers that are known."""

    fields: Mapping[str, str]
    message: str


def records(stream: IO[bytes], limit: int) -> Iterator[Record | Damage]:
    """Yield the records of ``stream``; of each at most ``limit`` bytes are kept in memory."""
    feed = _Feed(pieces(stream))
    while feed.begin():
        yield from _stretch(feed, limit)


_LOST = "the archive is damaged or truncated here: compress or crawl it again"
_CUT = "the archive is damaged or truncated: it ends within a record"
_NO_RECORD = "the archive contains bytes here that are not a WARC record"
_LENGTH = "the Content-Length of the WARC record is wrong or missing"


def _stretch(feed: _Feed, limit: int) -> Iterator[Record | Damage]:
    """Yield the records up to the next place where data are missing, or where a member begins."""
    found: Record | Damage | None = None
    while feed.skip_blank():
        if feed.starts(OPENING):
            found = _record(feed, limit)
        else:
            found = Damage(fields={}, message=_NO_RECORD)
            feed.find_record()
        yield found
    if feed.lost and not isinstance(found, Damage):
        yield Damage(fields={}, message=_LOST)


def _record(feed: _Feed, limit: int) -> Record | Damage:
    head = feed.head()
    fields = fields_of(head)
    stated = fields.get("content-length", "")
    if not feed.starts_content or not stated.isdecimal():
        ended = feed.ended
        feed.find_record()
        message = _LENGTH if not ended or stated else _LOST if feed.lost else _CUT
        return Damage(fields=fields, message=message)
    size = int(stated)
    block, left = feed.take(size, limit)
    if not left and feed.ends_record():
        return Record(fields=fields, block=block, size=size)
    # Too great a length swallowed records; after too small a one the rest of the content comes.
    inside = _NEXT.search(block)
    if inside:
        feed.give_back(block[inside.start() + 1 :])
        return Damage(fields=fields, message=_LENGTH)
    if not feed.skip_blank():
        return Damage(fields=fields, message=_LOST if feed.lost else _CUT)
    feed.find_record()
    return Damage(fields=fields, message=_LENGTH)


class _Feed:
    """The bytes of one stretch of the archive: up to lost data, a new member's record, the end."""

    def __init__(self, found: Iterator[bytes | Mark]) -> None:
        self._pieces = found
        self._data = bytearray()
        self._finished = False
        self._verified = False  # whether a checksum says that all is there
        self.ended = True  # no more bytes come in this stretch
        self.lost = False
        self.starts_content = False

    def begin(self) -> bool:
        """Begin the next stretch; return False at the end of the archive."""
        self._data.clear()
        self.ended = self.lost = self._verified = False
        return not self._finished

    def _more(self) -> bool:
        if self.ended:
            return False
        piece = next(self._pieces, None)
        if isinstance(piece, bytes):
            self._data += piece
            return True
        self.ended = True
        self.lost = piece is Mark.LOST
        self._verified = piece in (Mark.RECORD, Mark.WHOLE)
        self._finished = piece is None
        return False

    def _has(self, size: int) -> bool:
        while len(self._data) < size:
            if not self._more():
                return False
        return True

    def skip_blank(self) -> bool:
        """Pass over the blank lines that come; return whether anything follows."""
        while True:
            blank = _BLANKS.match(self._data)
            del self._data[: blank.end() if blank else 0]
            if self._data:
                return True
            if not self._more():
                return False

    def starts(self, opening: bytes) -> bool:
        self._has(len(opening))
        return self._data.startswith(opening)

    def head(self) -> bytes:
        """Take the lines up to a blank one; ``starts_content`` says whether there is one."""
        searched = 0
        while True:
            found = _HEAD_END.search(self._data, max(searched - 3, 0))
            self.starts_content = found is not None
            end = found.end() if found else len(self._data)
            searched = len(self._data)
            if found or searched > MAX_HEAD or not self._more():
                head = bytes(self._data[:end])
                del self._data[:end]
                return head

    def take(self, size: int, limit: int) -> tuple[bytes, int]:
        """Take ``size`` bytes, keep ``limit`` of them; return them and how many were missing."""
        kept = min(size, limit)
        self._has(kept)
        block = bytes(self._data[:kept])
        del self._data[:kept]
        left = size - len(block)
        while left and len(block) == kept and (self._data or self._more()):
            passed = min(left, len(self._data))
            del self._data[:passed]
            left -= passed
        return block, left

    def ends_record(self) -> bool:
        """Return whether the blank lines come that end a record, or the end that stands for them.

        In a gzip member a checksum follows them, which must be right.
        """
        more = self._has(len(_END) + 1)
        if self.lost and not more:
            return False
        after = bytes(self._data[: 2 * len(_END)])
        if after.startswith((_END, b"\n\n")) or after.strip().startswith(OPENING):
            return True
        return self._verified and not more and not after.strip()

    def give_back(self, data: bytes) -> None:
        self._data[:0] = data

    def find_record(self) -> None:
        """Go on to what looks like the beginning of a record, or to the end of the stretch."""
        while True:
            found = _NEXT.search(self._data)
            if found:
                del self._data[: found.start() + 1]
                return
            del self._data[: max(len(self._data) - len(OPENING) - 1, 0)]
            if not self._more():
                self._data.clear()
                return
