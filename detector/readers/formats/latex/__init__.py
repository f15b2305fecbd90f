"""LaTeX: whole documents and parts of them. No macro is run and no file is included."""

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
    from detector.readers.formats.latex.source import LatexReader

    page = LatexReader(text).read()
    return page.build(id=id, path=path, encoding=encoding, format=READER.name)


READER = TextReader(name="latex", suffixes=frozenset({".tex", ".ltx"}), parse=_parse)
