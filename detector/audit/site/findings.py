"""Findings about a site as a whole, which no single page shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from detector.audit.pages.facts import Facts
from detector.audit.site.addresses import Told, distinct
from detector.audit.site.collect import Collected, hashed
from detector.audit.site.duplicates import SAMPLE, clusters_of, similarity_of, spread
from detector.audit.site.sentences import (
    MIN_CONFESSION_PAGES,
    MIN_SENTENCE_PAGES,
    repeated_sentences,
)
from detector.audit.site.series import is_series
from detector.audit.site.sets import find_sets, own_share
from detector.audit.site.shares import low_quality
from detector.audit.site.site_finding import KINDS, SiteFinding, finding_of
from detector.audit.site.titles import words_of
from detector.audit.site.wording import in_common
from detector.audit.store import PageRow, date_of
from detector.findings import Severity, quantity

MIN_ORDERS = 3
MIN_SHARED = 5  # pages with one contact or call before it is worth a word
SHARED_SHARE = 0.02
SEVERITY_WEIGHT = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.INFO: 1}
BURST_POSTS = 10
BURST_FACTOR = 10
BURST_DAYS = 5  # with fewer days of publication no day stands out


class Site:
    """Makes the findings. ``page`` looks one page up; ``rows`` reads them all again."""

    def __init__(
        self,
        found: Collected,
        page: Callable[[int], PageRow],
        rows: Callable[[], Iterable[PageRow]],
    ) -> None:
        self._found = found
        self._page = page
        self._rows = rows
        self._clustered: dict[int, int] = {}  # page: the first page of its copies

    def findings(self) -> tuple[SiteFinding, ...]:
        """Return all findings, the most harmful first, then by kind and by size."""
        found = [
            *self._clusters(),
            *self._titles(),
            *self._repeated(),
            *low_quality(self._found.totals),
        ]
        found = [self._harm(finding) for finding in found]
        found.sort(key=lambda f: (-f.harm, KINDS.index(f.kind), -f.count, f.pages[:1], f.message))
        return tuple(found)

    def _facts(self, ordinal: int) -> Facts:
        return Facts.decode(self._page(ordinal).facts)

    # Copies and templates

    def _clusters(self) -> Iterator[SiteFinding]:
        found = self._found
        exact = _groups(found.exact, found.scored, 2)
        for pages in exact:
            self._note(pages)
            if len(apart := self._distinct(pages)) < 2:
                continue
            words = self._facts(pages[0]).words
            yield finding_of(
                "exact-duplicates",
                Severity.WARNING,
                f"{len(apart):,} pages are the same text of {quantity(words, 'word')}",
                apart,
                {"similarity": 1.0},
            )
        in_set: set[int] = set()
        for pages, finding in find_sets(found, self._page):
            if finding.kind == "doorway-set":
                in_set.update(pages)
                self._note(pages)
            yield finding
        if found.plain is None:
            return
        copies = {page: pages[0] for pages in exact for page in pages}
        for rows in clusters_of(found.plain, 2):
            pages = [found.ordinals[row] for row in rows]
            self._note(pages)
            if in_set.issuperset(pages) or len({copies.get(page, page) for page in pages}) < 2:
                continue  # reported already as a set, or as exact copies
            if len(apart := self._distinct(pages)) < 2 or self._is_series(apart):
                continue
            alike = similarity_of(found.plain, rows)
            own = own_share(found, rows)
            share = f" ({in_common(own)})" if own < 1 else ""  # else all phrases are of names
            yield finding_of(
                "near-duplicates",
                Severity.WARNING,
                f"{len(apart):,} pages share most of their text{share}",
                apart,
                {"similarity": round(alike, 3), "own": round(own, 3)},
            )

    def _distinct(self, pages: Sequence[int]) -> list[int]:
        """Return one of each page that stands under several addresses or in several languages."""
        told = []
        for page in pages:
            row = self._page(page)
            facts = Facts.decode(row.facts)
            told.append(
                Told(page, row.id, facts.language, facts.canonical, tuple(facts.alternates))
            )
        return distinct(told)

    def _is_series(self, pages: Sequence[int]) -> bool:
        """Return whether the titles are numbered; copies of one title may have any address."""
        return is_series([self._facts(page).title for page in spread(pages, SAMPLE)])

    def _note(self, pages: Sequence[int]) -> None:
        first = min(self._clustered.get(page, page) for page in pages)
        self._clustered.update(dict.fromkeys(pages, first))

    # Titles

    def _titles(self) -> Iterator[SiteFinding]:
        found = self._found
        for pages in _groups(found.keys, found.scored, 2):
            if len({self._clustered.get(page, page) for page in pages}) < 2:
                continue  # copies have one title, of course
            sample = [self._page(page) for page in spread(pages, SAMPLE)]
            titles = [Facts.decode(row.facts).title for row in sample]
            if is_series(titles, [row.id for row in sample]) or len(self._distinct(pages)) < 2:
                continue
            orders = {words_of(title): title for title in reversed(titles)}
            if len(orders) >= MIN_ORDERS:
                kind, severity = "keyword-permutations", Severity.WARNING
                shown = ", ".join(f"“{title}”" for title in list(orders.values())[-MIN_ORDERS:])
                text = f"have the same title words in another order: {shown}"
            elif len(orders) == 1 and len(set(titles)) > 1:
                continue  # they differ in a date or a number
            else:
                kind, severity = "cannibalised-titles", Severity.INFO
                text = f"compete for the same search: “{titles[0]}”"
            yield finding_of(
                kind, severity, f"{len(pages):,} pages {text}", pages, {"title": titles[0]}
            )

    # What many pages share

    def _repeated(self) -> Iterator[SiteFinding]:
        found = self._found
        least = max(MIN_SHARED, SHARED_SHARE * len(found.scored))
        contacts = {key for key, count in found.contacts.items() if count >= least}
        calls = {key for key, count in found.calls.items() if count >= least}
        least_noted = min(MIN_SENTENCE_PAGES, MIN_CONFESSION_PAGES)
        notes = {key for key, count in found.notes.items() if count >= least_noted} - calls
        days = _burst_days(found.days)
        if not (contacts or calls or notes or days):
            return
        noted: dict[str, list[int]] = defaultdict(list)
        where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in self._rows():
            if not row.facts:
                continue
            facts = Facts.decode(row.facts)
            for text in facts.contacts if contacts else ():
                if hashed(text) in contacts:
                    where["repeated-contact", text].append(row.ordinal)
            for text in facts.calls if calls else ():
                if hashed(text) in calls:
                    where["repeated-call", text].append(row.ordinal)
            for text in facts.notes if notes else ():
                if hashed(text) in notes:
                    noted[text].append(row.ordinal)
            if (date := date_of(row, facts)) in days:
                where["publication-burst", date or ""].append(row.ordinal)
        for (kind, text), pages in sorted(where.items()):
            yield _shared(kind, text, pages, len(found.scored), found.days)
        yield from repeated_sentences(noted, self._clustered, len(found.scored))

    # Harm

    def _harm(self, finding: SiteFinding) -> SiteFinding:
        """Return the finding with its harm: pages, severity and share that does not pass."""
        found = self._found
        if finding.pages:
            rows = [bisect_left(found.scored, page) for page in finding.pages]
            share = sum(found.troubled[row] for row in rows) / len(rows)
        else:
            share = float(finding.detail.get("share", 0.0))
        harm = finding.count * SEVERITY_WEIGHT[finding.severity] * share
        return replace(finding, troubled=round(share, 4), harm=round(harm, 2))


def _shared(
    kind: str, text: str, pages: Sequence[int], total: int, days: Mapping[str, int]
) -> SiteFinding:
    if kind == "publication-burst":
        usual = median(days.values())
        message = f"{len(pages):,} pages are dated {text}; a usual day has {usual:g}"
        return finding_of(kind, Severity.INFO, message, pages, {"day": text, "usual": usual})
    what = "contact" if kind == "repeated-contact" else "call to action"
    message = f"{len(pages):,} of {total:,} pages have the same {what} in their text: “{text}”"
    severity = Severity.WARNING if len(pages) >= 0.2 * total else Severity.INFO
    return finding_of(kind, severity, message, pages, {"text": text})


def _groups(hashes: Sequence[int], ordinals: Sequence[int], least: int) -> list[list[int]]:
    """Return the ordinals with one hash, ascending, for every hash but 0 that ``least`` have."""
    groups: dict[int, list[int]] = defaultdict(list)
    for value, ordinal in zip(hashes, ordinals, strict=True):
        if value:
            groups[value].append(ordinal)
    return [pages for pages in groups.values() if len(pages) >= least]


def _burst_days(days: Mapping[str, int]) -> set[str]:
    if len(days) < BURST_DAYS:
        return set()
    least = max(BURST_POSTS, BURST_FACTOR * median(days.values()))
    return {day for day, count in days.items() if count >= least}
