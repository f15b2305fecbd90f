"""Complete the sets that share passages with the pages that follow them in another way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import PASS
from detector.audit.site.duplicates import SAMPLE, spread
from detector.audit.site.related import NEAR_LINK, attached, phrases_of
from detector.audit.site.rows import MIN_TITLE_WORDS, NEAR_FOLDER, TITLE_SHARE, Rows

BAD_TITLE_SHARE = 0.5  # of a set's titles that must share words; where no page of a folder passes
WHOLE_FOLDER = 0.6  # of a folder of bad pages that must be in a set before one passage is enough


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
    """Add pages of a set's own folder: those with its title; and, where no page of the folder
    passes and most are in the set, those that share a passage with any page of it."""
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
        if not good[folder] and size <= NEAR_FOLDER and len(rows) >= WHOLE_FOLDER * size:
            members = [found.sketch(row) for row in rows]
            fitting.update(
                row
                for row in inside[folder]
                if row not in taken
                and any(overlap(found.sketch(row), other) >= NEAR_LINK for other in members)
            )
        rows.extend(sorted(fitting))
        taken |= fitting
