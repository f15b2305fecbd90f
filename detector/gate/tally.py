"""Counts of a run, the same for every place that reports them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from detector.findings import Failure, Severity, Verdict, quantity
from detector.gate.issues import Checked, SkipReason, extra_of
from detector.gate.selection import GENERATED, LOW_QUALITY


class Tally:
    """Adds up results: each article passes, fails, is let through, is for review, or not scored.

    ``skipped`` counts by reason what was not checked, ``unread`` by error what could not be.
    ``known`` are findings of the baseline, ``severities`` the findings that are shown.
    """

    def __init__(self) -> None:
        self.checked = self.passed = self.failing = self.review = 0
        self.let_through = 0  # would fail, but --fail-on never, or becomes known now
        self.not_scored: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.known = self.suppressed = self.fixable = 0
        self.severities: Counter[Severity] = Counter()
        self.failed: list[str] = []  # the paths of the articles that fail
        self.generated: str | None = None  # the first article that fails for its prose
        self.low_quality: str | None = None  # and the first that fails as spam

    def add(self, result: Checked | Failure) -> None:
        if isinstance(result, Failure):
            self.unread[result.type] += result.count
            return
        self.known += result.known
        self.suppressed += result.suppressed
        self.fixable += len(result.fixes)
        for issue in result.shown:
            self.severities[issue.severity] += 1
            if issue.rule == GENERATED and self.generated is None:
                self.generated = result.path
            if issue.rule == LOW_QUALITY and self.low_quality is None:
                self.low_quality = result.path
        if result.skip_reason:
            self.skipped[result.skip_reason] += 1
            return
        self.checked += 1
        verdict = result.report.verdict
        if result.fails:
            self.failing += 1
            self.failed.append(result.path)
        elif verdict is Verdict.NOT_SCORED:
            self.not_scored[(*result.report.reasons, "")[0]] += 1
        elif verdict is Verdict.PASS:
            self.passed += 1
        elif verdict is Verdict.REVIEW:
            self.review += 1
        else:
            self.let_through += 1

    @property
    def met_nothing(self) -> bool:
        """Whether there was no article at all, nor anything that could have been one."""
        return not (self.checked or self.unread)

    @property
    def read_nothing(self) -> bool:
        """Whether nothing was checked because what was asked for is in no form to be read."""
        return not self.checked and self.skipped[SkipReason.BINARY] > 0

    @property
    def is_notable(self) -> bool:
        """Whether someone who asked for no summary needs one."""
        unseen = set(self.skipped) - {SkipReason.LANGUAGE, SkipReason.EXCLUDED}
        shown = self.failing or self.severities or self.unread
        return bool(shown or unseen)

    @property
    def judged_nothing(self) -> bool:
        """Whether articles were checked and none of them could be scored."""
        return 0 < self.checked == self.not_scored.total()

    def headline(self) -> str:
        """Return how many articles fail, and by what."""
        counts = ", ".join(
            quantity(self.severities[severity], severity)
            for severity in Severity
            if self.severities[severity]
        )
        if self.failing:
            verb = "fails" if self.failing == 1 else "fail"
            said = f"{self.failing:,} of {quantity(self.checked, 'article')} {verb}"
        elif self.severities:
            said = "no article fails"
        else:
            said = f"{quantity(self.checked, 'article')} checked"
        return f"{said}: {counts}" if counts else said

    def outcomes(self) -> str:
        """Return what became of the articles that do not fail; empty where all fail."""
        parts = []
        if self.passed:
            parts.append(f"{self.passed:,} {'passes' if self.passed == 1 else 'pass'}")
        if self.let_through:
            parts.append(f"{self.let_through:,} let through despite errors")
        if self.review:
            parts.append(f"{self.review:,} for review")
        if self.not_scored:
            parts.append(f"{self.not_scored.total():,} not scored{by_reason(self.not_scored)}")
        return ", ".join(parts)

    def others(self) -> Iterator[str]:
        """Yield what else there is to count: unread, skipped, known, suppressed."""
        if self.unread:
            yield f"{self.unread.total():,} not read{by_reason(self.unread)}"
        if self.skipped:
            yield f"{self.skipped.total():,} skipped{by_reason(self.skipped)}"
        if self.known:
            yield f"{self.known:,} known from the baseline"
        if self.suppressed:
            yield f"{self.suppressed:,} suppressed"

    def missing(self) -> Iterator[tuple[str, int]]:
        """Yield each extra that is missing, and how many files it would read."""
        for reason, count in sorted(self.skipped.items()):
            if extra := extra_of(reason):
                yield extra, count


def by_reason(counts: Counter[Any]) -> str:
    """Return counts in brackets: “ (not text: 2, template: 1)”, most first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"{str(reason).replace('_', ' ')}: {count:,}" for reason, count in ranked)
    return f" ({listed})"
