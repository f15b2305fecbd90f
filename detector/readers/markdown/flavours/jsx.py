"""MDX: imports and exports, components, expressions, as in Docusaurus, Starlight and Nextra.

The prose in components is read, and what a card, a tab or a step plainly shows from its title, its
label or its description. Without the suffix or the site an import or export line tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.html.attributes import is_hidden
from detector.readers.markdown.components import shown_values
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Lines, Page
from detector.readers.markdown.parser import NO_INDENTED_CODE
from detector.readers.markdown.script import (
    Budget,
    ComponentTag,
    end_of_braces,
    end_of_statement,
    string_in,
    tag_at,
)
from detector.regex import lazy
from detector.text.document import Span

_MODULE = lazy(
    r"^(?:import\s+(?:[^\n;'\"]{1,300}?\sfrom\s+)?['\"][^'\"\n]{1,300}['\"];?"
    r"|export\s+(?:const|let|default|function|async)\s[^\n]{0,1000})[ \t]*$",
    re.M,
)
_STATEMENT = lazy(
    r"^(?:import\s+(?:type\s+)?(?:['\"{*]|[\w$]{1,60}\s*(?:,|from\s*['\"]))"
    r"|export\s+(?:const|let|var|default|async|function|class|type|interface|enum)\b|export\s*[{*])",
    re.M,
)
_STRANGERS = frozenset("vitepress vuepress jekyll hugo mkdocs sphinx quarto".split())
_STARTS = lazy(r"[<{]")
_FILLED = lazy(r"[^\n]")
# In MDX what stands between these is Markdown all the same.
_WRAPPERS = frozenset("div section article main aside details figure center header footer".split())
_SITES = frozenset({"docusaurus", "nextra"})  # there .md files are MDX too


def applies(page: Page) -> bool:
    if page.suffix == ".mdx" or page.site in _SITES:
        return True
    # The import in a script is none of MDX, such as in VitePress's pages.
    if page.site in _STRANGERS or "port " not in page.text or "<script" in page.text:
        return False
    return _MODULE.search(page.text) is not None


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    budget = Budget(len(text))
    yield from page.outside_code(_statements(text, budget))
    code = page.code
    index = reach = at = 0
    while match := _STARTS.search(text, at):
        start = match.start()
        while index < len(code) and code[index].start <= start:
            reach = max(reach, code[index].end)
            index += 1
        if reach > start:
            at = reach
        elif text[start] == "{":
            end = _expression_end(text, start, budget)
            if end > 0:
                yield _expression(text, Span(start, end))
            at = max(end, start + 1)
        else:
            tag = tag_at(text, start, budget)
            if tag is not None:
                yield from _tag(text, tag)
            at = tag.end if tag else start + 1


def _statements(text: str, budget: Budget) -> Iterator[Cut]:
    at = 0
    for match in _STATEMENT.finditer(text):
        if match.start() < at:
            continue
        end = end_of_statement(text, match.start(), budget)
        if end > 0:
            yield Cut(match.start(), end, tag=True)
            at = end


def _expression_end(text: str, start: int, budget: Budget) -> int:
    """Return where an expression ends; -1 for shortcodes, escapes and attribute lists."""
    if text[start - 1 : start] == "\\" or text[start + 1 : start + 2] in ("%", "#", ":", "."):
        return -1
    if text[start + 1 : start + 3] in ("{<", "{%") or text[start - 1 : start + 2] == "{{<":
        return -1
    return end_of_braces(text, start, budget)


def _expression(text: str, braces: Span) -> Cut:
    shown = string_in(text, braces)
    if shown is None or "\n" in text[slice(*braces)]:
        lone = text[braces.start + 1 : braces.start + 3] == "/*"
        return Cut(*braces, tag=lone)
    filler = [
        MASK * (shown.start - braces.start),
        text[slice(*shown)],
        MASK * (braces.end - shown.end),
    ]
    return Cut(*braces, filler="".join(filler))


def _tag(text: str, tag: ComponentTag) -> Iterator[Cut]:
    is_component = not tag.name or tag.name[0].isupper() or "." in tag.name
    if is_component:
        yield Cut(tag.start, tag.end, shown=shown_values(text, tag), tag=True)
        return
    attributes = text[tag.start + 1 + len(tag.name) : tag.end - 1]
    if tag.name in _WRAPPERS and not is_hidden(attributes):
        yield Cut(tag.start, tag.end, tag=True)
        return
    for attribute in tag.attributes:  # the parser knows strings, and no braces
        if attribute.braces and attribute.name:
            start, end = attribute.braces
            inner = _FILLED.sub(MASK, text[start + 1 : end - 1])
            yield Cut(start, end, filler=f'"{inner}"')
        elif attribute.braces:
            spread = text[slice(*attribute.braces)]
            yield Cut(*attribute.braces, filler=_FILLED.sub(" ", spread))


def shape(lines: Lines, page: Page) -> None:
    """Move what stands between the lines of tags to the left: in MDX an indent is no code."""
    run: list[int] = []
    for number, text in enumerate(lines.texts):
        is_tag = lines.is_split(number) or (
            not text and number < len(page.lines) and bool(page.lines[number].strip())
        )
        if is_tag:
            _move(lines, run)
            run = []
        elif text.strip():
            run.append(number)
    _move(lines, run)


def _move(lines: Lines, run: list[int]) -> None:
    texts = [lines.texts[number] for number in run]
    indent = min((len(text) - len(text.lstrip(" \t")) for text in texts), default=0)
    if indent:
        for number in run:
            lines.cut(number, indent)


FLAVOUR = Flavour(
    name="jsx",
    marks=(lazy(r"<[A-Z>/]"), lazy(r"\{")),
    line_marks=r"(?:im|ex)port ",
    applies=applies,
    cuts=cuts,
    shape=shape,
    rules=frozenset({NO_INDENTED_CODE}),
)
