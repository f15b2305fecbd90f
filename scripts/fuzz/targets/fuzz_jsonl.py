"""Fuzz records: any bytes as .jsonl, .jsonl.gz or standard input become documents or failures."""

from __future__ import annotations

import io
import json

from harness import fuzz, instrumented
from soundness import check_document

with instrumented():
    from detector.findings import Failure
    from detector.readers import ReadOptions, parse_source
    from detector.readers import files as reader
    from detector.text.document import Document

OPTIONS = ReadOptions(max_bytes=2000)


def check(data: bytes) -> None:
    kind, body = data[:1], data[1:]
    stream: io.BufferedIOBase = io.BytesIO(body)
    if kind in b"\x01g":
        import gzip

        stream = gzip.GzipFile(fileobj=io.BytesIO(body))
    name, suffix = ("-", "") if kind == b"-" else ("a.jsonl", ".jsonl")
    try:
        for source in reader._read_stream(stream, name, suffix, OPTIONS):  # type: ignore[arg-type]
            if isinstance(source, Failure):
                item: Document | Failure = source
            else:
                assert source.size <= OPTIONS.max_bytes
                item = parse_source(source, OPTIONS)
            if isinstance(item, Document):
                check_document(item)
            else:
                json.dumps(item.to_json(), ensure_ascii=False).encode()
                assert item.message
    except OSError:
        return  # not gzip data: read_sources makes it a failure


if __name__ == "__main__":
    fuzz(check)
