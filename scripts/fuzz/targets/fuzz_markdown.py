"""Fuzz the reader of Markdown: any text becomes a valid document."""

from __future__ import annotations

from harness import fuzz, instrumented, text_of
from soundness import check_document

with instrumented():
    from detector.readers import parse
    from detector.text.document import ContentType


def check(data: bytes) -> None:
    check_document(parse(text_of(data), id="x", content_type=ContentType.MARKDOWN))


if __name__ == "__main__":
    fuzz(check)
