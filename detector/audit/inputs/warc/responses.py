"""The body of an HTTP response as it was saved: chunks joined, content encodings undone.

Archives are made by many tools. Some save the bytes as they came, some undo the encodings and
leave the headers: what the body begins with counts for more than what its headers say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from detector.audit.inputs.warc import compression
from detector.audit.inputs.warc.compression import DamagedBodyError, Unpacked
from detector.audit.inputs.warc.headers import fields_of
from detector.readers.decoding import binary_kind

MAX_ENCODINGS = 3  # of one body; more is no page
_STATUS = re.compile(rb"\s{0,8}(?:HTTP(?:/\d(?:\.\d)?)?|ICY)[ \t]+(\d{3})\b[^\n]{0,2000}(?:\n|$)")
_HEAD_END = re.compile(rb"(?:^|\n)\r?\n")
_CHUNK = re.compile(rb"[ \t]{0,8}([0-9a-fA-F]{1,16})[ \t]{0,8}(?:;[^\n]{0,4000})?\r?\n")
_PAGE_END = re.compile(rb"</(?:html|body)\s{0,9}>", re.I)
_TAG = re.compile(rb"<(?:!doctype|html|head|body|title|div|p)\b", re.I)
_TAIL = 2048  # bytes in which a page ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """``body`` is as it was saved; ``stated`` names the fields of the final answer."""

    status: int
    fields: Mapping[str, str]
    body: bytes


def parse(block: bytes) -> Response:
    """Take a response apart; interim ones (100 Continue) are passed over.

    Raises DamagedBodyError for a block without a status line.
    """
    while True:
        line = _STATUS.match(block)
        if line is None:
            raise DamagedBodyError("the HTTP response has no status line")
        # The status line may be all there is of the head.
        found = _HEAD_END.search(block, line.end() - 1)
        head, block = (
            (block[line.end() : found.start()], block[found.end() :])
            if found
            else (block[line.end() :], b"")
        )
        status = int(line.group(1))
        if 100 <= status < 200 and _STATUS.match(block):
            continue
        return Response(status=status, fields=fields_of(head), body=block)


def decoded(response: Response, limit: int, *, cut: bool = False) -> bytes:
    """Return the body as the page that it is, at most ``limit`` + 1 bytes of it.

    ``cut`` says that the crawler saved a part of it. Raises DamagedBodyError for a body that is
    damaged, or of which a part is missing; ImportError where a library is missing.
    """
    fields = response.fields
    body = Unpacked(response.body, cut=cut)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    elif _is_short(fields, body.data):
        body = replace(body, cut=True)
    named = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    named = [name for name in named if name not in ("", "identity", "none")]
    for _ in range(MAX_ENCODINGS):
        kind = compression.kind_of(body.data) or (named[-1] if named else "")
        if not kind:
            break
        named = named[:-1]
        body = _undone(body, kind, limit)
    if body.cut and not _PAGE_END.search(body.data, max(len(body.data) - _TAIL, 0)):
        raise DamagedBodyError("the saved page is truncated: crawl it again", type="truncated")
    return body.data


def _is_short(fields: Mapping[str, str], body: bytes) -> bool:
    length = fields.get("content-length", "")
    return length.isdecimal() and len(body) < int(length[:18])


def _undone(body: Unpacked, kind: str, limit: int) -> Unpacked:
    try:
        found = compression.unpack(body.data, kind, limit)
    except DamagedBodyError:
        # The label of a body that the crawler had unpacked already.
        if compression.kind_of(body.data) is None and _is_text(body.data):
            return body
        raise
    return replace(found, cut=found.cut or (body.cut and not found.complete))


def _is_text(body: bytes) -> bool:
    if binary_kind(body) is not None:
        return False
    if _TAG.search(body, 0, 4096):
        return True
    try:
        body[:4096].decode()
    except UnicodeDecodeError as error:
        return error.start > 4090  # the sample ends within a letter
    return True


def _joined(body: Unpacked) -> Unpacked:
    """Join the chunks of a body; one that begins with none was joined when it was saved."""
    data = body.data
    parts: list[bytes] = []
    at = 0
    while True:
        line = _CHUNK.match(data, at)
        size = int(line.group(1), 16) if line else 0
        if line is None:
            if at >= len(data):
                return Unpacked(b"".join(parts), cut=True)
            if not parts:
                return body
            if b"\n" not in data[at : at + 24]:
                return Unpacked(b"".join(parts), cut=True)
            raise DamagedBodyError("the chunks of the HTTP response are damaged")
        if size == 0:
            return Unpacked(b"".join(parts), cut=False)
        part = data[line.end() : line.end() + size]
        end = line.end() + size
        after = data[end : end + 2]
        if len(part) == size and after[:1] not in (b"\r", b"\n", b""):
            if not parts:
                return body
            raise DamagedBodyError("the chunks of the HTTP response are damaged")
        parts.append(part)
        if len(part) < size:
            return Unpacked(b"".join(parts), cut=True)
        at = end + (2 if after == b"\r\n" else len(after[:1]))
