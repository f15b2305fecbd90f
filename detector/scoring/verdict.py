"""From findings and probabilities to a verdict, its reasons and the quality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detector.findings import Family, Finding, Report, Severity, Verdict
from detector.scoring import evidence
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    from detector.model import Model, Prediction

# A family score from which a reasonable editor would act (the contract's 0.5).
ACT = 0.5
# Rules whose warnings or errors must stand beside ``low_quality`` where it fails an article. Of
# 179 news articles 44 failed over a broken pound sign alone while one rule was enough.
MIN_RULES = 2

# What a family at score 1 takes from the quality, as a share. Families that name damage weigh
# most; readability and boilerplate are matters of taste until they are extreme. Chosen by that
# order, as are the two for the heads: no measurement or judgement of readers stands behind them.
_QUALITY_LOSS = {
    Family.KEYWORD_STUFFING: 0.8,
    Family.MARKUP_DEBRIS: 0.7,
    Family.PROMPT_LEAK: 0.8,
    Family.SPUN_TEXT: 0.7,
    Family.REPETITION: 0.6,
    Family.BOILERPLATE: 0.4,
    Family.READABILITY: 0.3,
    Family.THIN_CONTENT: 0.4,
}
_QUALITY_LOSS_GENERATED = 0.6
_QUALITY_LOSS_LOW_QUALITY = 0.7


def judged(
    analysis: Analysis,
    findings: Sequence[Finding],
    prediction: Prediction,
    model: Model | None,
    act: float = ACT,
) -> Report:
    """Make the report of a text from what the rules found and what the classifier says.

    ``model`` is None where no classifier was asked; ``act`` is as ``decide`` takes it.
    """
    document = analysis.document
    scores = evidence.scores(findings)
    verdict, reasons = decide(findings, scores, prediction, act)
    return Report(
        id=document.id,
        path=document.path,
        words=len(analysis.words),
        language=analysis.language,
        content_type=document.format,
        verdict=verdict,
        reasons=reasons,
        quality=None
        if verdict is Verdict.NOT_SCORED
        else quality(scores, prediction.generated, prediction.low_quality),
        generated=prediction.generated,
        reliable=prediction.generated is not None and prediction.abstention is None,
        low_quality=prediction.low_quality,
        scores=scores,
        findings=tuple(findings),
        model=None if model is None else model.info,
        needs_script=document.needs_script,
    )


def not_scored(analysis: Analysis, reason: str, model: Model | None = None) -> Report:
    """Make the report of a text that nothing was asked of; ``reason`` is the contract's."""
    document = analysis.document
    return Report(
        id=document.id, path=document.path, words=len(analysis.words), language=analysis.language,
        content_type=document.format, verdict=Verdict.NOT_SCORED, reasons=(reason,), quality=None,
        generated=None, reliable=False, low_quality=None, scores=evidence.scores(()), findings=(),
        model=None if model is None else model.info,
    )  # fmt: skip


def supported(prediction: Prediction, findings: Iterable[Finding]) -> Prediction:
    """Let ``low_quality`` decide only where rules can show what is wrong.

    An editor who reads that an article is spam must see where, and one fault is to be fixed: it
    makes no spam. Without warnings or errors of two rules a failing probability asks for review;
    without any, one that only asks for review says nothing (of 1,925 good reference pages 67 were
    sent to review so, with nothing to show). What weighs nothing is a fault of the form alone.
    """
    shown = {f.rule for f in findings if f.severity is not Severity.INFO and f.weight > 0}
    verdict = prediction.low_quality_verdict
    if verdict is Verdict.FAIL and len(shown) < MIN_RULES:
        return replace(prediction, low_quality_verdict=Verdict.REVIEW)
    if verdict is Verdict.REVIEW and not shown:
        return replace(prediction, low_quality_verdict=Verdict.PASS)
    return prediction


def decide(
    findings: Sequence[Finding],
    scores: Mapping[Family, float],
    prediction: Prediction,
    act: float = ACT,
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and what decided it, strongest first.

    A finding of severity error fails. Where the classifier does not abstain, its calibrated
    probabilities fail or ask for review by the thresholds of the model's folder, and a family
    whose score reaches ``act`` without an error asks for review.
    """
    failing: dict[str, float] = {}
    doubtful: dict[str, float] = {}
    for finding in findings:
        reason = f"rule:{finding.rule}"
        if finding.severity is Severity.ERROR:
            failing[reason] = max(failing.get(reason, 0.0), finding.weight)
        elif (
            finding.severity is Severity.WARNING
            and finding.weight > 0
            and scores[finding.family] >= act
        ):
            doubtful[reason] = max(doubtful.get(reason, 0.0), finding.weight)
    if prediction.abstention is None:
        for reason, probability, verdict in (
            ("generated", prediction.generated, prediction.generated_verdict),
            ("low_quality", prediction.low_quality, prediction.low_quality_verdict),
        ):
            if verdict is Verdict.FAIL:
                failing[reason] = probability or 0.0
            elif verdict is Verdict.REVIEW:
                doubtful[reason] = probability or 0.0
    if failing:
        return Verdict.FAIL, _strongest(failing)
    if prediction.abstention is not None:
        return Verdict.NOT_SCORED, (prediction.abstention,)
    return (Verdict.REVIEW, _strongest(doubtful)) if doubtful else (Verdict.PASS, ())


def _strongest(strength: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(strength, key=lambda reason: (-strength[reason], reason)))


def quality(
    scores: Mapping[Family, float], generated: float | None, low_quality: float | None
) -> float:
    """Return 0 (worst) to 100: the product of what each score and each probability leaves.

    Every factor falls as its score rises, so quality never rises with a score or probability.
    """
    value = 100.0
    for family, loss in _QUALITY_LOSS.items():
        value *= 1.0 - loss * scores[family]
    value *= 1.0 - _QUALITY_LOSS_GENERATED * (generated or 0.0)
    value *= 1.0 - _QUALITY_LOSS_LOW_QUALITY * (low_quality or 0.0)
    return value


def weightiest(scores: Mapping[Family, float]) -> list[Family]:
    """Return the families that an editor would act on, else the first of all, worst first."""
    ranked = sorted((f for f in scores if scores[f] > 0), key=lambda family: -scores[family])
    return [family for family in ranked if scores[family] >= ACT] or ranked[:1]


def reads_as(scores: Mapping[Family, float]) -> str:
    """Say what kind of low quality it is that weighs most: “spam or filler” in general."""
    # Debris is left in good texts, too: somebody was careless, which is no spam.
    return "unedited" if weightiest(scores) == [Family.MARKUP_DEBRIS] else "spam or filler"
