"""The tokens of LaTeX, the arguments in brackets, and the cells of a table."""

from __future__ import annotations

import re

from detector.readers.formats.latex.structure import Structure

TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]{1,60}\*?)[ \t]*|\\(?P<symbol>[\s\S])"
    r"|(?P<comment>%[^\r\n]*(?:(?:\r\n|\r(?!\n)|\n)(?![ \t]*[\r\n])[ \t]*)?)"
    r"|(?P<blank>(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n?|\n)\s*)"
    r"|(?P<math>\${1,2})|(?P<brace>[{}])|(?P<tie>~)|(?P<cell>&)"
    r"|(?P<quote>``|''|`|\"[`'])|(?P<dash>-{2,3})"
)
OPTION = re.compile(r"[ \t]*\[[^\[\]]{0,600}\]|[ \t]*\([\w, -]{0,20}\)(?=\{)|<[\d,+-]{1,12}>")


def options_end(source: str, at: int) -> int:
    """Return the offset after the arguments in brackets at ``at``."""
    for _ in range(3):
        match = OPTION.match(source, at)
        if not match:
            break
        at = match.end()
    return at


def rows_of(structure: Structure, at: int, end: int) -> list[list[tuple[int, int]]]:
    """Return the ranges of the cells of each row of a table's content."""
    rows: list[list[tuple[int, int]]] = [[]]
    start = at
    while match := TOKEN.search(structure.source, at, end):
        at = match.end()
        inner = structure.environments.get(match.start())
        if inner:
            at = inner.after
        elif match.group() == "{" and match.start() in structure.braces:
            at = structure.braces[match.start()] + 1
        elif match.group("cell"):
            rows[-1].append((start, match.start()))
            start = at
        elif match.group("symbol") == "\\" or match.group("word") in ("tabularnewline", "cr"):
            rows[-1].append((start, match.start()))
            rows.append([])
            start = at = options_end(structure.source, at)
    rows[-1].append((start, end))
    return rows
