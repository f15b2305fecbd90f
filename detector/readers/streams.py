"""Streams made of others: one whose head was read already, one in another encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any

PIECE_BYTES = 1 << 16


class _Pieces(io.RawIOBase):
    """A stream of the bytes of ``pieces``, which are taken one at a time."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = filter(None, pieces)
        self._piece = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._piece or next(self._pieces, b"")
        count = min(len(buffer), len(piece))
        buffer[:count] = piece[:count]
        self._piece = piece[count:]
        return count


def rejoined(head: bytes, stream: IO[bytes]) -> IO[bytes]:
    """Return ``stream`` with ``head``, which was read from it, put back before the rest."""
    return io.BufferedReader(_Pieces(chain((head,), _pieces(stream))), PIECE_BYTES)


def recoded(stream: IO[bytes], encoding: str) -> IO[bytes]:
    """Return ``stream``, whose text is in ``encoding``, in UTF-8.

    What is no text in ``encoding`` becomes bytes that are not UTF-8 either; nothing is raised.
    """
    return io.BufferedReader(_Pieces(_recoded(stream, encoding)), PIECE_BYTES)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    take = getattr(stream, "read1", stream.read)  # as much as there is: a pipe may be slow
    return iter(lambda: take(PIECE_BYTES), b"")


def _recoded(stream: IO[bytes], encoding: str) -> Iterator[bytes]:
    # A lone surrogate passes on as such, which is not UTF-8.
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    try:
        for piece in _pieces(stream):
            yield decoder.decode(piece).encode("utf-8", "surrogatepass")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield b"\xff"


def length(stream: IO[bytes]) -> int | None:
    """Return the bytes of a stream that is a plain file; None for others. Goes to its end."""
    plain = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
    return stream.seek(0, io.SEEK_END) if plain and stream.seekable() else None
