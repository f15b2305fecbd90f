"""Hugo's shortcodes, ``{{< >}}`` and ``{{% %}}``, which Quarto has too.

Code between a pair is a code block, other text between a pair is read. A figure's caption is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy
from detector.text.document import Span

_TAG = lazy(r"\{\{(?P<kind>[<%])(?P<inner>[^{}]{0,2000}|[^\n<>]{0,300})[%>]\}\}")
_NAME = lazy(r"[-\s]*+(?P<close>/?)\s*+(?P<name>[\w./-]{1,80})")
_CODE = lazy(
    r"(?:^|[-/_.])(?:code|highlight|mermaid|math|katex|chart|plantuml|latex|terminal|playground)"
    r"(?:$|[-/_.])"
    r"|^(?:gist|asciinema|source|shell|diagram|goat|kroki|swaggerui|javascript|css|style"
    r"|printout|ascii|console|output|cli|commands?|listing|log|screen|snippet|pre|prism|bash|sh"
    r"|yaml|json|toml|xml|go|java|python|ruby|rust|sql|php|cpp|diff|ini|dockerfile|graphviz)$"
)
_SHOWING = lazy(
    r"(?:^|[-_/])(?:figure|fig|img|image|cards?|tab|details|callout|admonition|alert|note|tip|info"
    r"|warning|caution|notice|hint|expand|accordion|button|btn|steps?|collapse|collapsible|panel"
    r"|section|link-?card|\w*item|feature|hero|quote|faq|question|badge|banner|box|aside)$"
)
_TAB = lazy(r"(?:^|[-_/])(?:tab|details|expand|accordion|collapse|step)$")
_QUOTED = r"(?P<quote>[\"`])(?P<value>[^\"`\n]{1,500})(?P=quote)"
_VALUE = lazy(
    r"(?<=\s)(?P<name>title|caption|header|heading|label|subtitle|description|summary|text|name)"
    rf"\s*=\s*{_QUOTED}"
)
_FIRST = lazy(rf"(?<!\s)\s++{_QUOTED}")
_NEXT_COLUMN = lazy(r"^[ \t]*<--->[ \t]*$", re.M)
# Generators whose sources hold these marks as text.
_STRANGERS = frozenset(
    "jekyll eleventy hexo docusaurus astro vitepress vuepress mkdocs mdbook gatsby pelican".split()
)


def applies(page: Page) -> bool:
    return page.site not in _STRANGERS


def cuts(page: Page) -> Iterator[Cut]:
    if "<--->" in page.text:
        for match in page.find(_NEXT_COLUMN):
            yield Cut(*match.span(), tag=True)
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
        is_code = _CODE.search(word) or (word == "tabpane" and "text=" not in match["inner"])
        opens = name and is_code and not name["close"] and not closes_itself
        if opens and word not in unclosed:
            if re.compile(rf"\{{\{{[<%]-?\s*/\s*{re.escape(word)}\b", re.I).search(page.text, end):
                opened = (word, start)
                continue
            unclosed.add(word)
        yield Cut(start, end, shown=_shown(match, word), tag=True)


def _shown(match: re.Match[str], name: str) -> tuple[Span, ...]:
    at = match.start("inner")
    inner = match["inner"]
    shows = _SHOWING.search(name) is not None
    is_tab = _TAB.search(name) is not None
    found = [
        Span(*value.span("value"))
        for value in _VALUE.finditer(inner)
        if (is_tab if value["name"] == "name" else shows or value["name"] == "text")
    ]
    if not found and is_tab and (first := _FIRST.search(inner)):
        found = [Span(*first.span("value"))]
    return tuple(Span(at + start, at + end) for start, end in found)


FLAVOUR = Flavour(name="hugo", marks=(lazy(r"\{\{[<%]"),), applies=applies, cuts=cuts)
