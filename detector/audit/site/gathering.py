"""Gather the pages of a site that may be one set: by their passages, folders, titles, numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import mean, median
from typing import NamedTuple

from detector.audit.pages.sketch import overlap
from detector.audit.site.collect import PASS, TROUBLED, Collected
from detector.audit.site.completing import completed
from detector.audit.site.duplicates import spread
from detector.audit.site.parting import parted
from detector.audit.site.related import gather
from detector.audit.site.rows import Rows

MIN_SET = 3
LARGEST = 20_000  # pages that are compared at once: memory stays below some 500 MB
STRANGER = 0.25  # of what a usual page shares with the others; with less it is no part of the set
COMPARED = 8  # pages of a set

LOCAL_SHARE = 0.8  # of the pages of a folder that have the same telephone number
LOCAL_TROUBLED = 0.25  # of them that do not pass


class Gathered(NamedTuple):
    """Rows that share passages: those found by that, and with them the pages that follow."""

    core: list[int]
    rows: list[int]


def gathered(pages: Rows, whole: Sequence[Sequence[int]]) -> Iterator[Gathered]:
    """Yield rows that share passages; ``whole`` are those that are one text as a whole.

    Compared are the pages that do not pass; pages that pass are added where they follow.
    """
    chosen = [row for row, verdict in enumerate(pages.found.verdicts) if verdict != PASS]
    members = {rows[0]: rows for rows in whole}
    known = {row: rows[0] for rows in whole for row in rows}
    # Of pages that are one text a few stand for all.
    few = {first: list(spread(rows, COMPARED)) for first, rows in members.items()}
    nodes = sorted(
        {row for row in chosen if row not in known} | {r for f in few.values() for r in f}
    )
    for start in range(0, len(nodes), LARGEST):
        part = set(nodes[start : start + LARGEST])
        sketches = {row: pages.sketch(row) for row in sorted(part)}
        together = [[row for row in rows if row in part] for rows in few.values()]
        homes = {row: pages.home(row) for row in sketches}
        sets = gather(sketches, homes, [rows for rows in together if rows])
        sets = [
            sorted({*rows, *(m for row in rows if row in known for m in members[known[row]])})
            for rows in sets
        ]
        parts = [part for rows in sets for part in _parted(pages, rows)]
        cores = [part for part in parts if len(part) >= MIN_SET]
        for core, rows in zip(cores, completed(pages, cores), strict=True):
            inside = set(core)
            for apart in parted(pages, _parted(pages, rows)[0]):
                yield Gathered([row for row in apart if row in inside] or apart, apart)


def _parted(pages: Rows, rows: list[int]) -> tuple[list[int], list[int]]:
    """Return a set without the pages that are strangers in it, and these.

    A stranger shares a passage with a page or two, and neither the template, nor the folder
    of most pages, nor the words of their titles.
    """
    sample = [(row, pages.sketch(row)) for row in spread(rows, COMPARED)]
    alike = {}
    for row in rows:
        own = pages.sketch(row)
        alike[row] = mean(overlap(own, other) for at, other in sample if at != row)
    least = STRANGER * median(alike.values())
    home, count = Counter(map(pages.home, rows)).most_common(1)[0]
    homes = {home} if 2 * count > len(rows) else set()
    doubtful = [row for row in rows if alike[row] < least and pages.home(row) not in homes]
    titles = [pages.titles.words(row) for row, _ in sample] if doubtful else []
    strange = {row for row in doubtful if not pages.has_title(row, titles)}
    return [row for row in rows if row not in strange], sorted(strange)


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
