"""MyST, the Markdown of Sphinx and Jupyter Book: directives in fences, roles, targets.

The body of an admonition, a card or a tab is read, and its title; options are left out. Other
directives, such as ``code-cell``, are fences of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.fences import directive, is_prose_directive
from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Lines, Page
from detector.regex import lazy

_ROLE = lazy(
    r"\{(?<!`\{)(?P<name>[A-Za-z][\w:.+-]{0,60})\}(?P<mark>`{1,2})(?P<text>(?=\S)[^`\n]{1,500}(?:\n[^`\n]{1,500})?)(?P=mark)"
)
_TARGET = lazy(r"^[ \t]*\([\w:.-]{1,120}\)=[ \t]*$", re.M)
_COMMENT = lazy(r"^[ \t]*%(?![%{])(?:[ \t][^\n]*)?$", re.M)
_BREAK = lazy(r"^\+\+\+(?:[ \t]*\{[^\n]{0,200}\}|[ \t]*)$", re.M)
_SUBSTITUTION = lazy(r"\{\{[ \t]*\w[^{}\n]{0,200}\}\}")
_OPTION = lazy(r"[ \t]*:[\w-]{1,60}:(?:[ \t]|$)")
_POINTER = lazy(r"(?P<text>(?:[^<>`]){0,400}?)\s*<[^<>`]{1,300}>$")
# Roles that say where, and whose text is a name of something and not words.
_SILENT = frozenset(
    "cite cite:p cite:t cite:ps cite:ts footcite footnote index raw math eq label".split()
)
_POINTING = frozenset("ref doc numref eq any std:ref std:doc std:numref external".split())
_TITLED = frozenset(
    """
    admonition dropdown details card grid-item-card tab-item tab tabbed sidebar topic margin rubric
    exercise versionadded versionchanged versionremoved deprecated table list-table example quote
    """.split()
)
_FIRST_LINE_IS_TEXT = frozenset(
    "note warning tip hint important caution danger error attention seealso todo aside".split()
)


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    if "}`" in text:
        for match in _roles(page):
            if match["name"] not in ("r", "python", "julia", "ojs"):
                yield _role(match)
    for match in page.find(_SUBSTITUTION):
        yield Cut(*match.span())
    for pattern in (_TARGET, _BREAK, _COMMENT):
        for match in page.find(pattern):
            yield Cut(*match.span(), tag=True)


def _roles(page: Page) -> Iterator[re.Match[str]]:
    """Yield the roles; one in code is shown as it is, as in "`{a}`, `b_{a}`"."""
    at = index = 0
    code = page.code
    while match := _ROLE.search(page.text, at):
        while index < len(code) and code[index].end <= match.start():
            index += 1
        inside = index < len(code) and code[index].start < match.start()
        at = match.start() + 1 if inside else match.end()
        if not inside:
            yield match


def _role(match: re.Match[str]) -> Cut:
    start, end = match.span()
    first, last = match.span("text")
    pointer = _POINTER.fullmatch(match["text"])
    if match["name"].lower() in _POINTING and not pointer:
        return Cut(start, end)  # what is shown is the title of something else
    if match["name"].lower() in _SILENT or "\n" in match.group():
        return Cut(start, end, shown=()) if match["name"].lower() in _SILENT else _ends(match)
    if pointer:
        last = first + len(pointer["text"])
    filler = MASK * (first - start) + match.string[first:last] + MASK * (end - last)
    return Cut(start, end, filler=filler)


def _ends(match: re.Match[str]) -> Cut:
    start, end = match.span()
    first, last = match.span("text")
    return Cut(start, end, filler=MASK * (first - start) + match["text"] + MASK * (end - last))


def shape(lines: Lines, page: Page) -> None:
    """Take the fences of directives away, their options, and show their titles."""
    for fence in page.fences:
        name = directive(fence.info)
        if fence.is_code or name is None or not is_prose_directive(name):
            continue
        open_directive(lines, fence.first, name)
        lines.blank(fence.last)
        hide_options(lines, page, fence.first + 1, fence.last)


def open_directive(lines: Lines, number: int, name: str) -> None:
    """Show of a directive's first line its title, or the text that begins there."""
    text = lines.texts[number]
    at = text.find("}") + 1
    argument = text[at:].strip()
    start = len(text) - len(text[at:].lstrip())
    if not argument:
        lines.blank(number)
    elif name in _TITLED or name.startswith(("prf:", "proof:")):
        lines.title(number, start, len(text.rstrip()))
    elif name in _FIRST_LINE_IS_TEXT:
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        lines.cut(number, start, indent)
    else:
        lines.blank(number)


def hide_options(lines: Lines, page: Page, first: int, last: int) -> None:
    """Empty the ``:key: value`` lines, or the YAML between rules, at the head of a body."""
    number = first
    if number < last and lines.texts[number].strip() == "---":
        for closing in range(number + 1, min(last, number + 50)):
            if lines.texts[closing].strip() == "---":
                for emptied in range(number, closing + 1):
                    lines.blank(emptied)
                return
        return
    while number < last and _OPTION.match(page.lines[number]):
        lines.blank(number)
        number += 1


FLAVOUR = Flavour(
    name="directives",
    marks=(lazy(r"\{[a-z][\w:.+-]{1,60}\}`[^`]"),),
    line_marks=(
        r"(?:`{3,}|:{3,}|~{3,})[ \t]*+\{[a-z][\w:-]{1,60}\}"
        r"|\([\w:.-]{1,120}\)=[ \t]*+(?:\n|$)"
    ),
    cuts=cuts,
    shape=shape,
)
