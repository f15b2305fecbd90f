"""Gather pages that share passages, however small their share of the text, by their sketches.

Average linkage over the pairs that have phrases in common: a page joins a set that it is like as
a whole, so one shared paragraph does not chain two sets together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from detector.audit.pages.sketch import overlap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINK = 0.008  # mean share of phrases; of unrelated pages of one site it is below 0.003
NEAR_LINK = 0.004  # the same for pages of one folder
SURE = 0.3  # a pair this alike is one template whatever the rest
APART = 0.6  # two sets join if they are this much as alike as the looser of them is within itself
TIGHT = 0.5  # a set this alike within itself is one template; a page or two join it if they are
NEWCOMER = 0.1  # this much as alike: one paragraph in common is not enough
WINDOW = 6  # pages after a page that are tried for each of its phrases
SAMPLE = 6  # pages of a set that are compared
ATTACHED = 0.5  # a page belongs if it has this share of the phrases that a usual member has
MIN_PHRASES = 4
NEAR_ATTACHED = 0.25  # the same for a page of the set's own folder
MIN_NEAR_PHRASES = 2


def gather(
    sketches: Mapping[int, NDArray[np.uint32]],
    folders: Mapping[int, int],
    together: Iterable[Sequence[int]] = (),
) -> list[list[int]]:
    """Return the sets of three or more pages that share phrases; ``together`` are known ones.

    Keys are pages; every page of ``together`` is one of them. ``folders`` gives their folders.
    """
    sets = _Sets(sketches, folders)
    for pages in together:
        for page in pages[1:]:
            sets.join(pages[0], page)
    edges = [(sets.alike(one, other), one, other) for one, other in _candidates(sketches)]
    edges = [edge for edge in edges if edge[0] >= sets.link(edge[1], edge[2])]
    edges.sort(key=lambda edge: (-edge[0], edge[1], edge[2]))
    for alike, one, other in edges:
        sets.consider(one, other, sure=alike >= SURE)
    return sets.found()


class _Sets:
    """Disjoint sets of pages that grow by average linkage."""

    def __init__(
        self, sketches: Mapping[int, NDArray[np.uint32]], folders: Mapping[int, int]
    ) -> None:
        self._folders = folders
        self._label = {page: page for page in sketches}
        self._members = {page: [page] for page in sketches}
        self._refused: dict[tuple[int, int], int] = {}
        self.alike = cache(lambda one, other: overlap(sketches[one], sketches[other]))

    def link(self, one: int, other: int) -> float:
        """Return from which share of phrases on two pages are related."""
        return NEAR_LINK if self._folders[one] == self._folders[other] else LINK

    def join(self, one: int, other: int) -> None:
        kept, gone = sorted((self._label[one], self._label[other]))
        if kept != gone:
            moved = self._members.pop(gone)
            self._members[kept] = sorted([*self._members[kept], *moved])
            self._label.update(dict.fromkeys(moved, kept))

    def consider(self, one: int, other: int, *, sure: bool) -> None:
        """Join the sets of two pages if they are alike as a whole, or the pair is ``sure``."""
        pair = (self._label[one], self._label[other])
        if pair[0] == pair[1]:
            return
        left, right = (self._members[label] for label in pair)
        size = len(left) + len(right)
        if not sure:
            if size < 2 * self._refused.get(pair, 0):
                return  # asked before, and hardly grown since
            if not self._alike_as_a_whole(left, right, self.link(one, other)):
                self._refused[pair] = size
                return
        self.join(one, other)

    def _alike_as_a_whole(self, left: Sequence[int], right: Sequence[int], least: float) -> bool:
        ours, theirs = _spread(left), _spread(right)
        across = _mean([self._pair(one, other) for one in ours for other in theirs])
        if min(len(left), len(right)) < 3:
            larger = max(ours, theirs, key=len)
            within = self._within(larger) if len(larger) >= 3 else 0.0
            return across >= (max(least, NEWCOMER * within) if within >= TIGHT else least)
        within = min(self._within(ours), self._within(theirs))
        return across >= max(least, APART * within)

    def _within(self, pages: Sequence[int]) -> float:
        return _mean(
            [self._pair(one, other) for at, one in enumerate(pages) for other in pages[:at]]
        )

    def _pair(self, one: int, other: int) -> float:
        return self.alike(min(one, other), max(one, other))

    def found(self) -> list[list[int]]:
        return [pages for _, pages in sorted(self._members.items()) if len(pages) >= 3]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _spread(pages: Sequence[int]) -> Sequence[int]:
    return pages[:: -(-len(pages) // SAMPLE)]


def _candidates(sketches: Mapping[int, NDArray[np.uint32]]) -> list[tuple[int, int]]:
    """Return pairs with two phrases or more in common; of a phrase that many have, near ones."""
    import numpy as np

    pages = sorted(page for page, sketch in sketches.items() if len(sketch))
    if len(pages) < 2:
        return []
    owners = np.repeat(np.arange(len(pages)), [len(sketches[page]) for page in pages])
    phrases = np.concatenate([sketches[page] for page in pages])
    order = np.argsort(phrases, kind="stable")
    owners, phrases = owners[order], phrases[order]
    codes = []
    for step in range(1, min(WINDOW, len(phrases) - 1) + 1):
        same = phrases[step:] == phrases[:-step]
        codes.append(owners[:-step][same] * len(pages) + owners[step:][same])
    code, count = np.unique(np.concatenate(codes), return_counts=True)
    pairs = (divmod(value, len(pages)) for value in code[count >= 2].tolist())
    return [(pages[one], pages[other]) for one, other in pairs]


def phrases_of(sketches: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], float]:
    """Return the phrases that two or more of a set's pages have, and a usual page's share of them.

    The share is the median over the pages.
    """
    import numpy as np

    phrase, count = np.unique(np.concatenate(sketches), return_counts=True)
    shared = phrase[count >= 2]
    shares = [float(np.isin(sketch, shared).mean()) for sketch in sketches if len(sketch)]
    return shared, float(np.median(shares)) if shares else 0.0


def attached(
    pages: Iterable[tuple[int, NDArray[np.uint32]]],
    templates: Sequence[tuple[NDArray[np.uint32], float]],
    near: Callable[[int, int], bool],
) -> dict[int, int]:
    """Return for pages of no set yet the template (its index) that they follow, if any.

    ``templates`` are what ``phrases_of`` returns of each set; ``near`` says whether a page lies
    in the folder of a set.
    """
    import numpy as np

    held: defaultdict[int, list[int]] = defaultdict(list)
    for index, (shared, _) in enumerate(templates):
        for phrase in shared.tolist():
            held[phrase].append(index)
    known = np.array(sorted(held), dtype=np.uint32)
    found: dict[int, int] = {}
    if not len(known):
        return found
    for page, sketch in pages:
        hits: defaultdict[int, int] = defaultdict(int)
        at = np.minimum(np.searchsorted(known, sketch), len(known) - 1)
        for phrase in sketch[known[at] == sketch].tolist():  # isin would sort known each time
            for index in held[phrase]:
                hits[index] += 1
        for index, count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:1]:
            usual = templates[index][1] * len(sketch)
            if near(page, index):
                belongs = count >= MIN_NEAR_PHRASES and count >= NEAR_ATTACHED * usual
            else:
                belongs = count >= MIN_PHRASES and count >= ATTACHED * usual
            if belongs:
                found[page] = index
    return found
