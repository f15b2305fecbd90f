"""Sets of pages made from one template: doorway sets, and templates of ordinary pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.pages.facts import Facts
from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import Collected
from detector.audit.site.duplicates import (
    SAMPLE,
    cluster,
    clusters_of,
    grouped,
    similarity_of,
    spread,
)
from detector.audit.site.gathering import (
    MIN_SET,
    PASS,
    TROUBLED,
    gathered,
    local,
    phrases_of_notes,
    without,
)
from detector.audit.site.related import SURE, phrases_of
from detector.audit.site.series import is_series
from detector.audit.site.site_finding import SiteFinding, finding_of
from detector.audit.site.slots import find_slot
from detector.audit.site.wording import describe, has_subject, is_telling
from detector.audit.store import PageRow
from detector.findings import Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TROUBLED_SHARE = 0.5  # of a set's pages that fail or need review, where its template is not all
TOLD_SHARE = 0.25  # of all pages of a set: more than the rest may be too short to judge
DOUBTFUL_OWN = 0.9  # of a page's text; with more, and no subject in the titles, a set is doubtful
MAX_OWN = 0.96  # of a doubtful set
RELATED_SHARE = 0.75  # of the pairs of such a set that must share a passage
SERIES_SHARE = 0.5  # of a set's titles; then what the others share with them is no template
TEMPLATE = 0.3  # share of masked three-word phrases from which good pages are one template
TEMPLATE_BANDS = 64

_DOORWAY = ("doorway-set", Severity.WARNING)
_TEMPLATE = ("shared-template", Severity.INFO)


class PageSet(NamedTuple):
    """A set as it is reported, with all its pages."""

    pages: list[int]
    finding: SiteFinding


def find_sets(found: Collected, page: Callable[[int], PageRow]) -> Iterator[PageSet]:
    """Yield doorway sets, then templates that are no doorway sets. ``page`` looks one page up."""
    if found.masked is None:
        return
    sets = _Sets(found, found.masked, page)
    yield from sets.doorways()
    yield from sets.templates()


class _Sets:
    def __init__(
        self, found: Collected, masked: NDArray[np.uint32], page: Callable[[int], PageRow]
    ) -> None:
        self._found = found
        self._masked = masked
        self._page = page
        self._taken: set[int] = set()  # rows
        self._notes = phrases_of_notes(found.repeated.values())

    def doorways(self) -> Iterator[PageSet]:
        for rows in local(self._found):
            if made := self._set(rows, whole=False):
                self._taken.update(rows)
                yield made
        whole = clusters_of(self._masked, MIN_SET)
        for rows in gathered(self._found, self._page, whole):
            left = [row for row in rows if row not in self._taken]
            made = self._set(left) if len(left) >= MIN_SET and self._is_troubled(left) else None
            if made:
                self._taken.update(left)
                yield made
        for rows in whole:
            left = [row for row in rows if row not in self._taken]
            if len(left) == len(rows) and (made := self._set(rows)):
                self._taken.update(rows)
                yield made

    def templates(self) -> Iterator[PageSet]:
        labels = cluster(self._masked, threshold=TEMPLATE, bands=TEMPLATE_BANDS)
        for rows in grouped(labels, MIN_SET):
            if self._taken.isdisjoint(rows) and (
                made := self._set(rows, doorway=False, whole=False)
            ):
                yield made

    # Judging

    def _is_troubled(self, rows: Sequence[int]) -> bool:
        """Return whether half of the judged pages do not pass.

        Where hardly any is judged, so much of the text must be shared that no doubt is left.
        """
        verdicts = [self._found.verdicts[row] for row in rows]
        troubled = sum(verdict in TROUBLED for verdict in verdicts)
        judged = troubled + verdicts.count(PASS)
        if troubled < TROUBLED_SHARE * judged:
            return False
        if troubled >= max(2, TOLD_SHARE * len(rows)):
            return True
        return _mean_overlap([self._found.sketch(row) for row in spread(rows, 8)]) >= SURE

    def _all_related(self, rows: Sequence[int]) -> bool:
        """Return whether most pages share more with each other than a sentence at their ends."""
        sketches = [without(self._found.sketch(row), self._notes) for row in spread(rows, 8)]
        related = [overlap(one, other) > 0 for one, other in combinations(sketches, 2)]
        return sum(related) >= RELATED_SHARE * len(related)

    def _set(
        self, rows: Sequence[int], *, doorway: bool = True, whole: bool = True
    ) -> PageSet | None:
        """Return the set if the pages differ in a slot that can be named; a series is none.

        A set that is not known as a ``whole`` needs a slot of words in titles or addresses.
        """
        found = self._found
        sample = [self._page(found.ordinals[row]) for row in spread(rows, SAMPLE)]
        facts = [Facts.decode(page.facts) for page in sample]
        titles = [f.title for f in facts]
        ids = [page.id for page in sample]
        several = max(len({t.lower() for t in titles}), len({f.exact for f in facts}))
        if several < MIN_SET or is_series(titles, ids, share=SERIES_SHARE):
            return None
        slot = find_slot(titles, [f.names for f in facts], ids)
        if slot is None or len(slot.values) < MIN_SET:
            return None
        if not whole and slot.kind in ("topic", "product", "number"):
            return None
        own = own_share(found, rows)
        told = is_telling(slot) or has_subject(titles)
        doubtful = whole and own > DOUBTFUL_OWN and not told
        if doubtful and (own > MAX_OWN or not self._all_related(rows)):
            return None  # a chain: one shares a passage with the next, and titles nothing
        pages = [found.ordinals[row] for row in rows]
        described = describe(len(pages), slot, titles, ids, own, local=doorway and not whole)
        alike = similarity_of(self._masked, rows)
        kind, severity = _DOORWAY if doorway else _TEMPLATE
        detail = {"similarity": round(alike, 3), **described.detail}
        return PageSet(pages, finding_of(kind, severity, described.message, pages, detail))


def own_share(found: Collected, rows: Sequence[int]) -> float:
    """Return the share of a usual page's text that no other page of ``rows`` has, by a sample."""
    return 1 - phrases_of([found.sketch(row) for row in spread(rows, SAMPLE)])[1]


def _mean_overlap(sketches: Sequence[NDArray[np.uint32]]) -> float:
    return mean(overlap(one, other) for one, other in combinations(sketches, 2))
