"""Code of R Markdown and Quarto in running text: `` `r mean(x)` `` stands for its result."""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy

_INLINE = lazy(r"`(?<!``)(?:r|\{(?:r|python|julia|ojs)\}) [^`\n]{1,500}`(?!`)")
_CHUNK = lazy(r"```[ \t]*+\{(?:r|python|julia)\b")


def applies(page: Page) -> bool:
    return page.suffix in (".qmd", ".rmd") or _CHUNK.search(page.text) is not None


def cuts(page: Page) -> Iterator[Cut]:
    starts = page.line_starts
    blocks = [(starts[f.first], starts[f.last]) for f in page.fences if f.is_code]
    index = 0
    for match in _INLINE.finditer(page.text):
        while index < len(blocks) and blocks[index][1] < match.start():
            index += 1
        if index == len(blocks) or match.start() < blocks[index][0]:
            yield Cut(*match.span())


FLAVOUR = Flavour(
    name="chunks",
    marks=(lazy(r"`(?:r|\{(?:r|python|julia|ojs)\}) "),),
    applies=applies,
    cuts=cuts,
)
