"""Gather pages with one outline, whatever their sentences say and whatever their verdicts are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detector.audit.pages.signature import mixed
from detector.audit.site.duplicates import SAMPLE, spread
from detector.audit.site.parting import by_title
from detector.audit.site.rows import Rows

MIN_PAGES = 3
RUN = 3  # labels in the same order; such as only one page or two have are passed over
COMMON = 0.75  # of the pages that have a label of the outline
MIN_COMMON = 3  # labels of the outline
FOLLOWS = 0.6  # of these that a page has which is added
SELLING = 0.6  # of the pages that sell
OWN_NUMBERS = 0.8  # of the telephone numbers that differ: pages of branches
MAX_HOLDERS = 1000  # pages with a label; one that more have is of the site's frame


class Outlined(NamedTuple):
    """What the outlines of a set show: how many labels most pages have, how many of these have
    words of the title in them, and whether the pages sell."""

    common: int
    slotted: int
    sells: bool


class Outlines:
    """The outlines of a site's pages, and by label the rows that have it."""

    def __init__(self, pages: Rows) -> None:
        self._pages = pages
        self._found = pages.found
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        for row in range(len(self._found.ordinals)):
            for label in set(self._found.outline(row)):
                self._holders[label].append(row)

    def groups(self) -> Iterator[list[int]]:
        """Yield the rows of pages that have ``RUN`` labels in the same order, the largest groups
        first, each followed by those of its parts whose titles have two words in common."""
        parted: set[int] = set()
        for rows in _groups(self._found.labels, self._found.outlines):
            yield rows
            if not parted.issuperset(rows):
                yield from by_title(self._pages, rows)
                parted.update(rows)

    def titled(self) -> Iterator[list[int]]:
        """Yield the rows of pages whose titles have ``RUN`` words in the same order."""
        yield from _groups(self._found.titles, self._found.titled)

    def shown(self, rows: Sequence[int]) -> Outlined:
        """Return what the outlines of ``rows`` show."""
        common = self._common(rows)
        return Outlined(
            common=len(common),
            slotted=sum(label & 1 for label in common),
            sells=sum(self._found.sells[row] for row in rows) >= SELLING * len(rows),
        )

    def are_branches(self, rows: Sequence[int]) -> bool:
        """Return whether pages have telephone numbers of their own, as those of branches do."""
        numbers = [number for row in rows if (number := self._found.numbers[row])]
        return len(set(numbers)) >= max(MIN_PAGES, OWN_NUMBERS * len(rows))

    def followers(self, rows: Sequence[int]) -> list[int]:
        """Return the other pages that follow the outline of ``rows`` and have words of their
        titles, or stand in their folder; none where the pages have no outline."""
        common = self._common(rows)
        if len(common) < MIN_COMMON:
            return []
        least = max(MIN_COMMON, FOLLOWS * len(common))
        shared = Counter(
            row
            for label in common
            if len(self._holders[label]) <= MAX_HOLDERS
            for row in self._holders[label]
        )
        inside = set(rows)
        close = [row for row, count in shared.items() if count >= least and row not in inside]
        titles = [self._pages.titles.words(row) for row in spread(rows, SAMPLE)] if close else []
        homes = {self._pages.home(row) for row in rows}
        return sorted(
            row
            for row in close
            if self._pages.home(row) in homes or self._pages.has_title(row, titles)
        )

    def _common(self, rows: Sequence[int]) -> set[int]:
        held = Counter(label for row in rows for label in set(self._found.outline(row)))
        return {label for label, count in held.items() if count >= COMMON * len(rows)}


def _groups(items: Sequence[int], starts: Sequence[int]) -> list[list[int]]:
    """Return the rows that have ``RUN`` items in the same order, the largest groups first.

    The items of a row are ``items[starts[row] : starts[row + 1]]``; those of fewer than
    ``MIN_PAGES`` rows are passed over.
    """
    import numpy as np

    known, of = np.unique(np.asarray(items, dtype=np.uint64), return_inverse=True)
    rows = len(starts) - 1
    owners = np.repeat(np.arange(rows, dtype=np.int64), np.diff(np.asarray(starts)))
    pairs = np.unique(of * rows + owners) // max(1, rows)
    often = np.bincount(pairs, minlength=len(known))[of] >= MIN_PAGES
    kept, owners = known[of[often]], owners[often]
    if len(kept) < RUN:
        return []
    one = owners[:-2] == owners[2:]
    runs, owners = mixed(kept[:-2], kept[1:-1], kept[2:])[one], owners[:-2][one]
    order = np.lexsort((owners, runs))
    parts = np.split(owners[order], np.flatnonzero(np.diff(runs[order])) + 1)
    groups = {tuple(dict.fromkeys(part.tolist())) for part in parts if len(part) >= MIN_PAGES}
    fitting = [list(rows) for rows in groups if len(rows) >= MIN_PAGES]
    return sorted(fitting, key=lambda rows: (-len(rows), rows))
