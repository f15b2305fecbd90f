"""Why an article passes although its quality is low: the two do not follow from the same limits.

The quality falls with every probability and score; a verdict needs a limit that is crossed, and
``low_quality`` also a rule that shows what is wrong (docs/verdict.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Self

from detector.findings import Severity, Verdict

if TYPE_CHECKING:
    from detector.findings import Report

LOW = 50.0  # of 100: a quality below it is called low, as a family score above 0.5 is called high
RATED = 0.5  # a probability from which the classifier says rather yes than no


class Doubt(Enum):
    """What keeps an article of low quality from a verdict: a label and a sentence."""

    NOTHING_SHOWN = (
        "low, but no rule shows why",
        "The classifier rates it low, but no rule shows a reason, so it passes.",
    )
    BELOW_LIMIT = (
        "low, but below the limit",
        "The classifier rates it low, but below its limit for a review, so it passes.",
    )
    PERHAPS_GENERATED = (
        "perhaps machine-generated",
        "The prose may be machine-generated, but that is below the limit for a review, so it "
        "passes.",
    )
    NOTHING_ALONE = (
        "low, but nothing alone",
        "Several measures lower the quality, but none calls for a review alone, so it passes.",
    )

    def __init__(self, label: str, sentence: str) -> None:
        self.label = label
        self.sentence = sentence

    @classmethod
    def of(
        cls,
        verdict: str,
        quality: float | None,
        low_quality: float | None,
        generated: float | None,
        severities: Iterable[str],
    ) -> Self | None:
        """Return why it passes, by the record's values; None where quality and verdict agree.

        ``severities`` are those of its findings. Where a rule warns and the article passes, the
        classifier stayed below its limit: else the verdict would be another.
        """
        if verdict != Verdict.PASS or quality is None or quality >= LOW:
            return None
        if (low_quality or 0.0) >= RATED:
            shown = any(severity != Severity.INFO for severity in severities)
            return cls.BELOW_LIMIT if shown else cls.NOTHING_SHOWN
        return cls.PERHAPS_GENERATED if (generated or 0.0) >= RATED else cls.NOTHING_ALONE

    @classmethod
    def of_report(cls, report: Report) -> Self | None:
        """Return why ``report`` passes; None where its quality and its verdict agree."""
        return cls.of(
            report.verdict,
            report.quality,
            report.low_quality,
            report.generated,
            (finding.severity for finding in report.findings),
        )
