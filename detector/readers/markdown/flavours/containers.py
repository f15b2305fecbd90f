"""Containers between colons: Docusaurus, VitePress, MyST, Pandoc and Quarto write ``:::`` so.

Their marks are taken out; a title is shown, and what stands in them is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.readers.markdown.fences import directive
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.flavours.directives import hide_options, open_directive
from detector.readers.markdown.page import HIDDEN, Lines, Page
from detector.regex import lazy

_MARK = lazy(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<colons>:{3,})[ \t]*(?P<info>\S[^\n]*)?$"
)
_LABEL = lazy(
    r"(?P<name>[\w@-]{1,60})(?:#[\w-]{1,60})?[ \t]*+(?:\{[^{}\n]{1,200}\}[ \t]++(?=\S))?"
    r"(?:\[(?P<label>[^\n]{1,300})\])?[ \t]*+(?P<rest>[^\n]*)$"
)
_TITLE_ATTRIBUTE = lazy(r"(?:title|summary|label|header)\s*=\s*(\"|')(?P<value>[^\"'\n]{1,300})\1")
_ATTRIBUTES = lazy(r"(?:(?<![ \t])[ \t]++)?\{[^{}\n]{0,500}\}[ \t]*+(?::++[ \t]*+)?$")
_HIDDEN_PART = lazy(
    r"\{?\.?notes\b|\{[^{}\n]{0,80}\.content-(?:hidden[ ]when|visible[ ]unless)-format="
    r"\"(?:html|revealjs)[^{}\n]{0,80}"
    r"|\{[^{}\n]{0,80}\.content-(?:visible[ ]when|hidden[ ]unless)-format="
    r"\"(?!html|revealjs)[^{}\n]{0,80}"
)
_TAB = lazy(
    r"[ \t]*(?:==(?=[ ])|@tab)(?::active)?"
    r"(?:[ \t]+(?P<title>[^#\n]{0,100}?))?(?:#[\w-]{1,60})?[ \t]*$"
)
_NO_TEXT = frozenset(
    """
    code-group raw v-pre columns column tabs cols slot danger-zone card-grid figure image iframe
    demo playground include code mermaid div span center left right align steps tab-group
    """.split()
)
# Directives of MyST between colons whose body is no text.
_NOT_PROSE = frozenset(
    """
    code code-block code-cell literalinclude image math mermaid toctree include raw eval-rst
    bibliography csv-table parsed-literal plot graphviz doctest testcode autofunction autoclass
    automodule embed iframe video sourcecode command-output tableofcontents
    """.split()
)


# Zenn's and Qiita's messages are followed by their sort, which is no title.
_SORTS = frozenset(("alert", "info", "warn"))


class _Container(NamedTuple):
    first: int
    last: int
    info: str


def shape(lines: Lines, page: Page) -> None:
    for container in _containers(lines, page):
        number = container.first
        _tabs(lines, container)
        name = directive(container.info)
        lines.blank(container.last)
        if name in _NOT_PROSE or _HIDDEN_PART.match(container.info):
            for emptied in range(number, container.last):
                lines.blank(emptied)
        elif name is not None:
            open_directive(lines, number, name)
            hide_options(lines, page, number + 1, container.last)
        else:
            _title(lines, number)


def _tabs(lines: Lines, container: _Container) -> None:
    """Show the titles of tabs, which VuePress writes "@tab title" in a container."""
    if "tabs" not in container.info:
        return
    for number in range(container.first + 1, container.last):
        match = _TAB.match(lines.texts[number])
        if match:
            start, end = match.span("title") if match["title"] else (0, 0)
            lines.title(number, start, end)


def _containers(lines: Lines, page: Page) -> Iterator[_Container]:
    """Yield the containers that are closed; an inner one comes before the outer one."""
    in_code: set[int] = set()
    for fence in page.fences:
        if fence.is_code:
            in_code.update(range(fence.first, fence.last + 1))
    opened: list[tuple[int, str, str]] = []
    for number, text in enumerate(lines.texts):
        if ":::" not in text or number in in_code:
            continue
        match = _MARK.match(text)
        if match is None:
            continue
        info = HIDDEN.sub("", match["info"] or "").strip()
        if info:
            if info.endswith(":::") and len(info) > 3 and not info.startswith("{"):
                lines.blank(number)
            else:
                opened.append((number, match["colons"], info))
        elif match["info"]:  # its attributes are taken out already
            opened.append((number, match["colons"], ""))
        elif opened:
            first, _, begun = opened.pop(_opener(opened, match["colons"]))
            yield _Container(first, number, begun)


def _opener(opened: list[tuple[int, str, str]], colons: str) -> int:
    """Return the index of the container that ``colons`` close: the last with as many, if any."""
    for index in range(len(opened) - 1, max(len(opened) - 20, -1), -1):
        if opened[index][1] == colons:
            return index
    return len(opened) - 1


def _title(lines: Lines, number: int) -> None:
    text = lines.texts[number]
    mark = _MARK.match(text)
    if mark is None or not mark["info"]:
        lines.blank(number)
        return
    at = mark.start("info")
    info = mark["info"]
    attribute = _TITLE_ATTRIBUTE.search(info)
    if attribute:
        start, end = attribute.span("value")
        lines.title(number, at + start, at + end)
        return
    match = _LABEL.match(info)
    if match is None or match["name"].lower() in _NO_TEXT:
        lines.blank(number)
        return
    group = "label" if match["label"] else "rest"
    if match["rest"].strip() in _SORTS and match["name"] in ("message", "note"):
        lines.blank(number)
        return
    start, end = match.span(group)
    attributes = _ATTRIBUTES.search(info, start, end)
    if attributes:
        end = attributes.start()
    if not info[start:end].strip():
        lines.blank(number)
        return
    lines.title(number, at + start, at + end)


FLAVOUR = Flavour(name="containers", line_marks=":::", shape=shape)
