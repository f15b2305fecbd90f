"""Fuzz collections: any bytes as a feed, an export, JSON or a mailbox become texts or failures."""

from __future__ import annotations

import json

from harness import fuzz, instrumented
from soundness import check_document

with instrumented():
    from detector.findings import Failure
    from detector.readers import ReadOptions, parse_source, texts_of
    from detector.text.document import Document

OPTIONS = ReadOptions(max_bytes=20_000)
SUFFIXES = (".xml", ".json", ".mbox", ".rss", "")


def check(data: bytes) -> None:
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
    name = f"a{suffix}"
    ids = []
    for source in texts_of(data[1:], id=name, path=name, suffix=suffix, options=OPTIONS):
        item: Document | Failure
        if isinstance(source, Failure):
            item = source
        else:
            ids.append(source.id)
            if source.format == "eml":
                continue  # a message: its reader has a target of its own
            item = parse_source(source, OPTIONS)
        if isinstance(item, Document):
            check_document(item)
            f"{item.id}{item.title}".encode()
        else:
            json.dumps(item.to_json(), ensure_ascii=False).encode()
            assert item.message
    assert len(ids) == len(set(ids)), "two texts of one id"


if __name__ == "__main__":
    fuzz(check)
