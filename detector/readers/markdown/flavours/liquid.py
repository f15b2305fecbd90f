"""Tags, output and comments of Liquid (Jekyll), Jinja (MkDocs, Pelican) and Nunjucks (Eleventy).

The bodies of ``highlight`` and ``mermaid`` are code, that of ``comment`` is left out, and what
stands in ``raw`` is read as it is. Output is taken out where it names what a generator holds, or
where the files around say that one reads it: ``{{ name }}`` of a mailing stays to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import Cut, Page
from detector.regex import lazy
from detector.text.document import Span

_MARK = lazy(
    r"\{%(?P<tag>[^{}]{0,1000}|[^\n%]{0,500})%\}"
    r"|\{#-?\s(?P<comment>[^#]{0,2000})#\}"
    r"|\{\{(?![<%{])(?P<output>(?:[^{}]|\{[^{}]{0,200}\}){0,300})\}\}"
)
_NAME = lazy(r"[-+]?\s*(\w+(?:-\w+)*)")
# What Liquid and Nunjucks generators hold; a text in quotes is filtered, or a function is called.
_HELD = lazy(
    r"-?\s*(?:['\"][^\n]{0,200}\||(?:site|page|book|layout|theme|post|include|content|paginator|baseurl"
    r"|jekyll|relref|ref|config|collections|eleventy|fm|pagination|forloop|metadata|pkg|data)\b"
    r"|[\w.]{1,80}\s*\||[a-z_]\w{0,60}\([^()]{0,300}\)\s*$)"
)
_CODE = frozenset("highlight codeblock mermaid plantuml code math katex".split())
# What a pair holds is no text, or the name of a file in place of its title.
_SILENT = frozenset(
    "comment schema stylesheet javascript style script css js content-ref openapi"
    " openapi-operation swagger".split()
)
_LITERAL = frozenset({"raw", "verbatim"})
_PAIRED = _CODE | _SILENT | _LITERAL
_FILLED_BY = frozenset("jekyll eleventy hexo mkdocs pelican zola nikola".split())
# Tags that only a generator runs: what fills its pages fills the names in braces too.
# So does one that takes a name through a filter.
_RUN = lazy(
    r"\{%[-+]?\s*(?:include\s|list\s|end(?:list|note|cut|if|for|hint|tabs|raw)\b)"
    r"|^\{\{\s?\w{1,40}\s?\|\s?\w{1,40}\s?:[^{}\n]{1,100}\}\}[ \t]*$",
    re.M,
)
# There braces are something else, and these marks are text.
_STRANGERS = frozenset("hugo docusaurus astro vitepress vuepress mdbook".split())


# GitBook, Markdoc and Hexo have blocks with titles; a figure's include is given its caption.
_TITLED = frozenset(
    "tab callout hint card step details accordion note figure include quick-link embed file"
    " cut".split()
)
_BARE_TITLE = lazy(
    r"^[-+]?\s*(?:note|cut)(?:\s+\w{1,20})?\s+[\"'](?P<value>[^\"'\n{}]{1,300})[\"']"
)
_TITLE = lazy(
    r"(?<=\s)(?P<name>title|caption|label|description|text)\s*=\s*\"(?P<value>[^\"\n{}]{1,300})\""
)


def applies(page: Page) -> bool:
    return page.site not in _STRANGERS or "{%" in page.body


def cuts(page: Page) -> Iterator[Cut]:
    opened: tuple[str, int] | None = None  # the tag whose body is not Markdown
    stranger = page.site in _STRANGERS
    filled = page.site in _FILLED_BY or (page.has_header and _RUN.search(page.text) is not None)
    unclosed: set[str] = set()
    for match in _marks(page):
        start, end = match.span()
        tag = match["tag"]
        name = _NAME.match(tag) if tag is not None else None
        word = name.group(1) if name else ""
        if opened is not None:
            if word != f"end{opened[0]}":
                continue
            if opened[0] in _LITERAL:
                yield Cut(start, end, tag=True)
            else:
                yield Cut(opened[1], end, code=opened[0] in _CODE, tag=True)
            opened = None
        elif tag is not None:
            if word in _PAIRED and word not in unclosed:
                if re.compile(rf"\{{%[-+]?\s*end{word}\b").search(page.text, end):
                    opened = (word, start)
                    if word not in _LITERAL:
                        continue
                else:
                    unclosed.add(word)
            yield Cut(start, end, shown=_shown(match, word), tag=True)
        elif match["comment"] is not None:
            yield Cut(start, end, tag=True)
        elif not stranger and (filled or _HELD.match(match["output"])):
            yield Cut(start, end)


def _in_sentence(match: re.Match[str]) -> bool:
    """Say whether words stand beside a tag on its line: what it is titled is one of them then."""
    text, (start, end) = match.string, match.span()
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return any(char.isalpha() for char in before + after) and "%}" not in before + after


def _marks(page: Page) -> Iterator[re.Match[str]]:
    """Yield the marks outside code; one may have a code span within it, as a word to show."""
    code = page.code
    index = reach = 0
    for match in _MARK.finditer(page.text):
        while index < len(code) and code[index].start < match.end():
            span = code[index]
            if not match.start() < span.start < span.end <= match.end():
                reach = max(reach, span.end)
            index += 1
        if reach <= match.start() and page.text[match.start() - 1 : match.start()] != "\\":
            yield match


def _shown(match: re.Match[str], name: str) -> tuple[Span, ...]:
    if name not in _TITLED and (name in _PAIRED or not _in_sentence(match)):
        return ()
    at = match.start("tag")
    return tuple(
        Span(at + found.start("value"), at + found.end("value"))
        for found in _TITLE.finditer(match["tag"])
        if name not in ("include", "embed", "file") or found["name"] == "caption"
    ) or tuple(
        Span(at + found.start("value"), at + found.end("value"))
        for found in _BARE_TITLE.finditer(match["tag"])
    )


FLAVOUR = Flavour(
    name="liquid",
    marks=(lazy(r"\{(?:%|\{(?![<%])|#[- ])"),),
    applies=applies,
    cuts=cuts,
)
