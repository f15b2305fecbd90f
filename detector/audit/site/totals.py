"""Sums over all pages: verdicts, quality, rules; by folder, month and author."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from detector.audit.pages.facts import Facts
from detector.audit.store import PageRow, date_of
from detector.findings import Verdict

QUALITY_BINS = 20  # of 5 points each
WORST_PAGES = 50


@dataclass(slots=True)
class Group:
    """The pages of one folder, month or author. ``quality`` is the mean, None if none has one."""

    pages: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    quality_sum: float = 0.0
    quality_count: int = 0

    def add(self, facts: Facts) -> None:
        self.pages += 1
        self.verdicts[facts.verdict] += 1
        if facts.quality is not None:
            self.quality_sum += facts.quality
            self.quality_count += 1

    def merge(self, other: Group) -> None:
        """Add the pages of another group."""
        self.pages += other.pages
        self.verdicts.update(other.verdicts)
        self.quality_sum += other.quality_sum
        self.quality_count += other.quality_count

    @property
    def quality(self) -> float | None:
        return round(self.quality_sum / self.quality_count, 2) if self.quality_count else None

    @property
    def judged(self) -> int:
        """Pages with a verdict other than ``not_scored``."""
        return self.pages - self.verdicts[Verdict.NOT_SCORED.value]

    @property
    def low(self) -> int:
        """Pages that fail."""
        return self.verdicts[Verdict.FAIL.value]

    @property
    def low_share(self) -> float:
        return self.low / self.judged if self.judged else 0.0


@dataclass(slots=True)
class Totals:
    """Sums over an audit.

    ``all`` counts the scored pages, ``failures`` those that could not be, by type, and
    ``templates`` the files that are no pages but layouts and the like. ``rules``
    maps each rule to ``[findings, pages]``. ``histogram`` counts pages by quality, 5 points a
    bin. ``worst`` are ``(quality, -errors, ordinal, id)``, worst first.
    """

    all: Group = field(default_factory=Group)
    words: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    templates: int = 0
    folders: dict[str, Group] = field(default_factory=dict)
    months: dict[str, Group] = field(default_factory=dict)
    authors: dict[str, Group] = field(default_factory=dict)
    rules: dict[str, list[int]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    content_types: Counter[str] = field(default_factory=Counter)
    histogram: list[int] = field(default_factory=lambda: [0] * QUALITY_BINS)
    _worst: list[tuple[float, int, int, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """All pages, those that could not be scored and templates included."""
        return self.all.pages + sum(self.failures.values()) + self.templates

    @property
    def worst(self) -> list[tuple[float, int, int, str]]:
        return sorted((-quality, -errors, -at, id) for quality, errors, at, id in self._worst)

    def add(self, row: PageRow, facts: Facts) -> None:
        """Count one scored page."""
        self.all.add(facts)
        self.words += facts.words
        self.folders.setdefault(row.folder, Group()).add(facts)
        if date := date_of(row, facts):
            self.months.setdefault(date[:7], Group()).add(facts)
        if author := row.author or facts.author:
            self.authors.setdefault(author, Group()).add(facts)
        for rule, count in facts.rules.items():
            sums = self.rules.setdefault(rule, [0, 0])
            sums[0] += count
            sums[1] += 1
        self.reasons.update(facts.reasons)
        self.languages[facts.language or "unknown"] += 1
        self.content_types[facts.content_type] += 1
        if facts.quality is not None:
            self.histogram[min(int(facts.quality * QUALITY_BINS / 100), QUALITY_BINS - 1)] += 1
            # Turned round, as the heap gives up its smallest: the best of the worst.
            entry = (-facts.quality, facts.errors, -row.ordinal, row.id)
            if len(self._worst) < WORST_PAGES:
                heapq.heappush(self._worst, entry)
            else:
                heapq.heappushpop(self._worst, entry)

    def to_json(self) -> dict[str, object]:
        return {
            "pages": self.pages,
            "words": self.words,
            "verdicts": {v.value: self.all.verdicts[v.value] for v in Verdict},
            "quality": self.all.quality,
            "templates": self.templates,
            "failures": dict(sorted(self.failures.items())),
            "histogram": self.histogram,
            "rules": {
                rule: {"findings": sums[0], "pages": sums[1]}
                for rule, sums in sorted(self.rules.items(), key=lambda r: (-r[1][1], r[0]))
            },
            "reasons": dict(sorted(self.reasons.items(), key=lambda r: (-r[1], r[0]))),
            "languages": dict(sorted(self.languages.items(), key=lambda r: (-r[1], r[0]))),
            "content_types": dict(sorted(self.content_types.items())),
            "folders": groups_to_json(self.folders),
            "months": groups_to_json(self.months),
            "authors": groups_to_json(self.authors),
            "worst": [{"id": id, "quality": quality} for quality, _, _, id in self.worst],
        }


def groups_to_json(groups: Mapping[str, Group]) -> dict[str, object]:
    return {
        name: {
            "pages": group.pages,
            "fail": group.low,
            "review": group.verdicts[Verdict.REVIEW.value],
            "quality": group.quality,
        }
        for name, group in sorted(groups.items())
    }
