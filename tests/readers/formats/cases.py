"""How the tests of text formats say what is read of a source."""

from __future__ import annotations

from detector.readers import parse
from detector.text.document import Document

# "kind text" of each block; an aside has no text.
Blocks = list[str]


def read(format: str, source: str) -> Document:
    """Read ``source`` by the reader ``format``, and hold its ranges against the source."""
    document = parse(source, id="x", content_type=format)
    assert document.format == format
    assert_exact(document)
    return document


def blocks(format: str, source: str) -> Blocks:
    """Return each block as its kind and what is read of it."""
    document = read(format, source)
    return [
        " ".join((block.kind.value, *document.text[block.start : block.end].split(" "))).strip()
        for block in document.blocks
    ]


def assert_exact(document: Document) -> None:
    """Assert that each word of plain letters stands in the source where the document says."""
    at = 0
    for word in document.text.split():
        at = document.text.index(word, at)
        span = document.to_source(at, at + len(word))
        shown = document.source[span.start : span.end]
        assert not word.isalpha() or not word.isascii() or len(shown) != len(word) or shown == word
        at += len(word)
