"""From the records of a crawl to its pages."""

from __future__ import annotations

from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.audit.inputs.warc import responses
from detector.audit.inputs.warc.compression import DamagedBodyError
from detector.audit.inputs.warc.headers import charset, media_type
from detector.audit.inputs.warc.records import Damage, Record, records
from detector.findings import Failure
from detector.readers.bounds import metered
from detector.readers.decoding import binary_kind
from detector.readers.failures import too_large
from detector.text.document import ContentType
from detector.text.source import Source

_CONTENT_TYPES = {
    "text/html": ContentType.HTML,
    "application/xhtml+xml": ContentType.HTML,
    "text/plain": ContentType.TEXT,
    "text/markdown": ContentType.MARKDOWN,
    "text/x-markdown": ContentType.MARKDOWN,
}
READ_STATUSES = frozenset({200, 203})  # 206 is a part of a page
# Others hold what the crawler notes beside the pages: its log, screenshots, the text of a page.
_SCHEMES = frozenset({"http", "https", "ftp", "file", "gemini"})
_FOR_MACHINES = frozenset({"robots.txt", "ads.txt", "app-ads.txt", "security.txt"})
_HEAD = 1 << 20  # bytes of a response that may be its headers


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the saved pages: successful responses, resources and WET texts that hold prose.

    All else is passed over: requests, revisits, redirects, pictures. A record that is damaged,
    cut or too large is a Failure in its place, and the next is read.
    """
    found = records(metered(container.stream, container.work), options.max_bytes + _HEAD)
    for number, record in enumerate(found, start=1):
        container.work.step()
        url = clean(record.fields.get("warc-target-uri", "").strip("<> "))
        own = clean(record.fields.get("warc-record-id", "").strip("<> "))
        id = url or own or f"{container.id}#{number}"
        if isinstance(record, Damage):
            yield failure(id, "damaged", record.message, container.path)
            continue
        try:
            page = _page(record, id, container, options)
        except DamagedBodyError as error:
            yield failure(id, error.type, str(error), container.path)
        except ImportError as error:
            yield failure(id, "missing_library", str(error), container.path)
        else:
            if page is not None:
                yield page


def _page(
    record: Record, url: str, container: Container, options: InputOptions
) -> Source | Failure | None:
    kind = record.fields.get("warc-type", "").lower()
    scheme = url.partition(":")[0].lower()
    named = "warc-target-uri" in record.fields
    if kind not in ("response", "resource", "conversion") or (named and scheme not in _SCHEMES):
        return None
    data, stated = record.block, record.fields.get("content-type", "")
    response = None
    if kind == "response":
        if not (media_type(stated) == "application/http" or data.startswith(b"HTTP")):
            return None  # of another protocol, such as DNS
        response = responses.parse(data)
        stated = response.fields.get("content-type", "")
    if (response and response.status not in READ_STATUSES) or not _may_be_page(stated, url):
        return None
    if record.size <= len(data):
        if response:
            cut = "warc-truncated" in record.fields
            data = responses.decoded(response, options.max_bytes, cut=cut)
        if len(data) <= options.max_bytes:
            return _source(data, stated, url, container)
    return too_large(url, options.max_bytes, path=container.path)


def _source(data: bytes, stated: str, url: str, container: Container) -> Source | None:
    if not stated and binary_kind(data):
        return None
    return Source(
        id=url,
        path=container.path,
        data=data,
        format=_CONTENT_TYPES.get(media_type(stated)),
        charset=charset(stated),
    )


def _may_be_page(content_type: str, url: str) -> bool:
    """Return whether something of this type is an article; without a type its content shows it."""
    kind = media_type(content_type)
    if kind == "text/plain" and url.rpartition("/")[2].lower() in _FOR_MACHINES:
        return False
    return not kind or kind in _CONTENT_TYPES
