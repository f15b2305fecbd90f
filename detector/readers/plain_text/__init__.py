"""Plain text: whatever no other reader takes."""

from __future__ import annotations

from detector.readers.reader import Origin, TextReader
from detector.text.document import ContentType, Document


def _parse(text: str, origin: Origin) -> Document:
    from detector.readers.plain_text.source import parse

    return parse(text, id=origin.id, path=origin.path, encoding=origin.encoding)


READER = TextReader(
    name=ContentType.TEXT.value,
    suffixes=frozenset({".txt", ".text"}),
    sniff=lambda sample: True,
    parse=_parse,
)
