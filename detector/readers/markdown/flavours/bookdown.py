"""Blocks of bookdown, in fences: ``{block2, type='tip'}``, ``{theorem, name="Of waves"}``.

And commands of TeX that only a printed book has, such as ``\\index{mill}``.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.markdown.fences import is_block
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Lines, Page
from detector.regex import lazy

_SUFFIXES = frozenset({".qmd", ".rmd"})
_SITES = frozenset({"quarto", "bookdown"})
_NAME = lazy(r"\bname[ ]?=[ ]?(?P<quote>[\"'])(?P<name>[^\"'\n]{1,200})(?P=quote)")
_OPTION = lazy(r"[ \t]*#\|[ ]")
_PRINTED = lazy(
    r"\\(?:index\{(?:[^{}\n]|\{[^{}\n]{0,100}\}){1,200}\}"
    r"|(?:vspace|hspace)\*?\{[^{}\n]{1,40}\}"
    r"|(?:newpage|clearpage|cleardoublepage|pagebreak|noindent|bigskip|medskip|smallskip"
    r"|frontmatter|mainmatter|backmatter)(?![A-Za-z{]))"
)


def _is_book(page: Page) -> bool:
    return page.suffix in _SUFFIXES or page.site in _SITES


def cuts(page: Page) -> Iterator[Cut]:
    if _is_book(page) and "\\" in page.text:
        for match in page.find(_PRINTED):
            yield Cut(*match.span(), tag=True)


def shape(lines: Lines, page: Page) -> None:
    for fence in page.fences:
        if fence.is_code or not is_block(fence.info):
            continue
        lines.blank(fence.last)
        name = _NAME.search(lines.texts[fence.first])
        if name:
            lines.title(fence.first, *name.span("name"))
        else:
            lines.blank(fence.first)
        number = fence.first + 1
        while number < fence.last and _OPTION.match(lines.texts[number]):
            lines.blank(number)
            number += 1


FLAVOUR = Flavour(
    name="bookdown",
    marks=(
        lazy(
            r"\\(?:index|vspace|hspace|newpage|clear|pagebreak|noindent|\w{3,5}skip|\w{4,5}matter)"
        ),
    ),
    line_marks=r"(?:`{3,}|~{3,})[ \t]*+\{(?:block|theorem|lemma|coroll|propos|conject|defin|exampl"
    r"|exerc|hypoth|proof|remark|solution)",
    cuts=cuts,
    shape=shape,
)
