"""HTML: the main article of a page, or the whole of a fragment."""

from __future__ import annotations

from detector.readers.reader import Origin, TextReader
from detector.text.document import ContentType, Document


def _sniff(sample: str) -> bool:
    from detector.readers.signs import is_html

    return is_html(sample)


def _parse(text: str, origin: Origin) -> Document:
    from detector.readers.html.page import parse

    return parse(text, id=origin.id, path=origin.path, encoding=origin.encoding)


READER = TextReader(
    name=ContentType.HTML.value,
    suffixes=frozenset({".html", ".htm", ".xhtml"}),
    sniff=_sniff,
    parse=_parse,
)
