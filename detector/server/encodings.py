"""Request bodies that were sent compressed, unpacked no further than a body may go."""

from __future__ import annotations

import zlib

from detector.server.problems import Problem

# By the names of HTTP. Deflate is meant to be in zlib's format; many clients send it bare.
_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_BARE = -zlib.MAX_WBITS
ACCEPTED = "gzip, deflate"


def unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """Return ``body`` without its Content-Encoding.

    Raises Problem: 415 for an encoding that is not known, 413 where more than ``limit`` bytes
    would come out, 400 for what is damaged.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return body
    if name in ("gzip", "x-gzip"):
        return _inflated(body, _GZIP, limit)
    if name == "deflate":
        return _inflated(body, _ZLIB if _is_zlib(body) else _BARE, limit)
    raise Problem(
        415,
        "unsupported_encoding",
        f"the Content-Encoding of a body may be {ACCEPTED.replace(', ', ' or ')}, once",
        headers={"Accept-Encoding": ACCEPTED},
    )


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    stream = zlib.decompressobj(window)
    try:
        data = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise _damaged() from error
    if len(data) > limit:
        raise Problem(413, "too_large", f"a request may have at most {limit} bytes, unpacked")
    # A row of empty streams would cost a copy of the rest for each: one body is one stream.
    if not stream.eof or stream.unused_data:
        raise _damaged()
    return data


def _is_zlib(body: bytes) -> bool:
    """Whether ``body`` begins with the two bytes of RFC 1950."""
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0


def _damaged() -> Problem:
    return Problem(400, "bad_encoding", "the body is not whole in the encoding that it claims")
