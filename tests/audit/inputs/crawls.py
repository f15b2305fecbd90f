"""Crawls for the tests, made with warcio: sound pages, and pages broken in ten ways."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-not-found, unused-ignore]
import zstandard
from warcio.warcwriter import WARCWriter

from tests.audit.inputs.reading import Found, read

SITE = "https://boats.example/"
LIMIT = 200_000


def page(number: int) -> bytes:
    said = f"Ferry {number} leaves at nine, and the café on the quay opens an hour before. " * 4
    return f"<html><body><h1>Ferry {number}</h1><p>{said}</p></body></html>".encode()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def response(
    body: bytes,
    *headers: tuple[str, str],
    status: str = "HTTP/1.1 200 OK",
    kind: str = "text/html; charset=utf-8",
    end: str = "\r\n",
) -> bytes:
    lines = [status, f"Content-Type: {kind}", *(f"{name}: {value}" for name, value in headers)]
    return (end.join(lines) + end * 2).encode() + body


def record(
    block: bytes,
    url: str,
    kind: str = "response",
    type: str = "",
    *,
    packed: bool = True,
    **more: str,
) -> bytes:
    """Return one record as warcio writes it."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    # The library parses responses, and refuses those that are not as it expects.
    as_it_is = kind != "response" or not block.startswith(b"HTTP/1.")
    made = writer.create_warc_record(
        url,
        "metadata" if as_it_is else kind,
        payload=io.BytesIO(block),
        warc_content_type=type or "application/http; msgtype=response",
        warc_headers_dict={name.replace("_", "-"): value for name, value in more.items()},
    )
    made.rec_headers.replace_header("WARC-Type", kind)
    writer.write_record(made)
    return stream.getvalue()


def encoded(coding: str, body: bytes) -> bytes:
    return response(body, ("Content-Encoding", coding), ("Content-Length", str(len(body))))


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _member_damaged(number: int, url: str) -> bytes:
    packed = record(response(page(number)), url)
    return _flipped(packed, len(packed) - 6)  # in the checksum: the headers can be read


def _length_wrong(number: int, url: str) -> bytes:
    plain = record(response(page(number)), url, packed=False)
    size = str(len(response(page(number)))).encode()
    return gzip.compress(plain.replace(b"Content-Length: " + size, b"Content-Length: 99999"))


def _in_record(make: Callable[[bytes], bytes], number: int, url: str) -> bytes:
    return record(make(page(number)), url)


BROKEN: dict[str, Callable[[int, str], bytes]] = {
    "a damaged gzip member": _member_damaged,
    "a wrong record length": _length_wrong,
} | {
    name: partial(_in_record, make)
    for name, make in {
        "gzip cut off": lambda body: encoded("gzip", gzip.compress(body)[:-60]),
        "gzip damaged": lambda body: encoded("gzip", _flipped(gzip.compress(body), 40)),
        "brotli damaged": lambda body: encoded("br", b"\xff" + brotli.compress(body)[1:]),
        "zstd damaged": lambda body: encoded("zstd", _flipped(zstandard.compress(body), 20)),
        "chunks cut off": lambda body: response(
            chunked(body)[:200], ("Transfer-Encoding", "chunked")
        ),
        "chunks damaged": lambda body: response(
            chunked(body).replace(b"\r\n64;", b"\r\n32;", 1), ("Transfer-Encoding", "chunked")
        ),
        "a body cut off": lambda body: response(body[:-70], ("Content-Length", str(len(body)))),
        "a gzip bomb": lambda body: encoded("gzip", gzip.compress(body + bytes(2_000_000))),
    }.items()
}


def crawl(pages: int, broken: dict[str, Callable[[int, str], bytes]] = BROKEN) -> Iterator[bytes]:
    """Yield records, every tenth broken in one of the ways of ``broken``."""
    ways = list(broken.values())
    for number in range(pages):
        url = f"{SITE}{number}"
        if number % 10 == 4:
            yield ways[number // 10 % len(ways)](number, url)
        else:
            yield record(response(page(number)), url)


def write(path: Path, parts: Iterator[bytes] | list[bytes]) -> Path:
    path.write_bytes(b"".join(parts))
    return path


def read_parts(folder: Path, *parts: bytes, name: str = "c.warc.gz", **options: Any) -> Found:
    return read(write(folder / name, list(parts)), **options)
