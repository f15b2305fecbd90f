"""Fuzz decoding and sniffing: any bytes of any file name become a document or a failure."""

from __future__ import annotations

from harness import fuzz, instrumented
from soundness import check_document

with instrumented():
    from detector.readers import read_bytes
    from detector.readers.decoding import decode
    from detector.text.document import Document

_NAMES = ("a", "a.txt", "a.md", "a.html")


def check(data: bytes) -> None:
    decoded = decode(data[1:])
    decoded.text.encode(decoded.encoding, "replace")
    document = read_bytes(data[1:], _NAMES[data[0] % len(_NAMES)] if data else "a")
    if isinstance(document, Document):
        check_document(document)
    else:
        # Names without a suffix may hold a feed: it may have no entry, or be cut off.
        refused = {"binary", "damaged", "empty", "too_large", "many_articles"}
        assert document.type in refused, document.type


if __name__ == "__main__":
    fuzz(check)
