"""MediaWiki's markup, as it stands in the page's source. Templates are not expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.readers.markup.reader import markup_reader

if TYPE_CHECKING:
    from detector.readers.markup.page import Page


def _read(text: str) -> Page:
    from detector.readers.formats.mediawiki.source import WikiReader

    return WikiReader(text).read()


READER = markup_reader("mediawiki", frozenset({".mediawiki", ".wiki"}), _read)
