"""Sets of pages made from one template: doorway sets, and templates of ordinary pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from detector.audit.pages.facts import Facts
from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import VERDICTS, Collected
from detector.audit.site.duplicates import cluster, similarity
from detector.audit.site.related import SURE, attached, gather, phrases_of
from detector.audit.site.series import is_series
from detector.audit.site.site_finding import SiteFinding, finding_of
from detector.audit.site.slots import Slot, find_slot
from detector.audit.site.titles import FUNCTION, WORD
from detector.audit.store import PageRow
from detector.findings import Severity, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_SET = 3
TROUBLED_SHARE = 0.5  # of a set's pages that fail or need review, where its template is not all
TOLD_SHARE = 0.25  # of all pages of a set: more than the rest may be too short to judge
TEMPLATE = 0.3  # share of masked three-word phrases from which good pages are one template
TEMPLATE_BANDS = 64
SAMPLE = 200  # members of a set that are read to name its slot
LARGEST = 20_000  # pages that are compared at once: memory stays below some 500 MB
FRAME_SHARE = 0.1  # a phrase that so many good pages have belongs to the site's frame
FRAME_PAGES = 20  # good pages from which a frame can be seen
FRAME_SAMPLE = 2000
TITLE_SHARE = 0.6  # of the titles that have a word of the set's frame
MIN_TITLE_FRAME = 2  # content words
WHOLE_FOLDER = 0.6  # of a folder of bad pages that must be in a set before all of it is

LOCAL_SHARE = 0.8  # of the pages of a folder that have the same telephone number
LOCAL_TROUBLED = 0.25  # of them that do not pass

_PASS = VERDICTS.index(Verdict.PASS.value)
_TROUBLED = frozenset(VERDICTS.index(v.value) for v in (Verdict.FAIL, Verdict.REVIEW))


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

    def doorways(self) -> Iterator[PageSet]:
        for rows in self._local():
            if made := self._set(rows, whole=False):
                self._taken.update(rows)
                yield made
        whole = clusters_of(self._masked, MIN_SET)
        for rows in self._gathered(whole):
            rows = [row for row in rows if row not in self._taken]
            made = self._set(rows) if len(rows) >= MIN_SET and self._is_troubled(rows) else None
            if made:
                self._taken.update(rows)
                yield made
        for rows in whole:
            left = [row for row in rows if row not in self._taken]
            if len(left) == len(rows) and (made := self._set(rows)):
                self._taken.update(rows)
                yield made

    def _local(self) -> Iterator[list[int]]:
        """Yield folders of a business: one telephone number in the prose of nearly all pages.

        Their texts may have no phrase in common. So a part of the pages must not pass, and the
        slot must show in titles or addresses.
        """
        found = self._found
        sizes = Counter(found.folders)
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for row, key in enumerate(zip(found.folders, found.numbers, strict=True)):
            if key[1]:
                groups[key].append(row)
        for (folder, _), rows in groups.items():
            verdicts = [found.verdicts[row] for row in rows]
            troubled = sum(verdict in _TROUBLED for verdict in verdicts)
            judged = troubled + verdicts.count(_PASS)
            if (
                len(rows) >= max(MIN_SET, LOCAL_SHARE * sizes[folder])
                and troubled
                and troubled >= LOCAL_TROUBLED * judged
            ):
                yield rows

    def templates(self) -> Iterator[PageSet]:
        labels = cluster(self._masked, threshold=TEMPLATE, bands=TEMPLATE_BANDS)
        for rows in grouped(labels, MIN_SET):
            if self._taken.isdisjoint(rows) and (made := self._set(rows, doorway=False, whole=False)):
                yield made

    # Gathering

    def _gathered(self, whole: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Yield sets of rows that share passages, those that are one text as a whole included."""
        found = self._found
        frame = self._frame()
        chosen = [row for row, verdict in enumerate(found.verdicts) if verdict != _PASS]
        members = {rows[0]: rows for rows in whole}
        known = {row: rows[0] for rows in whole for row in rows}
        # Of pages that are one text a few stand for all.
        few = {first: list(spread(rows, 8)) for first, rows in members.items()}
        nodes = sorted(
            {row for row in chosen if row not in known} | {r for f in few.values() for r in f}
        )
        for start in range(0, len(nodes), LARGEST):
            part = set(nodes[start : start + LARGEST])
            sketches = {row: _without(found.sketch(row), frame) for row in sorted(part)}
            together = [[row for row in rows if row in part] for rows in few.values()]
            folders = {row: found.folders[row] for row in sketches}
            sets = gather(sketches, folders, [rows for rows in together if rows])
            sets = [
                sorted({*rows, *(m for row in rows if row in known for m in members[known[row]])})
                for rows in sets
            ]
            yield from self._completed(sets, frame)

    def _completed(self, sets: Sequence[list[int]], frame: NDArray[np.uint32]) -> list[list[int]]:
        """Add the pages that follow a set's template but were not among those compared."""
        found = self._found
        taken = {row for rows in sets for row in rows}
        templates = [
            phrases_of([_without(found.sketch(row), frame) for row in spread(rows, SAMPLE)])
            for rows in sets
        ]
        others = (
            (row, _without(found.sketch(row), frame))
            for row in range(len(found.ordinals))
            if row not in taken
        )
        homes = [{found.folders[row] for row in rows} for rows in sets]

        def near(row: int, index: int) -> bool:
            return homes[index] == {found.folders[row]}

        more = attached(others, templates, near) if templates else {}
        grown = [list(rows) for rows in sets]
        for row, index in more.items():
            grown[index].append(row)
        self._add_by_folder(grown, taken | set(more))
        return [sorted(rows) for rows in grown]

    def _add_by_folder(self, sets: Sequence[list[int]], taken: set[int]) -> None:
        """Add pages of a set's own folder: those with its title, and what is left of a folder of
        which no page passes and most are in the set."""
        found = self._found
        left: defaultdict[int, list[int]] = defaultdict(list)
        sizes = Counter(found.folders)
        good = Counter(f for f, v in zip(found.folders, found.verdicts, strict=True) if v == _PASS)
        for row, folder in enumerate(found.folders):
            if row not in taken:
                left[folder].append(row)
        for rows in sets:
            folders = {found.folders[row] for row in rows}
            folder = next(iter(folders))
            if len(folders) > 1 or not left[folder] or not self._is_troubled(rows):
                continue
            if not good[folder] and len(rows) >= WHOLE_FOLDER * sizes[folder]:
                fitting = left[folder]
            else:
                frame = self._title_frame(rows)
                fitting = [row for row in left[folder] if self._has_title(row, frame)]
            rows.extend(fitting)
            left[folder] = [row for row in left[folder] if row not in fitting]

    def _title_frame(self, rows: Sequence[int]) -> frozenset[str]:
        titles = [_title_words(self._facts(row).title) for row in spread(rows, SAMPLE)]
        shares = Counter(word for title in titles for word in title)
        return frozenset(w for w, n in shares.items() if n >= TITLE_SHARE * len(titles))

    def _has_title(self, row: int, frame: frozenset[str]) -> bool:
        """Return whether a title has all words of the frame; a page that passes, of a long one."""
        least = MIN_TITLE_FRAME + (self._found.verdicts[row] == _PASS)
        return len(frame - FUNCTION) >= least and frame <= _title_words(self._facts(row).title)

    def _frame(self) -> NDArray[np.uint32]:
        """Return the phrases that good pages share: those of the site's frame.

        Nothing where few pages are good; then what they share may be the template itself.
        """
        import numpy as np

        found = self._found
        good = [row for row, verdict in enumerate(found.verdicts) if verdict == _PASS]
        troubled = sum(verdict in _TROUBLED for verdict in found.verdicts)
        if len(good) < max(FRAME_PAGES, troubled):
            return np.zeros(0, dtype=np.uint32)
        sample = spread(good, FRAME_SAMPLE)
        phrases, counts = np.unique(
            np.concatenate([found.sketch(row) for row in sample]), return_counts=True
        )
        frame: NDArray[np.uint32] = phrases[counts >= FRAME_SHARE * len(sample)]
        return frame

    # Judging

    def _is_troubled(self, rows: Sequence[int]) -> bool:
        """Return whether half of the judged pages do not pass.

        Where hardly any is judged, so much of the text must be shared that no doubt is left.
        """
        verdicts = [self._found.verdicts[row] for row in rows]
        troubled = sum(verdict in _TROUBLED for verdict in verdicts)
        judged = troubled + verdicts.count(_PASS)
        if troubled < TROUBLED_SHARE * judged:
            return False
        if troubled >= max(2, TOLD_SHARE * len(rows)):
            return True
        return _mean_overlap([self._found.sketch(row) for row in spread(rows, 8)]) >= SURE

    def _facts(self, row: int) -> Facts:
        return Facts.decode(self._page(self._found.ordinals[row]).facts)

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
        if several < MIN_SET or is_series(titles, ids):
            return None
        slot = find_slot(titles, [f.names for f in facts], ids)
        if slot is None or len(slot.values) < MIN_SET:
            return None
        if not whole and slot.kind in ("topic", "number"):
            return None
        pages = [found.ordinals[row] for row in rows]
        return PageSet(pages, self._finding(rows, pages, slot, doorway))

    def _finding(
        self, rows: Sequence[int], pages: Sequence[int], slot: Slot, doorway: bool
    ) -> SiteFinding:
        alike = similarity_of(self._masked, rows)
        sketches = [self._found.sketch(row) for row in spread(rows, SAMPLE)]
        own = 1 - phrases_of(sketches)[1]
        shown = ", ".join(f"“{value}”" for value in slot.values[:3])
        return finding_of(
            "doorway-set" if doorway else "shared-template",
            Severity.WARNING if doorway else Severity.INFO,
            f"{len(pages):,} pages use one template with a different {slot.kind} each: {shown}, …; "
            f"about {own:.0%} of a page is its own text",
            pages,
            {
                "similarity": round(alike, 3),
                "own": round(own, 3),
                "slot": slot.kind,
                "pattern": slot.pattern,
                "values": list(slot.values),
            },
        )


def _mean_overlap(sketches: Sequence[NDArray[np.uint32]]) -> float:
    return mean(overlap(one, other) for one, other in combinations(sketches, 2))


def _title_words(title: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(title))


def _without(sketch: NDArray[np.uint32], frame: NDArray[np.uint32]) -> NDArray[np.uint32]:
    import numpy as np

    return sketch[~np.isin(sketch, frame, assume_unique=True)] if len(frame) else sketch


def clusters_of(signatures: NDArray[np.uint32], least: int) -> list[list[int]]:
    """Return the rows of each cluster of at least ``least``."""
    return grouped(cluster(signatures), least)


def grouped(labels: NDArray[np.int64], least: int) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels.tolist()):
        groups[label].append(row)
    return [rows for rows in groups.values() if len(rows) >= least]


def similarity_of(signatures: NDArray[np.uint32], rows: Sequence[int]) -> float:
    import numpy as np

    return similarity(signatures, rows[0], np.array(rows[1 : SAMPLE + 1], dtype=np.int64))


def spread(pages: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` of ``pages``, evenly spaced."""
    step = max(1, len(pages) // most)
    return list(pages[::step][:most])
