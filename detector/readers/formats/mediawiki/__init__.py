"""MediaWiki's markup, as it stands in the page's source. Templates are not expanded."""

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
    from detector.readers.formats.mediawiki.source import WikiReader

    page = WikiReader(text).read()
    return page.build(id=id, path=path, encoding=encoding, format=READER.name)


READER = TextReader(name="mediawiki", suffixes=frozenset({".mediawiki", ".wiki"}), parse=_parse)
