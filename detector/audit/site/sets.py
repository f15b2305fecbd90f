"""Sets of pages made from one template: doorway sets, and templates of ordinary pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.pages.facts import Facts
from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import PASS, TROUBLED, Collected
from detector.audit.site.completing import neighbours
from detector.audit.site.duplicates import (
    SAMPLE,
    cluster,
    clusters_of,
    grouped,
    similarity_of,
    spread,
)
from detector.audit.site.evidence import evidence
from detector.audit.site.frames import phrases_of_notes
from detector.audit.site.gathering import MIN_SET, gathered, local
from detector.audit.site.outlines import MIN_COMMON, Outlines
from detector.audit.site.parting import parted
from detector.audit.site.related import SURE, phrases_of
from detector.audit.site.rows import Rows
from detector.audit.site.series import is_series, parse
from detector.audit.site.site_finding import SiteFinding, finding_of
from detector.audit.site.slots import Slot, address_slot, find_slot
from detector.audit.site.titles import has_subject, subject_words
from detector.audit.site.wording import describe, is_telling, real_values
from detector.audit.store import PageRow
from detector.findings import Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TROUBLED_SHARE = 0.5  # of a set's pages that fail or need review, where its template is not all
TOLD_SHARE = 0.25  # of all pages of a set: more than the rest may be too short to judge
HOME = 0.6  # of a folder's pages: a set that has so many is most of the folder
TITLES = 500  # of the site that show which words its titles have anyway
MIN_TITLES = 20  # of them outside a set before they show anything
USUAL_SHARE = 0.3  # of them that have such a word
SERIES_SHARE = 0.5  # of a set's titles; then what the others share with them is no template
MAX_SLOTTED = 2  # labels of an outline with words of the title that count as signs
MIN_SIGNS = 3  # of five, that pages with one outline are a set
BAD_SHARE = 0.75  # of the judged pages that do not pass, before a pattern of titles tells a set
SAME_TITLE = 0.8  # of the titles that follow the pattern
TEMPLATE = 0.3  # share of masked three-word phrases from which good pages are one template
TEMPLATE_BANDS = 64

_DOORWAY = ("doorway-set", Severity.WARNING)
_TEMPLATE = ("shared-template", Severity.INFO)


class _Sampled(NamedTuple):
    facts: Facts
    id: str


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
        self._rows = Rows(found, page)
        self._outlines = Outlines(self._rows)
        self._subjects: dict[int, frozenset[str]] = {}  # of the titles of a sample

    def doorways(self) -> Iterator[PageSet]:
        for rows in (part for whole in local(self._found) for part in parted(self._rows, whole)):
            if made := self._set(rows, whole=False, shared="telephone number"):
                self._taken.update(rows)
                yield made
        whole = clusters_of(self._masked, MIN_SET)
        for core, rows in gathered(self._rows, whole):
            left = [row for row in rows if row not in self._taken]
            if len(left) < MIN_SET or not self._is_troubled(left) or self._is_chain(core, left):
                continue
            left = self._followed(left)
            if made := self._set(left):
                self._taken.update(left)
                yield made
        for rows in whole:
            left = [row for row in rows if row not in self._taken]
            if len(left) == len(rows) and (made := self._set(rows)):
                self._taken.update(rows)
                yield made
        yield from self._each(self._outlines.groups(), self._is_framed, "outline")
        yield from self._each(self._outlines.titled(), self._is_bad_pattern, "titles")

    def _each(
        self,
        groups: Iterable[Sequence[int]],
        tells: Callable[[Sequence[int]], bool],
        shared: str,
    ) -> Iterator[PageSet]:
        """Yield the groups that are sets by what ``tells``; ``shared`` is what they share."""
        for rows in groups:
            if self._taken.isdisjoint(rows) and tells(rows):
                whole = self._followed(rows)
                if made := self._set(whole, shared=shared):
                    self._taken.update(whole)
                    yield made

    def _followed(self, rows: Sequence[int]) -> list[int]:
        """Return the rows with the pages that follow their outline, or are theirs by address."""
        more = {*self._outlines.followers(rows), *neighbours(self._rows, rows)}
        return sorted({*rows, *(more - self._taken)})

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

    def _is_framed(self, rows: Sequence[int]) -> bool:
        """Return whether an outline, the titles and what they are for tell a set.

        Their verdicts need not: a page that was written anew for each place reads well.
        """
        seen = self._outlines.shown(rows)
        bad = self._troubled_share(rows) >= TROUBLED_SHARE
        if seen.common < MIN_COMMON or not (seen.sells or bad):
            return False
        titled = self._has_one_title(rows)
        slotted = min(seen.slotted, MAX_SLOTTED)
        if not (titled or slotted) or self._outlines.are_branches(rows):
            return False
        slot = self._slot(self._sample(rows))
        placed = slot is not None and slot.kind in ("place", "audience")
        return titled + slotted + placed + seen.sells + bad >= MIN_SIGNS

    def _is_bad_pattern(self, rows: Sequence[int]) -> bool:
        """Return whether nearly all pages are bad, and one title with other words in its slot.

        Titles that each have a number or a date of their own may be reports.
        """
        if self._troubled_share(rows) < BAD_SHARE:
            return False
        sample = self._sample(rows)
        numbers = {parse(facts.title).numbers for facts, _ in sample} - {""}
        slot = self._slot(sample)
        return (
            slot is not None
            and slot.fit >= SAME_TITLE
            and is_telling(slot)
            and len(real_values(slot)) >= MIN_SET
            and len(numbers) < SAME_TITLE * len(sample)
        )

    def _troubled_share(self, rows: Sequence[int]) -> float:
        """Return the share of the judged pages that do not pass; 0 where fewer than two do not."""
        verdicts = [self._found.verdicts[row] for row in rows]
        troubled = sum(verdict in TROUBLED for verdict in verdicts)
        return troubled / (troubled + verdicts.count(PASS)) if troubled >= 2 else 0.0

    def _is_chain(self, core: Sequence[int], rows: Sequence[int]) -> bool:
        """Return whether one page shares a passage with the next, and the titles say no more.

        Pages that were added to a ``core`` for other reasons do not make it a chain.
        """
        return not (self._is_template(core) or self._is_template(rows) or self._has_one_title(rows))

    def _is_template(self, rows: Sequence[int]) -> bool:
        """Return whether the texts alone tell a set."""
        own = own_share(self._found, rows)
        shown = evidence(self._rows, rows, self._notes)
        return shown.is_template(own, home=self._fill_folder(rows))

    def _fill_folder(self, rows: Sequence[int]) -> bool:
        """Return whether pages are all of one folder, and most of it."""
        folders = {self._found.folders[row] for row in rows}
        return len(folders) == 1 and len(rows) >= HOME * self._rows.sizes[min(folders)]

    def _has_one_title(self, rows: Sequence[int]) -> bool:
        """Return whether most titles follow one pattern, or have one subject; or whether a folder
        has a page for each of several places."""
        sample = self._sample(rows)
        slot = self._slot(sample)
        if slot and (is_telling(slot) or (slot.kind == "place" and self._fill_folder(rows))):
            return True
        return has_subject([facts.title for facts, _ in sample], self._usual_words(rows))

    def _sample(self, rows: Sequence[int]) -> list[_Sampled]:
        pages = [self._page(self._found.ordinals[row]) for row in spread(rows, SAMPLE)]
        return [_Sampled(Facts.decode(page.facts), page.id) for page in pages]

    def _slot(self, sample: Sequence[_Sampled]) -> Slot | None:
        return find_slot(
            [facts.title for facts, _ in sample],
            [facts.names for facts, _ in sample],
            [id for _, id in sample],
        )

    def _subject(self, row: int) -> frozenset[str]:
        if row not in self._subjects:
            facts = Facts.decode(self._page(self._found.ordinals[row]).facts)
            self._subjects[row] = frozenset(subject_words(facts.title))
        return self._subjects[row]

    def _usual_words(self, rows: Sequence[int]) -> set[str]:
        """Return the words that many titles of other pages have, such as the site's name."""
        inside = set(rows)
        sample = spread(range(len(self._found.ordinals)), TITLES)
        others = [self._subject(row) for row in sample if row not in inside]
        if len(others) < MIN_TITLES:
            return set()
        spread_of = Counter(word for words in others for word in words)
        return {word for word, count in spread_of.items() if count >= USUAL_SHARE * len(others)}

    def _set(
        self,
        rows: Sequence[int],
        *,
        doorway: bool = True,
        whole: bool = True,
        shared: str = "passages",
    ) -> PageSet | None:
        """Return the set if the pages differ in a slot that can be named; a series is none.

        A set that is not known as a ``whole`` needs a slot of words in titles or addresses.
        """
        found = self._found
        sample = self._sample(rows)
        titles = [facts.title for facts, _ in sample]
        ids = [id for _, id in sample]
        several = max(len({t.lower() for t in titles}), len({facts.exact for facts, _ in sample}))
        if several < MIN_SET or is_series(titles, ids, share=SERIES_SHARE):
            return None
        slot = self._slot(sample)
        if slot is None or len(slot.values) < MIN_SET:
            return None
        if not whole and slot.kind in ("topic", "product", "number"):
            return None
        own = own_share(found, rows)
        pages = [found.ordinals[row] for row in rows]
        by_address = address_slot([facts.names for facts, _ in sample], ids)
        described = describe(
            len(pages), slot, titles, ids, own, shared=shared, of_address=by_address
        )
        alike = similarity_of(self._masked, rows)
        kind, severity = _DOORWAY if doorway else _TEMPLATE
        detail = {"similarity": round(alike, 3), **described.detail}
        return PageSet(pages, finding_of(kind, severity, described.message, pages, detail))


def own_share(found: Collected, rows: Sequence[int]) -> float:
    """Return the share of a usual page's text that no other page of ``rows`` has, by a sample."""
    return 1 - phrases_of([found.sketch(row) for row in spread(rows, SAMPLE)])[1]


def _mean_overlap(sketches: Sequence[NDArray[np.uint32]]) -> float:
    return mean(overlap(one, other) for one, other in combinations(sketches, 2))
