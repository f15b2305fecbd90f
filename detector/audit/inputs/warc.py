"""WARC and WET crawls: the HTML and text responses, the URL as id."""

from __future__ import annotations

from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.document import ContentType
from detector.findings import Failure
from detector.source import Source

_CONTENT_TYPES = {
    "text/html": ContentType.HTML,
    "application/xhtml+xml": ContentType.HTML,
    "text/plain": ContentType.TEXT,
    "text/markdown": ContentType.MARKDOWN,
}
OK = 200


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield successful responses and WET conversions that hold prose; pass over all else."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ImportError("reading WARC needs: pip install article-detector[warc]") from error

    types = WarcRecordType.response | WarcRecordType.conversion
    for record in ArchiveIterator(
        container.stream, record_types=types, parse_http=True, auto_decode="all"
    ):
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
            message = f"larger than {options.max_bytes:,} bytes (--max-bytes)"
            yield failure(url, "too_large", message, container.path)
            continue
        yield Source(id=url, path=container.path, data=data, content_type=kind)
