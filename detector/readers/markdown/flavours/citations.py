"""Citations and cross-references of Pandoc, Quarto, bookdown and MyST: ``[@key]``, ``@sec-x``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_BRACKETED = lazy(r"(?<![\]!\w])\[(?=[^\[\]\n]{0,200}?(?<![\w.])-?@\w)[^\[\]\n]{2,500}\](?![(\[{])")
_BARE = lazy(
    r"(?<![\w@./\\`-])-?@(?:\{[^{}\n]{1,100}\}|\w(?:[\w:.#$%&+?<>~/-]{0,100}\w)?)"
    r"(?: \[[^\[\]\n]{1,100}\])?"
)
_SIGN = lazy(r"@(?:sec|fig|tbl)-")
_EXAMPLE = lazy(r"^\(@[\w-]{0,60}\)[ \t]+", re.M)
_TEX = lazy(r"^\\[A-Za-z]{2,40}(?:\[[^\]\n]{0,100}\])?(?:\{[^{}\n]{0,200}\})*[ \t]*$", re.M)
_CAPTION_MARK = lazy(r"(?:(?<=[|+-]\n)|(?<=[|+-]\n\n))(?:Table)?:[ \t]+(?=\S)")
_NUMBERED = lazy(r"\\@ref\([\w:-]{1,100}\)|\\(?:ref|eqref|cite[tp]?)\{[\w:,-]{1,100}\}")
_SUFFIXES = frozenset({".qmd", ".rmd"})
_SITES = frozenset({"quarto", "bookdown", "myst"})
_CROSS = lazy(
    r"(?<![\w@./\\`-])\[?-?@(?:sec|fig|tbl|lst|eq|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip"
    r"|wrn|imp|cau)-[\w.-]{0,100}\w\]?"
)


def applies(page: Page) -> bool:
    if page.suffix in _SUFFIXES or page.site in _SITES:
        return True
    if page.site is not None:
        return False
    return ("@" in page.body and _SIGN.search(page.text) is not None) or (
        "\\" in page.body and "\\@ref(" in page.body
    )


def cuts(page: Page) -> Iterator[Cut]:
    is_pandoc = page.suffix in _SUFFIXES or page.site in _SITES
    patterns = (
        (_BRACKETED, _EXAMPLE, _BARE, _NUMBERED, _TEX, _CAPTION_MARK)
        if is_pandoc
        else (_CROSS, _NUMBERED)
    )
    for pattern in patterns:
        for match in page.find(pattern):
            yield Cut(*match.span())


FLAVOUR = Flavour(name="citations", applies=applies, cuts=cuts)
