"""LaTeX: whole documents and parts of them. No macro is run and no file is included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.readers.markup.reader import markup_reader

if TYPE_CHECKING:
    from detector.readers.markup.page import Page


def _read(text: str) -> Page:
    from detector.readers.formats.latex.source import LatexReader

    return LatexReader(text).read()


READER = markup_reader("latex", frozenset({".tex", ".ltx"}), _read)
