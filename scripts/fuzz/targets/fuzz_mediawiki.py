"""Fuzz the reader of mediawiki: any text gives a sound document."""

from __future__ import annotations

from harness import fuzz, instrumented, text_of
from soundness import check_document

with instrumented():
    from detector.readers import parse


def check(data: bytes) -> None:
    check_document(parse(text_of(data), id="x", content_type="mediawiki"))


if __name__ == "__main__":
    fuzz(check)
