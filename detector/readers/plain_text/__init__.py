"""Plain text: whatever no other reader takes."""

from __future__ import annotations

from detector.readers.reader import TextReader
from detector.text.document import ContentType, Document


def _parse(
    text: str,
    /,
    *,
    id: str,
    path: str | None = None,
    encoding: str = "utf-8",
    site: str | None = None,
) -> Document:
    from detector.readers.plain_text.source import parse

    return parse(text, id=id, path=path, encoding=encoding)


READER = TextReader(
    name=ContentType.TEXT.value,
    suffixes=frozenset({".txt", ".text"}),
    sniff=lambda sample: True,
    parse=_parse,
)
