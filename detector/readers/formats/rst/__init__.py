"""reStructuredText, as docutils defines it and Sphinx extends it.

docutils is not used: its nodes carry a line at best, never a column, its inline nodes carry no
position at all, and it knows none of Sphinx's directives and roles, which most files are full of.
Laying its text back over the source would need the rules of this reader anyway. Its structure is
read here line by line with exact offsets. Nothing is included, evaluated or fetched.
"""

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
    from detector.readers.formats.rst.blocks import RstReader

    page = RstReader(text).read()
    return page.build(id=id, path=path, encoding=encoding, format=READER.name)


READER = TextReader(name="rst", suffixes=frozenset({".rst", ".rest"}), parse=_parse)
