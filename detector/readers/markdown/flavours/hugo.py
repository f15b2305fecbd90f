"""Hugo's shortcodes, ``{{< >}}`` and ``{{% %}}``, which Quarto has too.

Code between a pair is a code block, other text between a pair is read. A figure's caption is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.text.document import Span

_TAG = re.compile(r"\{\{(?P<kind>[<%])(?P<inner>[^{}]{0,2000}|[^\n<>]{0,300})[%>]\}\}")
_NAME = re.compile(r"[-\s]*(?P<close>/?)\s*(?P<name>[\w./-]{1,80})")
_CODE = re.compile(
    r"(?:.*[-/_.])?(?:code|highlight|mermaid|math|katex|chart|plantuml|latex|terminal|playground)"
    r"(?:[-/_.].*)?|gist|asciinema|source|shell|diagram|goat|kroki|swaggerui|javascript|css|style"
)
_SHOWN = frozenset(
    """
    figure card cards/card tab tabs/tab details callout admonition alert note tip warning notice
    hint expand accordion button step collapse panel section imgproc gallery-item linkcard
    """.split()
)
_VALUE = re.compile(
    r"(?<=\s)(?P<name>title|caption|header|heading|label|subtitle|description|summary|text)\s*="
    r"\s*(?P<quote>[\"`])(?P<value>[^\"`\n]{1,500})(?P=quote)"
)
_FIRST = re.compile(r"\s+(?P<quote>[\"`])(?P<value>[^\"`\n]{1,200})(?P=quote)")
_NAMED_FIRST = frozenset("tab tabs/tab details expand accordion collapse".split())
# Generators whose sources hold these marks as text.
_STRANGERS = frozenset(
    "jekyll eleventy hexo docusaurus astro vitepress vuepress mkdocs mdbook gatsby pelican".split()
)


def applies(page: Page) -> bool:
    return page.site not in _STRANGERS


def cuts(page: Page) -> Iterator[Cut]:
    opened: tuple[str, int] | None = None
    unclosed: set[str] = set()
    for match in page.find(_TAG):
        start, end = match.span()
        name = _NAME.match(match["inner"])
        word = name["name"].lower() if name else ""
        if opened is not None:
            if name and name["close"] and word == opened[0]:
                yield Cut(opened[1], end, code=True)
                opened = None
            continue
        closes_itself = match["inner"].rstrip().endswith("/")
        opens = name and _CODE.fullmatch(word) and not name["close"] and not closes_itself
        if opens and word not in unclosed:
            if re.compile(rf"\{{\{{[<%]-?\s*/\s*{re.escape(word)}\b", re.I).search(page.text, end):
                opened = (word, start)
                continue
            unclosed.add(word)
        yield Cut(start, end, shown=_shown(match, word), tag=True)


def _shown(match: re.Match[str], name: str) -> tuple[Span, ...]:
    if name not in _SHOWN:
        return ()
    at = match.start("inner")
    inner = match["inner"]
    found = [Span(*value.span("value")) for value in _VALUE.finditer(inner)]
    if not found and name in _NAMED_FIRST and (first := _FIRST.search(inner)):
        found = [Span(*first.span("value"))]
    return tuple(Span(at + start, at + end) for start, end in found)


FLAVOUR = Flavour(name="hugo", marks=("{{<", "{{%"), applies=applies, cuts=cuts)
