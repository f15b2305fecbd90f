"""Find the code fences of a Markdown text, and tell those that MyST takes for prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from detector.regex import lazy

CODE_SPAN = lazy(r"`(?<![`\\]`)(`?)(?!`)[^`\n]{1,500}`\1(?!`)")
_FENCE = lazy(
    r"(?P<indent>[ \t]*+(?:>[ \t]*+){0,5}(?:(?:[-*+]|\d{1,9}[.)])[ \t]++){0,3})"
    r"(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$"
)
_DIRECTIVE = lazy(r"[ \t]*\{([\w:+.-]{1,60})\}")
_NOTE = lazy(r"[ \t]*(?:admonish\b|ad-[a-z])")
_BLOCK = lazy(
    r"[ \t]*\{(?:block2?[ ,}]|(?:theorem|lemma|corollary|proposition|conjecture|definition|example"
    r"|exercise|hypothesis|proof|remark|solution)[ ,])"
)
MAX_DEPTH = 30

# Directives of Docutils, Sphinx, MyST and sphinx-design whose body is text.
PROSE_DIRECTIVES = frozenset(
    """
    note warning tip hint important caution danger error attention seealso admonition todo
    versionadded versionchanged versionremoved deprecated dropdown details card card-body grid
    grid-item grid-item-card card-carousel tab-set tab-item tabs tab tabbed panels margin sidebar
    aside topic epigraph pull-quote highlights compound container div rubric figure list-table
    table glossary exercise solution exercise-start solution-start example proof theorem lemma
    definition remark corollary proposition axiom algorithm observation property assumption
    conjecture criterion only hlist centered blockquote article-info quote
    """.split()
)


class Fence(NamedTuple):
    """A fence: its first and last line, what stands before its mark, and its info string."""

    first: int
    last: int
    indent: str
    mark: str
    info: str
    is_code: bool


def directive(info: str) -> str | None:
    """Return the name of the MyST directive that ``info`` begins with, None for none."""
    match = _DIRECTIVE.match(info)
    return match.group(1).lower() if match else None


def is_note(info: str) -> bool:
    """Say whether a fence's ``info`` names a note: "admonish tip" of mdBook, "ad-tip"."""
    return _NOTE.match(info) is not None


def is_block(info: str) -> bool:
    """Say whether a fence's ``info`` names a block of text of bookdown: "{block2, type='tip'}"."""
    return _BLOCK.match(info) is not None


def is_prose_directive(name: str | None) -> bool:
    """Say whether the body of the directive ``name`` is text."""
    return name is not None and (
        name in PROSE_DIRECTIVES
        or (name.startswith(("prf:", "proof:")) and name.partition(":")[2] in PROSE_DIRECTIVES)
    )


def find_fences(lines: Sequence[str]) -> list[Fence]:
    """Return the fences in order; one in a directive's body comes after the directive's."""
    found: list[Fence] = []
    opened: list[tuple[int, re.Match[str]]] = []  # directives, and at the end one fence of code
    in_code = False
    for number, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        match = _FENCE.match(line)
        if match is None:
            continue
        bare = not match["info"].strip()
        if bare and opened and match["mark"].startswith(opened[-1][1]["mark"]):
            found.append(_fence(opened.pop(), number, is_code=in_code))
            in_code = False
        elif not in_code and len(opened) < MAX_DEPTH:
            opened.append((number, match))
            info = match["info"]
            in_code = not (is_prose_directive(directive(info)) or is_note(info) or is_block(info))
    if in_code and len(opened[-1][1]["indent"]) < 4:  # it takes the rest, as the parser has it
        found.append(_fence(opened[-1], len(lines) - 1, is_code=True))
    return sorted(found)


def _fence(opened: tuple[int, re.Match[str]], last: int, *, is_code: bool) -> Fence:
    first, match = opened
    return Fence(first, last, match["indent"], match["mark"], match["info"].strip(), is_code)
