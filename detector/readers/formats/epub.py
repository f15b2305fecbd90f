"""Books (.epub): their chapters in reading order, each read as HTML."""

from __future__ import annotations

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"application/epub+zip" in head[:200]


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.book import read

    book = read(data, options.max_bytes)
    return book.parts.build(
        id=id,
        path=path,
        format="epub",
        title=book.title,
        description=book.description,
        declared_language=book.language,
    )


READER = FileReader(name="epub", suffixes=frozenset({".epub"}), sniff=_sniff, convert=_convert)
