"""From probabilities, levels and touched lines to what stands against an article."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detector.config import Settings
from detector.findings import Family, Finding, Severity, Verdict, percent
from detector.gate import suppress
from detector.gate.selection import GENERATED, LOW_QUALITY, Selection
from detector.scoring.verdict import reads_as, weightiest

if TYPE_CHECKING:
    from detector.gate.git import Lines
    from detector.model import Prediction


_MAX_FAMILIES = 3
_ABSOLUTE = 1.0 - 1e-9  # a probability of one, rounding apart


def settled(
    prediction: Prediction,
    settings: Settings,
    selection: Selection,
    suppressions: Sequence[suppress.Suppression],
) -> Prediction:
    """Apply the thresholds, the selection and the suppressions to what the classifier says."""

    def verdict(name: str, probability: float | None, by_model: Verdict) -> Verdict:
        if name not in selection.gate or probability is None:
            return Verdict.PASS
        threshold = settings.threshold(name)
        if threshold is not None:
            fails = probability >= min(threshold, _ABSOLUTE)
            by_model = (
                Verdict.FAIL if fails else Verdict.REVIEW if by_model is Verdict.FAIL else by_model
            )
        if by_model is not Verdict.PASS and suppress.is_suppressed(suppressions, name, ""):
            return Verdict.PASS
        return by_model

    generated = verdict(GENERATED, prediction.generated, prediction.generated_verdict)
    if generated is Verdict.FAIL and not settings["fail_on_generated"]:
        generated = Verdict.REVIEW
    return replace(
        prediction,
        generated_verdict=generated,
        low_quality_verdict=verdict(
            LOW_QUALITY, prediction.low_quality, prediction.low_quality_verdict
        ),
    )


def claims(
    prediction: Prediction, scores: Mapping[Family, float] | None = None
) -> list[tuple[str, Verdict, str]]:
    """What the classifier holds against the text: name, verdict, message.

    ``scores`` are those of the families, which it was shown: the message names what weighs most.
    """
    if prediction.abstention is not None:
        return []
    claims = (
        (GENERATED, prediction.generated_verdict, prediction.generated),
        (LOW_QUALITY, prediction.low_quality_verdict, prediction.low_quality),
    )
    given = scores or {}
    texts = {
        GENERATED: "the prose reads as machine-generated ({})",
        LOW_QUALITY: f"the article reads as {reads_as(given)} ({{}}){_to_fix(given)}",
    }
    return [
        (name, verdict, texts[name].format(percent(probability)))
        for name, verdict, probability in claims
        if verdict in (Verdict.FAIL, Verdict.REVIEW)
    ]


def _to_fix(scores: Mapping[Family, float]) -> str:
    """Name the families that weigh most; "" if none does."""
    named = weightiest(scores)[:_MAX_FAMILIES]
    listed = ", ".join(family.value.replace("_", " ") for family in named)
    return f"; fix first: {listed}" if listed else ""


def without(prediction: Prediction, names: Container[str]) -> Prediction:
    """Take back the claims of these names."""
    generated, low_quality = prediction.generated_verdict, prediction.low_quality_verdict
    return replace(
        prediction,
        generated_verdict=Verdict.PASS if GENERATED in names else generated,
        low_quality_verdict=Verdict.PASS if LOW_QUALITY in names else low_quality,
    )


def levelled(finding: Finding, settings: Settings) -> Finding:
    """An error of a family that must not fail an article counts as a warning."""
    if finding.severity is Severity.ERROR and settings.families[finding.family] == "review":
        return replace(finding, severity=Severity.WARNING)
    return finding


def on_lines(
    prediction: Prediction, findings: list[Finding], source: str, touched: Lines
) -> tuple[Prediction, list[Finding]]:
    """Keep what lies on the touched lines; of the whole text, where they are half of it."""
    # Git ends lines at LF alone; the findings' own lines end at a lone CR too.
    total = source.count("\n") + (not source.endswith("\n"))
    whole = 2 * sum(min(last, total) - first + 1 for first, last in touched) >= total

    def stands(finding: Finding) -> bool:
        if finding.start == finding.end == 0:
            return whole
        first = source.count("\n", 0, finding.start) + 1
        last = first + source.count("\n", finding.start, finding.end)
        return any(a <= last and first <= b for a, b in touched)

    kept = [finding for finding in findings if stands(finding)]
    return (prediction if whole else without(prediction, (GENERATED, LOW_QUALITY))), kept


def outcome(verdict: Verdict, fail_on: str) -> tuple[bool, bool]:
    """Whether the article fails, and whether its issues are shown."""
    if verdict is Verdict.FAIL:
        return fail_on != "never", True
    review = verdict is Verdict.REVIEW
    return review and fail_on == "review", review and fail_on != "fail"
