"""How a text format with markup is declared: by the function that shows its source on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detector.readers.reader import Origin, TextReader
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.readers.markup.page import Page


def markup_reader(name: str, suffixes: frozenset[str], read: Callable[[str], Page]) -> TextReader:
    """Return the reader of the format ``name``; ``read`` makes a page of decoded text.

    Such a format is the same on every site: the neighbours of a file do not matter.
    """

    def parse(text: str, origin: Origin) -> Document:
        page = read(text)
        return page.build(id=origin.id, path=origin.path, encoding=origin.encoding, format=name)

    return TextReader(name=name, suffixes=suffixes, parse=parse)
