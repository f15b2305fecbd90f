"""AsciiDoc, as Asciidoctor reads it. Nothing is included, evaluated or fetched."""

from __future__ import annotations

from detector.readers.reader import TextReader
from detector.text.document import Document


def _parse(
    text: str,
    /,
    *,
    id: str,
    path: str | None = None,
    encoding: str = "utf-8",
    site: str | None = None,
) -> Document:
    from detector.readers.formats.asciidoc.blocks import AsciiDocReader

    page = AsciiDocReader(text).read()
    return page.build(id=id, path=path, encoding=encoding, format=READER.name)


READER = TextReader(
    name="asciidoc", suffixes=frozenset({".adoc", ".asciidoc", ".asc"}), parse=_parse
)
