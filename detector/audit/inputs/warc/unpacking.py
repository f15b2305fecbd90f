"""The bytes of an archive, gzip members unpacked; where one is damaged, on at the next record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import Enum
from typing import IO

OPENING = b"WARC/"  # of a record
_GZIP = b"\x1f\x8b"
_MEMBER = b"\x1f\x8b\x08"
_READ = 1 << 16
_STEP = 16  # packed bytes that damaged data are unpacked by
_UNPACKED = 1 << 20  # bytes that one step unpacks at most
# Damage shows later than it is: the search for the next member begins this much before.
_KEPT = 1 << 20
_WINDOW = 1024  # packed bytes that show whether a member begins with a record
_LIBRARY = 16 + zlib.MAX_WBITS  # gzip


class Mark(Enum):
    """What is known of the place between two pieces of unpacked data."""

    RECORD = "a gzip member that begins with a record"
    LOST = "data are missing here"
    WHOLE = "an end with a checksum that is right"


def pieces(stream: IO[bytes]) -> Iterator[bytes | Mark]:
    """Yield the unpacked bytes of ``stream`` in order, with marks between them."""
    raw = _Raw(stream)
    if not raw.has(_GZIP):
        yield from iter(raw.take, b"")
        if raw.broken:
            yield Mark.LOST
        return
    yield from _at_records(_members(raw))


class _Raw:
    """The packed bytes, with those that were read last, to go back to."""

    def __init__(self, stream: IO[bytes]) -> None:
        # As much as there is: to ask for more fails where it is cut, and loses what was there.
        self._read = getattr(stream, "read1", stream.read)
        self.broken = False
        self.data = b""  # read and not yet taken
        self._kept = bytearray()  # taken since the member began
        self._from_start = True  # whether they reach back to its beginning
        self.more()

    def more(self) -> bool:
        """Read on; return whether there was anything."""
        try:
            found: bytes = self._read(_READ)
        except (EOFError, OSError, zlib.error):
            self.broken, found = True, b""
        self.data += found
        return bool(found)

    def has(self, opening: bytes) -> bool:
        while len(self.data) < len(opening) and self.more():
            pass
        return self.data.startswith(opening)

    def take(self) -> bytes:
        """Return what was read, or the next piece; empty at the end."""
        if not self.data:
            self.more()
        taken, self.data = self.data, b""
        self._kept += taken
        if len(self._kept) > 2 * _KEPT:
            del self._kept[:-_KEPT]
            self._from_start = False
        return taken

    def give_back(self, rest: bytes) -> None:
        """End the member: ``rest`` was taken and belongs to what follows."""
        self.data = rest + self.data
        self._kept.clear()
        self._from_start = True

    def skip_padding(self) -> bool:
        """Pass over zero bytes, as tapes have them; return whether anything follows."""
        while True:
            self.data = self.data.lstrip(b"\0")
            if self.data or not self.more():
                return bool(self.data)

    def find_member(self) -> bool:
        """Go to the next member that begins with a record; return whether there is one."""
        data = bytes(self._kept) + self.data
        at = 1 if self._from_start else 0
        self.give_back(b"")
        ended = False
        while True:
            at = data.find(_MEMBER, at)
            if at >= 0 and (ended or len(data) - at >= _WINDOW):
                if _begins_record(data[at : at + _WINDOW]):
                    self.data = data[at:]
                    return True
                at += 1
                continue
            self.data = b""
            if ended:
                return False
            data, at = data[at if at >= 0 else -len(_MEMBER) + 1 :], 0
            ended = not self.more()
            data += self.data


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_LIBRARY).decompress(packed, len(OPENING)) == OPENING
    except zlib.error:
        return False


def _members(raw: _Raw) -> Iterator[bytes | Mark]:
    """Yield the bytes of all members; a mark stands before each, and where one is damaged."""
    while raw.has(_GZIP):
        yield Mark.RECORD
        decoder = zlib.decompressobj(_LIBRARY)
        packed = raw.take()
        damaged = False
        while packed and not damaged:
            before = decoder.copy()
            try:
                unpacked = decoder.decompress(packed, _UNPACKED)
            except zlib.error:
                unpacked, damaged = _before_damage(before, packed), True
            yield unpacked
            packed = b"" if decoder.eof else decoder.unconsumed_tail or raw.take()
        if not damaged and decoder.eof:
            raw.give_back(decoder.unused_data)
            if not raw.skip_padding():
                yield Mark.LOST if raw.broken else Mark.WHOLE
                return
            if raw.has(_GZIP):
                continue
            yield Mark.WHOLE  # and behind it, bytes of no member
        yield Mark.LOST
        if not raw.find_member():
            return


def _before_damage(decoder: zlib._Decompress, packed: bytes) -> bytes:
    """Return what can be unpacked of damaged data: mostly the headers, which name the page."""
    parts = []
    try:
        for at in range(0, len(packed), _STEP):
            parts.append(decoder.decompress(packed[at : at + _STEP], _UNPACKED))
            if decoder.unconsumed_tail:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _at_records(found: Iterator[bytes | Mark]) -> Iterator[bytes | Mark]:
    """Keep the marks of those members alone that begin with a record: others go on with one."""
    opening: bytes | None = None
    for piece in found:
        if isinstance(piece, Mark):
            if opening is not None and piece is Mark.LOST:
                yield Mark.WHOLE  # the member before was
            if opening:
                yield opening
            opening = b"" if piece is Mark.RECORD else None
            if piece is not Mark.RECORD:
                yield piece
        elif opening is None:
            yield piece
        else:
            opening += piece
            if len(opening) >= len(OPENING):
                if opening.startswith(OPENING):
                    yield Mark.RECORD
                yield opening
                opening = None
    if opening:
        yield opening
