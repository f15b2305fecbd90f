"""AsciiDoc, as Asciidoctor reads it. Nothing is included, evaluated or fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.readers.markup.reader import markup_reader

if TYPE_CHECKING:
    from detector.readers.markup.page import Page


def _read(text: str) -> Page:
    from detector.readers.formats.asciidoc.blocks import AsciiDocReader

    return AsciiDocReader(text).read()


READER = markup_reader("asciidoc", frozenset({".adoc", ".asciidoc", ".asc"}), _read)
