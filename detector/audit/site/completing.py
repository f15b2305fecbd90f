"""Complete the sets that share passages with the pages that follow them in another way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import PASS, TROUBLED
from detector.audit.site.duplicates import SAMPLE, spread
from detector.audit.site.related import NEAR_LINK, attached, phrases_of
from detector.audit.site.rows import MIN_TITLE_WORDS, NEAR_FOLDER, TITLE_SHARE, Rows

BAD_TITLE_SHARE = 0.5  # of a set's titles that must share words; where no page of a folder passes
FEW_GOOD = 0.25  # of a folder's pages that may pass where others of it are added
RELATED = 0.5  # of a set's pages with which a page must share a passage where some pass
WHOLE_FOLDER = 0.6  # of a folder that must be in a set before one passage or its address is enough
HOME_SHARE = 0.7  # of a set's pages that must lie in one folder before its others are looked at
ADDRESS_SHARE = 0.75  # of a set's addresses that must begin or end with one word


def completed(pages: Rows, sets: Sequence[list[int]]) -> list[list[int]]:
    """Return the sets with the pages that follow their templates, or that their folders add."""
    if not sets:
        return []
    taken = {row for rows in sets for row in rows}
    templates = [phrases_of([pages.sketch(row) for row in spread(rows, SAMPLE)]) for rows in sets]
    total = len(pages.found.ordinals)
    others = ((row, pages.sketch(row)) for row in range(total) if row not in taken)
    homes = [{pages.home(row) for row in rows} for rows in sets]
    more = attached(others, templates, lambda row, index: homes[index] == {pages.home(row)})
    grown = [list(rows) for rows in sets]
    for row, index in more.items():
        grown[index].append(row)
    _add_by_folder(pages, grown, taken | set(more))
    return [sorted(rows) for rows in grown]


def _add_by_folder(pages: Rows, sets: Sequence[list[int]], taken: set[int]) -> None:
    """Add pages of a set's own folder: those with its title; and, where hardly a page of the folder
    passes and most are in the set, those that do not and share a passage with any page of it."""
    found = pages.found
    inside: defaultdict[int, list[int]] = defaultdict(list)
    good = Counter(f for f, v in zip(found.folders, found.verdicts, strict=True) if v == PASS)
    for row, folder in enumerate(found.folders):
        inside[folder].append(row)
    for rows in sets:
        folders = {found.folders[row] for row in rows}
        if len(folders) > 1:
            continue
        folder = folders.pop()
        titles = [pages.titles.words(row) for row in spread(rows, SAMPLE)]
        share = TITLE_SHARE if good[folder] else BAD_TITLE_SHARE
        pages.titles.add_folder(folder, inside[folder])
        alike = pages.titles.alike(folder, titles, MIN_TITLE_WORDS, share)
        fitting = {row for row in alike if row not in taken and pages.has_title(row, titles, share)}
        size = pages.sizes[folder]
        few_good = good[folder] <= FEW_GOOD * size
        if few_good and size <= NEAR_FOLDER and len(rows) >= WHOLE_FOLDER * size:
            members = [found.sketch(row) for row in rows]
            fitting.update(
                row
                for row in inside[folder]
                if row not in taken
                and found.verdicts[row] != PASS
                and any(overlap(found.sketch(row), other) >= NEAR_LINK for other in members)
            )
        rows.extend(sorted(fitting))
        taken |= fitting


def neighbours(pages: Rows, rows: Sequence[int]) -> list[int]:
    """Return the other pages of a set's folder that are of it by their addresses or passages.

    Where ``rows`` are most of a folder: the folder's own page, if it does not pass; where no page
    of the folder passes, those whose addresses begin or end with the set's word; where few do,
    those that share a passage with half of the set.
    """
    found = pages.found
    folder, count = Counter(found.folders[row] for row in rows).most_common(1)[0]
    size = pages.sizes[folder]
    if count < max(HOME_SHARE * len(rows), WHOLE_FOLDER * size):
        return []
    of_set = set(rows)
    more = {row for row in pages.hubs(folder) if found.verdicts[row] in TROUBLED}
    if count < size <= NEAR_FOLDER:
        inside = pages.inside(folder)
        good = sum(found.verdicts[row] == PASS for row in inside)
        own = [row for row in inside if row in of_set]
        others = [row for row in inside if row not in of_set]
        if not good:
            more.update(_of_address(pages, own, others))
        if good <= FEW_GOOD * size:
            more.update(_related(pages, own, others))
    return sorted(more - of_set)


def _related(pages: Rows, rows: Sequence[int], others: Sequence[int]) -> list[int]:
    """Return the ``others`` that share a passage with half of ``rows`` or more."""
    members = [pages.sketch(row) for row in rows]

    def is_related(row: int) -> bool:
        own = pages.sketch(row)
        return sum(overlap(own, other) >= NEAR_LINK for other in members) >= RELATED * len(rows)

    return [row for row in others if is_related(row)]


def _of_address(pages: Rows, rows: Sequence[int], others: Sequence[int]) -> list[int]:
    """Return the ``others`` whose addresses begin or end with the word that most of ``rows`` do.

    Such a word stands beside another: ``town-page``, not ``page-7``.
    """
    found = []
    named = {
        row: [word for word in pages.address(row) if word.isalpha()] for row in (*rows, *others)
    }
    for end in (0, -1):
        words = Counter(named[row][end] for row in rows if len(named[row]) > 1)
        word, count = words.most_common(1)[0] if words else ("", 0)
        if count >= ADDRESS_SHARE * len(rows):
            found += [row for row in others if len(named[row]) > 1 and named[row][end] == word]
    return found
