"""WARC and WET crawls: the HTML and text responses, the URL as id."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.findings import Failure
from detector.readers.failures import too_large
from detector.text.document import ContentType
from detector.text.source import Source

_CONTENT_TYPES = {
    "text/html": ContentType.HTML,
    "application/xhtml+xml": ContentType.HTML,
    "text/plain": ContentType.TEXT,
    "text/markdown": ContentType.MARKDOWN,
}
OK = 200
_END = b"\r\n\r\n"  # of a record


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield successful responses and WET conversions that hold prose; pass over all else."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ImportError("reading WARC needs: pip install article-detector[warc]") from error

    types = WarcRecordType.response | WarcRecordType.conversion
    watched = _Watched(container.stream)
    stream = cast(BinaryIO, watched)  # the library asks for no more
    for record in ArchiveIterator(stream, record_types=types, parse_http=True, auto_decode="all"):
        url = clean((record.headers.get("WARC-Target-URI") or record.record_id or "").strip("<>"))
        if record.record_type == WarcRecordType.conversion:
            kind: ContentType | None = ContentType.TEXT
        elif record.http_headers is None or record.http_headers.status_code != OK:
            continue
        else:
            kind = _CONTENT_TYPES.get((record.http_content_type or "").lower())
        if kind is None:
            continue
        data = record.reader.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield too_large(url, options.max_bytes, path=container.path)
            continue
        yield Source(id=url, path=container.path, data=data, format=kind)
    if watched.cut_off:
        message = "the archive is damaged or truncated: it ends within a record"
        yield failure(container.id, "damaged", message, container.path)


class _Watched:
    """A stream that remembers how it ended: the library ends without a word where it is cut."""

    def __init__(self, stream: IO[bytes]) -> None:
        # As much as there is: to ask for more fails where it is cut, and loses what was there.
        self._take = getattr(stream, "read1", stream.read)
        self._end = b""
        self._broken = False
        self._position = 0

    @property
    def cut_off(self) -> bool:
        """Whether it broke off, or did not end with the blank lines that end a record."""
        self.read(1)  # the end of packed data is checked when it is reached
        return self._broken or not (self._end or _END).endswith(_END)

    def read(self, size: int = -1) -> bytes:
        try:
            data: bytes = self._take(size)
        except (EOFError, zlib.error, OSError):
            self._broken = True
            return b""
        self._end = (self._end + data)[-len(_END) :]
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position
