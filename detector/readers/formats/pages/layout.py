"""From lines of print to paragraphs: page furniture out, wrapped lines and hyphens joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from detector.readers.formats.pages.line import Line
from detector.readers.printed import PrintedText
from detector.text.document import BlockKind

EDGE_LINES = 3  # of a page, above and below, that may be its header or footer
LEAST_PAGES = 0.25  # of all, at least two, that share a header; books alternate two of them
HEADING_SIZE = 1.15  # of the size of most text
MAX_HEADING = 200  # characters
WIDE_LEADING = 1.35  # of the usual distance of two lines: a new paragraph
SHORT_LINE = 0.85  # of the width of its page's lines: the last of a paragraph

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s?[-–—|]?\s?(?:\d{1,4}|[ivxlc]{1,7})\s?[-–—|]?"
    r"(?:\s?(?:of|/|von)\s?\d{1,4})?",
    re.I,
)
_BULLET = re.compile(r"(?:[•●▪◦‣·■✓➤–*o\uf0b7\uf0a7]|-|\(?\d{1,2}[.)])\s{1,9}")
_CONTENTS = re.compile(r"(?:\s?\.){5}\s?[\divxlc]{1,6}$")  # leaders of a table of contents
_TERMINAL = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}\d{0,3}$")
_COMPOUND = re.compile(r"\b[^\W\d_]{2,30}-[^\W\d_]{2,30}\b")


class _Block:
    def __init__(self, line: Line, kind: BlockKind, page: int) -> None:
        self.lines = [line]
        self.kind = kind
        self.page = page


def printed(pages: Sequence[Sequence[Line]]) -> PrintedText:
    """Put the lines of all pages together to headings, paragraphs and list items."""
    kept = _without_furniture(pages)
    sizes: Counter[float] = Counter()
    for line in (line for page in kept for line in page):
        sizes[round(line.size, 1)] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], size), default=1.0)
    blocks: list[_Block] = []
    for number, page in enumerate(kept, 1):
        right = max((line.right for line in page), default=0.0)
        leading = _leading(page)
        above: Line | None = None
        for line in page:
            kind = _kind(line, body)
            open_block = blocks[-1] if blocks else None
            if open_block and _continues(open_block, above, line, kind, leading, right):
                open_block.lines.append(line)
            else:
                blocks.append(_Block(line, kind, number))
            above = line
    return _parts(blocks)


def _parts(blocks: Sequence[_Block]) -> PrintedText:
    compounds = {
        word.lower()
        for block in blocks
        for line in block.lines
        for word in _COMPOUND.findall(line.text)
    }
    sizes = {b.lines[0].size for b in blocks if b.kind is BlockKind.HEADING}
    levels = {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
    parts = PrintedText()
    for block in blocks:
        text = _joined(block.lines, compounds)
        level = 0
        if block.kind is BlockKind.HEADING:
            level = min(levels[block.lines[0].size], 6)
        elif block.kind is BlockKind.LIST_ITEM:
            text, level = _BULLET.sub("", text, count=1), 1
        parts.block(block.kind, text, location=f"page {block.page}", level=level)
    return parts


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out page numbers and what stands at the edge of many pages."""
    edges = [_edges(page, EDGE_LINES) for page in pages]
    outermost = [_edges(page, 1) for page in pages]
    shared = Counter(pattern for edge in edges for pattern in {_pattern(line) for line in edge})
    least = max(2, LEAST_PAGES * len(pages))
    kept = []
    for page, edge, outer in zip(pages, edges, outermost, strict=True):
        out = {
            line
            for line in edge
            if _PAGE_NUMBER.fullmatch(line.text)
            or shared[_pattern(line)] >= (2 if line in outer else least)
        }
        out.update(line for line in page if _CONTENTS.search(line.text))
        kept.append(_with_bullets(line for line in page if line not in out))
    return kept


def _with_bullets(lines: Iterable[Line]) -> list[Line]:
    """Put a bullet that is a line of its own before the line that follows."""
    found: list[Line] = []
    bullet: Line | None = None
    for line in lines:
        stands_before = bullet is not None and abs(bullet.bottom - line.bottom) < line.size
        if bullet and stands_before:
            found[-1] = line._replace(text=f"{bullet.text} {line.text}")
        else:
            found.append(line)
        bullet = line if _BULLET.fullmatch(f"{line.text} ") else None
    return found


def _edges(page: Sequence[Line], count: int) -> list[Line]:
    """Return the lines furthest down and up, ``count`` of each."""
    by_height = sorted(page, key=lambda line: line.bottom)
    return by_height[:count] + by_height[-count:]


def _pattern(line: Line) -> str:
    """Return what the header of one page has in common with the next page's."""
    return f"{re.sub(r'[0-9]+', '#', line.text)} {round(line.bottom / 8)}"


def _leading(page: Sequence[Line]) -> float:
    steps = [a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 3 * a.size]
    return median(steps) if steps else 0.0


def _kind(line: Line, body: float) -> BlockKind:
    if _BULLET.match(line.text) and line.size < HEADING_SIZE * body:
        return BlockKind.LIST_ITEM
    if line.is_code:
        return BlockKind.CODE
    words = re.search(r"[^\W\d_]{2}", line.text)
    if words and line.size >= HEADING_SIZE * body and len(line.text) <= MAX_HEADING:
        return BlockKind.HEADING
    whole = line.is_bold and line.text[-1] not in ".,;:" and len(line.text.split()) <= 12
    return BlockKind.HEADING if words and whole and not line.hyphen else BlockKind.PARAGRAPH


def _continues(
    block: _Block, above: Line | None, line: Line, kind: BlockKind, leading: float, right: float
) -> bool:
    """Tell whether ``line`` belongs to the block before it; ``above`` is on the same page."""
    last = block.lines[-1]
    if last.hyphen or BlockKind.CODE in (kind, block.kind):
        return last.hyphen or kind is block.kind
    if kind is BlockKind.HEADING or block.kind is BlockKind.HEADING:
        same = kind is block.kind and abs(last.size - line.size) < 0.5 and above is last
        return same and 0 < last.bottom - line.bottom < 1.6 * line.size
    if kind is BlockKind.LIST_ITEM or abs(last.size - line.size) > 0.12 * last.size:
        return False
    ended = _TERMINAL.search(last.text) is not None
    if above is None or line.bottom > above.bottom + 0.5 * line.size:  # a new page or column
        return not ended and line.text[:1].islower()
    if last.bottom - line.bottom > WIDE_LEADING * max(leading, line.size):
        return False
    width = right - min(last.left, line.left)
    is_short = last.right - last.left < SHORT_LINE * width
    indented = line.left > last.left + 0.8 * line.size and block.kind is BlockKind.PARAGRAPH
    return not (ended and (is_short or (indented and len(block.lines) > 1)))


def _joined(lines: Sequence[Line], compounds: set[str]) -> str:
    words = [lines[0].text]
    for above, line in pairwise(lines):
        words.append(_hyphen(above.text, line.text, compounds) if above.hyphen else " ")
        words.append(line.text)
    return "".join(words)


def _hyphen(before: str, after: str, compounds: set[str]) -> str:
    """Return the hyphen between two halves of a word where it belongs to the word."""
    head = re.search(r"[^\W_]{1,30}$", before)
    tail = re.match(r"[^\W_]{1,30}", after)
    if not head or not tail:
        return "-"
    is_word = head.group()[-1].islower() and tail.group().islower()
    known = f"{head.group()}-{tail.group()}".lower() in compounds
    return "" if is_word and not known else "-"
