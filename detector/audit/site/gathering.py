"""Gather the pages of a site that may be one set: by their passages, folders, titles, numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from detector.audit.pages.facts import MASK, Facts
from detector.audit.pages.signature import hash_words
from detector.audit.pages.sketch import overlap, sketch
from detector.audit.site.collect import VERDICTS, Collected
from detector.audit.site.duplicates import SAMPLE, spread
from detector.audit.site.related import NEAR_LINK, attached, gather, phrases_of
from detector.audit.site.titles import FUNCTION, WORD
from detector.audit.store import PageRow
from detector.findings import Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_SET = 3
LARGEST = 20_000  # pages that are compared at once: memory stays below some 500 MB
FRAME_SHARE = 0.1  # a phrase that so many good pages have belongs to the site's frame
FRAME_PAGES = 20  # good pages from which a frame can be seen
FRAME_SAMPLE = 2000
TITLE_SHARE = 0.6  # of a set's titles that must share words with that of a page
MIN_TITLE_WORDS = 2  # that they share, little words left out
WHOLE_FOLDER = 0.6  # of a folder of bad pages that must be in a set before all of it is

LOCAL_SHARE = 0.8  # of the pages of a folder that have the same telephone number
LOCAL_TROUBLED = 0.25  # of them that do not pass


PASS = VERDICTS.index(Verdict.PASS.value)
TROUBLED = frozenset(VERDICTS.index(v.value) for v in (Verdict.FAIL, Verdict.REVIEW))


def gathered(
    found: Collected, page: Callable[[int], PageRow], whole: Sequence[Sequence[int]]
) -> Iterator[list[int]]:
    """Yield rows that share passages; ``whole`` are those that are one text as a whole.

    Compared are the pages that do not pass; pages that pass are added where they follow.
    """
    return _Gathering(found, page).gathered(whole)


def local(found: Collected) -> Iterator[list[int]]:
    """Yield folders of a business: one telephone number in the prose of nearly all pages.

    Their texts may have no phrase in common. So a part of the pages must not pass, and the
    slot must show in titles or addresses.
    """
    sizes = Counter(found.folders)
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row, key in enumerate(zip(found.folders, found.numbers, strict=True)):
        if key[1]:
            groups[key].append(row)
    for (folder, _), rows in groups.items():
        verdicts = [found.verdicts[row] for row in rows]
        troubled = sum(verdict in TROUBLED for verdict in verdicts)
        judged = troubled + verdicts.count(PASS)
        if (
            len(rows) >= max(MIN_SET, LOCAL_SHARE * sizes[folder])
            and troubled
            and troubled >= LOCAL_TROUBLED * judged
        ):
            yield rows


class _Gathering:
    def __init__(self, found: Collected, page: Callable[[int], PageRow]) -> None:
        self._found = found
        self._page = page
        self._frame = self._phrases_of_good_pages()

    def gathered(self, whole: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Yield sets of rows that share passages, those that are one text as a whole included."""
        found = self._found
        chosen = [row for row, verdict in enumerate(found.verdicts) if verdict != PASS]
        members = {rows[0]: rows for rows in whole}
        known = {row: rows[0] for rows in whole for row in rows}
        # Of pages that are one text a few stand for all.
        few = {first: list(spread(rows, 8)) for first, rows in members.items()}
        nodes = sorted(
            {row for row in chosen if row not in known} | {r for f in few.values() for r in f}
        )
        for start in range(0, len(nodes), LARGEST):
            part = set(nodes[start : start + LARGEST])
            sketches = {row: self._sketch(row) for row in sorted(part)}
            together = [[row for row in rows if row in part] for rows in few.values()]
            folders = {row: found.folders[row] for row in sketches}
            sets = gather(sketches, folders, [rows for rows in together if rows])
            sets = [
                sorted({*rows, *(m for row in rows if row in known for m in members[known[row]])})
                for rows in sets
            ]
            yield from self._completed(sets)

    def _completed(self, sets: Sequence[list[int]]) -> list[list[int]]:
        """Add the pages that follow a set's template but were not among those compared."""
        found = self._found
        taken = {row for rows in sets for row in rows}
        templates = [
            phrases_of([self._sketch(row) for row in spread(rows, SAMPLE)]) for rows in sets
        ]
        others = (
            (row, self._sketch(row)) for row in range(len(found.ordinals)) if row not in taken
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
        """Add pages of a set's own folder: those with its title; and, where no page of the folder
        passes and most are in the set, those that share a passage with any page of it."""
        found = self._found
        left: defaultdict[int, list[int]] = defaultdict(list)
        sizes = Counter(found.folders)
        good = Counter(f for f, v in zip(found.folders, found.verdicts, strict=True) if v == PASS)
        for row, folder in enumerate(found.folders):
            if row not in taken:
                left[folder].append(row)
        for rows in sets:
            folders = {found.folders[row] for row in rows}
            folder = next(iter(folders))
            if len(folders) > 1 or not left[folder]:
                continue
            if not good[folder] and len(rows) >= WHOLE_FOLDER * sizes[folder]:
                members = [found.sketch(row) for row in spread(rows, SAMPLE)]
                fitting = [
                    row
                    for row in left[folder]
                    if any(overlap(found.sketch(row), other) >= NEAR_LINK for other in members)
                ]
            else:
                titles = [_title_words(self._facts(row).title) for row in spread(rows, SAMPLE)]
                fitting = [row for row in left[folder] if self._has_title(row, titles)]
            rows.extend(fitting)
            left[folder] = [row for row in left[folder] if row not in fitting]

    def _has_title(self, row: int, titles: Sequence[frozenset[str]]) -> bool:
        """Return whether a title shares its words with most titles; of a page that passes, more."""
        least = MIN_TITLE_WORDS + (self._found.verdicts[row] == PASS)
        own = _title_words(self._facts(row).title)
        return sum(len(own & title) >= least for title in titles) >= TITLE_SHARE * len(titles)

    def _phrases_of_good_pages(self) -> NDArray[np.uint32]:
        """Return the phrases that good pages share: those of the site's frame.

        Nothing where few pages are good; then what they share may be the template itself.
        """
        import numpy as np

        found = self._found
        good = [row for row, verdict in enumerate(found.verdicts) if verdict == PASS]
        troubled = sum(verdict in TROUBLED for verdict in found.verdicts)
        if len(good) < max(FRAME_PAGES, troubled):
            return np.zeros(0, dtype=np.uint32)
        sample = spread(good, FRAME_SAMPLE)
        phrases, counts = np.unique(
            np.concatenate([found.sketch(row) for row in sample]), return_counts=True
        )
        frame: NDArray[np.uint32] = phrases[counts >= FRAME_SHARE * len(sample)]
        return frame

    def _sketch(self, row: int) -> NDArray[np.uint32]:
        return without(self._found.sketch(row), self._frame)

    def _facts(self, row: int) -> Facts:
        return Facts.decode(self._page(self._found.ordinals[row]).facts)


def _title_words(title: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(title)) - FUNCTION


def phrases_of_notes(notes: Iterable[str]) -> NDArray[np.uint32]:
    """Return the phrases of sentences, masked as those of pages are; their title is not known."""
    import numpy as np

    mask = int(hash_words([MASK])[0])
    found = [
        np.frombuffer(sketch(hash_words(_masked(WORD.findall(note))), mask), "<u4")
        for note in notes
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype="<u4")


def _masked(surface: Sequence[str]) -> list[str]:
    """Return the words of one sentence in lower case, names and numbers masked, in runs once."""
    words: list[str] = []
    for index, word in enumerate(surface):
        if word[0].isalpha() and (index == 0 or not word[0].isupper()):
            words.append(word.lower())
        elif not words or words[-1] != MASK:
            words.append(MASK)
    return words


def without(sketch: NDArray[np.uint32], frame: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a sketch without the phrases of ``frame``."""
    import numpy as np

    return sketch[~np.isin(sketch, frame, assume_unique=True)] if len(frame) else sketch
