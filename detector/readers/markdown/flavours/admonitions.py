"""Blocks of Python-Markdown's extensions: ``!!! note``, ``??? tip "Title"``, ``=== "Tab"``.

And folds between pluses, ``+++ Title``, as Adobe's and Outline's pages have them.

What is indented below them is their body: it is moved to the left, and titles are shown.
"""

from __future__ import annotations

import re

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import HIDDEN, Lines, Page
from detector.regex import lazy

_MARK = lazy(
    r"(?P<indent>[ ]*)(?:(?:!!!|\?\?\?\+?)[ \t]++(?P<kinds>[\w-]{1,60}(?:[ \t]++[\w-]{1,60}){0,5})?"
    r"[ \t]*+(?P<title>\"(?P<shown>[^\n]*)\")?"
    r"|===[!+]{0,2}[ \t]++(?P<quote>[\"'])(?P<label>[^\n]{1,300})(?P=quote)"
    r"|/{3,}[ \t]*+(?P<block>[\w-]{1,40})[ \t]*+(?:\|[ \t]*+(?P<named>[^\n]{1,300}))?"
    r"|(?P<fold>\+{3})[ \t]?(?P<folded>[^\s+{][^+\n]{1,200}))[ \t]*+$"
)
_CLOSE = lazy(r"[ \t]*(?:/{3,}|\+{3})[ \t]*$")
_FILE_NAME = lazy(r"\s*`[^`\n]{1,200}`\s*")
_TAB = 4
_SIGNS = frozenset(("!!!", "???", "===", "///", "+++"))
MAX_FOLD = 200  # lines


def shape(lines: Lines, page: Page) -> None:
    texts = lines.texts
    blocks = 0  # between slashes that are open
    opened: list[int] = []  # the columns at which the marks stand that are open
    in_code: dict[int, int] = {}
    for fence in page.fences:
        if fence.is_code:
            in_code.update(dict.fromkeys(range(fence.first, fence.last + 1), fence.first))
    for number in range(len(texts)):
        text = texts[number].expandtabs(_TAB) if "\t" in texts[number] else texts[number]
        if not text.strip():
            continue
        indent = len(text) - len(text.lstrip(" "))
        while opened and indent < opened[-1] + _TAB and in_code.get(number, number) == number:
            opened.pop()
        shift = _TAB * len(opened)
        match = None if number in in_code else _mark(texts, number, text.lstrip(" "), indent)
        if match is None:
            if blocks and number not in in_code and _CLOSE.match(text):
                blocks -= 1
                lines.blank(number)
            elif shift:
                _move(lines, number, min(shift, indent))
            continue
        if match["block"] or match["fold"]:
            blocks += 1
            _title(lines, number, match, "named" if match["block"] else "folded")
            continue
        opened.append(indent)
        group = "label" if match["label"] else "shown"
        _title(lines, number, match, group)
        if shift and lines.texts[number]:
            lines.cut(number, min(shift, indent))


def _mark(texts: list[str], number: int, start: str, indent: int) -> re.Match[str] | None:
    """Return the mark that a line is, if it has a body or, of a fold, an end."""
    match = _MARK.match(texts[number]) if start[:3] in _SIGNS else None
    if match is None or match["block"]:
        return match
    if match["fold"]:
        below = texts[number + 1 : number + MAX_FOLD]
        return match if "+++" in map(str.strip, below) else None
    return match if _has_body(texts, number, indent) else None


def _title(lines: Lines, number: int, match: re.Match[str], group: str) -> None:
    """Show the title, unless there is none, or it is a selector or the name of a file below."""
    if (
        not match[group]
        or match["block"] == "html"
        or _FILE_NAME.fullmatch(HIDDEN.sub("", match[group]))
    ):
        lines.blank(number)
    else:
        lines.title(number, *match.span(group))


def _move(lines: Lines, number: int, shift: int) -> None:
    """Move a line ``shift`` columns to the left; a tab is four."""
    text = lines.texts[number]
    width = columns = 0
    while columns < shift and width < len(text) and text[width] in " \t":
        columns += _TAB - columns % _TAB if text[width] == "\t" else 1
        width += 1
    lines.cut(number, width)


def _has_body(texts: list[str], number: int, indent: int) -> bool:
    """Say whether the next line that holds anything stands further to the right."""
    for text in texts[number + 1 : number + 6]:
        if text.strip():
            expanded = text.expandtabs(_TAB)
            return len(expanded) - len(expanded.lstrip(" ")) >= indent + _TAB
    return False


FLAVOUR = Flavour(
    name="admonitions",
    line_marks=r"!!! |\?\?\?\+? |===[!+]{0,2} |///|\+\+\+[ ]?[^\s+{]",
    shape=shape,
)
