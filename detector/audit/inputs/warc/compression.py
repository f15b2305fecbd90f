"""Undo one content encoding of a body, up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from detector.errors import missing_extra

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_STEP = 256  # packed bytes of zstd at once: each can stand for ten thousand


class DamagedBodyError(Exception):
    """A body that cannot be read; ``type`` is the error record's."""

    def __init__(self, message: str, *, type: str = "damaged") -> None:
        super().__init__(message)
        self.type = type


@dataclass(frozen=True, slots=True)
class Unpacked:
    """``cut``: a part is missing. ``complete``: the encoding says that nothing is."""

    data: bytes
    cut: bool
    complete: bool = False


def kind_of(body: bytes) -> str | None:
    """Return the encoding that the first bytes show."""
    if body.startswith(_GZIP):
        return "gzip"
    return "zstd" if body.startswith(_ZSTD) else None


def unpack(body: bytes, kind: str, limit: int) -> Unpacked:
    """Undo the encoding ``kind``; no more than ``limit`` + 1 bytes are made.

    Raises DamagedBodyError for damaged data and encodings that nobody knows, ImportError that
    names the extra where a library is missing.
    """
    unpacker = _UNPACKERS.get(kind.removeprefix("x-"))
    if unpacker is None:
        shown = kind[:40]
        raise DamagedBodyError(f"the content encoding “{shown}” is not known", type="unsupported")
    found = unpacker(body, limit + 1)
    if found is None:
        raise DamagedBodyError(f"the {kind} data of the page are damaged: crawl it again")
    return found


def _inflate(body: bytes, limit: int, window: int) -> Unpacked | None:
    parts: list[bytes] = []
    room = limit
    while True:
        decoder = zlib.decompressobj(window)
        try:
            part = decoder.decompress(body, room)
        except zlib.error:
            # Bytes after the first member that are no member: browsers pass over them.
            return Unpacked(b"".join(parts), cut=False, complete=True) if parts else None
        parts.append(part)
        room -= len(part)
        if not decoder.eof or room <= 0:
            return Unpacked(b"".join(parts), cut=room > 0)
        body = decoder.unused_data
        if not body.startswith(_GZIP):
            return Unpacked(b"".join(parts), cut=False, complete=True)


def _gzip(body: bytes, limit: int) -> Unpacked | None:
    return _inflate(body, limit, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes, limit: int) -> Unpacked | None:
    """The standard means zlib's format; some servers send the bare data (RFC 9110, 8.4.1.2)."""
    return _inflate(body, limit, zlib.MAX_WBITS) or _inflate(body, limit, -zlib.MAX_WBITS)


def _brotli(body: bytes, limit: int) -> Unpacked | None:
    try:
        import brotli
    except ImportError as error:
        raise ImportError(missing_extra("reading brotli", "warc")) from error
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    room = limit
    try:
        while room > 0 and not decoder.is_finished():
            part: bytes = decoder.process(body, output_buffer_limit=room)
            body = b""
            parts.append(part)
            room -= len(part)
            if not part and decoder.can_accept_more_data():
                break
    except brotli.error:
        return None
    done = decoder.is_finished()
    return Unpacked(b"".join(parts), cut=room > 0 and not done, complete=done)


def _zstd(body: bytes, limit: int) -> Unpacked | None:
    try:
        import zstandard
    except ImportError as error:
        raise ImportError(missing_extra("reading zstd", "warc")) from error
    decoder = zstandard.ZstdDecompressor().decompressobj()
    parts: list[bytes] = []
    room = limit
    try:
        for at in range(0, len(body), _STEP):
            part = decoder.decompress(body[at : at + _STEP])
            parts.append(part[:room])
            room -= len(part)
            if decoder.eof or room <= 0:
                break
    except zstandard.ZstdError:
        return None
    return Unpacked(b"".join(parts), cut=room > 0 and not decoder.eof, complete=decoder.eof)


_UNPACKERS: dict[str, Callable[[bytes, int], Unpacked | None]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
