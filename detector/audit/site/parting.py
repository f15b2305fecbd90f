"""Part what was gathered as one set: the pages for towns of a firm from those for its services.

Both have the firm's paragraphs, so their texts gather them; each has a template of its own beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations, product
from statistics import mean

from detector.audit.pages.sketch import overlap
from detector.audit.site.duplicates import spread
from detector.audit.site.rows import Rows

MIN_PART = 3  # pages
COVERED = 0.75  # of the pages that must be in such parts; the others go where they are most alike
CLOSER = 1.2  # times as much as with other parts the pages of each part have in common
CLOSEST = 1.5  # times in one part at least: of one template in several folders it is about once
COMPARED = 6  # pages of a part
MAX_TITLES = 400  # of a set that are compared word by word: the time grows with their square

Parts = list[list[int]]


def parted(pages: Rows, rows: Sequence[int]) -> Parts:
    """Return the parts of a set by folder or, failing that, by address or title; the set itself if
    its pages have one template throughout."""
    for divide in (by_folder, by_address, by_title):
        parts = [part for part in divide(pages, rows) if len(part) >= MIN_PART]
        if len(parts) > 1 and sum(map(len, parts)) >= COVERED * len(rows):
            closest = _closest(pages, parts)
            ratios = [_closeness(pages, part, parts) for part in parts]
            if min(ratios) >= CLOSER and max(ratios) >= CLOSEST:
                known = {row for part in parts for row in part}
                for row in rows:
                    if row not in known:
                        closest(row).append(row)
                return [sorted(part) for part in parts]
    return [list(rows)]


def by_folder(pages: Rows, rows: Sequence[int]) -> Parts:
    """Return rows by the folder that they stand in."""
    folders: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        folders[pages.found.folders[row]].append(row)
    return list(folders.values())


def by_address(pages: Rows, rows: Sequence[int]) -> Parts:
    """Return rows by the word that their addresses begin with: ``service-…``, ``town-…``."""
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if words := pages.address(row):
            parts[words[0]].append(row)
    return list(parts.values())


def by_title(pages: Rows, rows: Sequence[int]) -> Parts:
    """Return parts whose titles have two words in common, the largest first; a row is in one.

    Rows with no such title are in none, nor are those after the first ``MAX_TITLES``.
    """
    left = {row: pages.titles.words(row) for row in rows[:MAX_TITLES]}
    parts = []
    while len(left) >= MIN_PART:
        held: defaultdict[str, list[int]] = defaultdict(list)
        for row, words in left.items():
            for word in words:
                held[word].append(row)
        often = {word for word, holders in held.items() if len(holders) >= MIN_PART}
        pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for row, words in left.items():
            for pair in combinations(sorted(words & often), 2):
                pairs[pair].append(row)
        part = max(pairs.values(), key=len, default=[])
        if len(part) < MIN_PART:
            break
        parts.append(part)
        for row in part:
            del left[row]
    return parts


def _closest(pages: Rows, parts: Parts) -> Callable[[int], list[int]]:
    samples = [list(spread(part, COMPARED)) for part in parts]

    def closest(row: int) -> list[int]:
        return max(zip(parts, samples, strict=True), key=lambda p: _alike(pages, [row], p[1]))[0]

    return closest


def _closeness(pages: Rows, part: Sequence[int], parts: Parts) -> float:
    """Return how many times as much pages of a part have in common as they have with others."""
    ours = spread(part, COMPARED)
    theirs = [row for other in parts if other is not part for row in spread(other, COMPARED)]
    within = mean(overlap(pages.sketch(a), pages.sketch(b)) for a, b in combinations(ours, 2))
    across = _alike(pages, ours, theirs)
    return within / across if across else CLOSEST * bool(within)


def _alike(pages: Rows, ours: Sequence[int], theirs: Sequence[int]) -> float:
    return mean(overlap(pages.sketch(a), pages.sketch(b)) for a, b in product(ours, theirs))
