"""Tables of AsciiDoc: the cells of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detector.readers.markup.lines import Line

_SPEC = r"(?:(?P<span>\d{1,3})?(?:\.\d{1,3})?(?P<mark>[+*]))?[<^>.]{0,4}[aehlmdsv]?"
_CELL = {
    mark: re.compile(rf"(?:(?<=\s)|(?<![^\s|!])|\A){_SPEC}(?<!\\){re.escape(mark)}")
    for mark in "|!"
}
_COLUMNS = re.compile(r"cols?[ ]?=[ ]?(?:\"([^\"]*)\"|'([^']*)'|([^,\]]*))")
_REPEATED = re.compile(r"(\d{1,3})\*")
MAX_COLUMNS = 200


def columns_of(attributes: str) -> int:
    """Return the number of columns that the attributes of a table state, 0 if they do not."""
    match = _COLUMNS.search(attributes)
    if not match:
        return 0
    total = 0
    for spec in re.split(r"[,;]", match.group(1) or match.group(2) or match.group(3) or ""):
        repeated = _REPEATED.match(spec.strip())
        total += int(repeated.group(1)) if repeated else 1
    return min(total, MAX_COLUMNS)


def rows_of(
    source: str, lines: Sequence[Line], mark: str, columns: int
) -> Iterator[list[list[Line]]]:
    """Yield the cells of each row, each as its lines."""
    if mark in ",:":
        for line in lines:
            if not line.is_blank:
                yield [[part] for part in _split(source, line, mark)]
        return
    row: list[list[Line]] = []
    width = 0
    for line in lines:
        text = source[line.at : line.end]
        found = list(_CELL[mark].finditer(text))
        if not found:
            if row:
                row[-1].append(line)
            continue
        if row and found[0].start() > 0:
            row[-1].append(_part(source, line, 0, found[0].start()))
        if not columns:
            columns = sum(_span(match) for match in found)
        for match, end in zip(found, [*(m.start() for m in found[1:]), len(text)], strict=True):
            if row and width >= columns:
                yield row
                row, width = [], 0
            row.append([_part(source, line, match.end(), end)])
            width += _span(match)
    if row:
        yield row


def _span(match: re.Match[str]) -> int:
    return min(int(match.group("span") or 1), MAX_COLUMNS) if match.group("mark") else 1


def _split(source: str, line: Line, mark: str) -> Iterator[Line]:
    start = line.at
    while start <= line.end:
        end = source.find(mark, start, line.end)
        end = line.end if end < 0 else end
        yield _part(source, line, start - line.at, end - line.at)
        start = end + 1


def _part(source: str, line: Line, start: int, end: int) -> Line:
    raw = source[line.at + start : line.at + end]
    at = line.at + start + len(raw) - len(raw.lstrip())
    return Line(at, max(at, line.at + start + len(raw.rstrip())), 0)
