"""What tells a template from a passage that a few pages happen to share.

Two pages may quote one notice, and a third share another sentence with one of the two. A template
leaves its words on nearly every page, and in several places of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.pages.sketch import overlap, passages
from detector.audit.site.duplicates import spread
from detector.audit.site.frames import without
from detector.audit.site.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPARED = 8  # pages of a set
CORE_SHARE = 0.5  # of the pages that have a phrase of the template
MIN_PASSAGES = 3  # of the template on a usual page; one less where the pages are most of a folder
PASSAGE_PLACES = 4  # of a page (80 words) for each of them: a short one has no room for more
ENOUGH = 0.15  # share of phrases on average from which the passages need not be counted
RELATED_SHARE = 0.75  # of the pairs of pages that must share a passage
MAX_OWN = 0.95  # of a page's text; with more, each pair must share as much as PAIR
PAIR = 0.012  # share of phrases; of human pages of one site the least alike pair is below 0.006


class Evidence(NamedTuple):
    """How the texts of a set agree, by a sample of its pages.

    ``related`` is the share of the pairs that have phrases in common; ``least`` and ``usual`` are
    the share of phrases of the least alike pair and the mean; ``passages`` says how many passages
    of a usual page hold phrases of at least half of the pages, and ``places`` how long it is.
    """

    related: float
    least: float
    usual: float
    passages: float
    places: float

    def is_template(self, own: float, *, home: bool) -> bool:
        """Return whether the texts alone tell a set; ``own`` is the share that is a page's own.

        ``home`` says that the pages are most of a folder.
        """
        if self.usual >= ENOUGH and self.related >= RELATED_SHARE:
            return True
        if self.passages < max(1, min(MIN_PASSAGES - home, self.places // PASSAGE_PLACES)):
            return False
        if own > MAX_OWN:
            return self.least >= PAIR
        return self.related >= RELATED_SHARE or home


def evidence(pages: Rows, rows: Sequence[int], notes: NDArray[np.uint32]) -> Evidence:
    """Compare some of ``rows``, two or more; ``notes`` are phrases that show nothing."""
    import numpy as np

    sample = spread(rows, COMPARED)
    sketches = [without(pages.sketch(row), notes) for row in sample]
    alike = [overlap(one, other) for one, other in combinations(sketches, 2)]
    phrases, counts = np.unique(np.concatenate(sketches), return_counts=True)
    core = phrases[counts >= max(2, CORE_SHARE * len(sample))]
    found = pages.found
    places = [found.places_of(row) for row in sample]
    held = [
        at[np.isin(found.sketch(row), core, assume_unique=True)]
        for row, at in zip(sample, places, strict=True)
    ]
    return Evidence(
        related=sum(pair > 0 for pair in alike) / len(alike),
        least=min(alike),
        usual=mean(alike),
        passages=median(map(passages, held)),
        places=median(int(at.max(initial=0)) + 1 for at in places),
    )
