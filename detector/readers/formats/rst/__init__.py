"""reStructuredText, as docutils defines it and Sphinx extends it.

docutils is not used: its nodes carry a line at best, never a column, its inline nodes carry no
position at all, and it knows none of Sphinx's directives and roles, which most files are full of.
Laying its text back over the source would need the rules of this reader anyway. Its structure is
read here line by line with exact offsets. Nothing is included, evaluated or fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.readers.markup.reader import markup_reader

if TYPE_CHECKING:
    from detector.readers.markup.page import Page


def _read(text: str) -> Page:
    from detector.readers.formats.rst.blocks import RstReader

    return RstReader(text).read()


READER = markup_reader("rst", frozenset({".rst", ".rest"}), _read)
