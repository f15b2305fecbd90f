"""Verdict, reasons and quality follow the contract for every mix of evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import score_text
from detector.findings import Family, Finding, Severity, Verdict
from detector.gate.gate import Gate
from detector.model import Prediction, load
from detector.readers import read
from detector.scoring.score import score
from detector.scoring.verdict import decide, quality, reads_as, supported
from detector.text.document import Document
from tests.conftest import ROOT


@pytest.mark.parametrize("text", [b"bytes", None, 7, ["a"]])
def test_a_text_must_be_a_string(text: object) -> None:
    with pytest.raises(TypeError, match=f"must be a str, not {type(text).__name__}"):
        score_text(text)  # type: ignore[arg-type]


def finding(severity: Severity, weight: float = 0.7, rule: str = "some-rule") -> Finding:
    return Finding(
        rule=rule, family=Family.MARKUP_DEBRIS, severity=severity, message="m", line=1, column=1,
        start=0, end=1, evidence="x", weight=weight,
    )  # fmt: skip


def prediction(
    generated: Verdict = Verdict.PASS,
    low_quality: Verdict = Verdict.PASS,
    abstention: str | None = None,
) -> Prediction:
    probability = {Verdict.PASS: 0.1, Verdict.REVIEW: 0.6, Verdict.FAIL: 0.95}
    return Prediction(
        generated=probability[generated],
        low_quality=probability[low_quality],
        abstention=abstention,
        generated_verdict=generated,
        low_quality_verdict=low_quality,
    )


CLEAN = dict.fromkeys(Family, 0.0)
DEBRIS = {**CLEAN, Family.MARKUP_DEBRIS: 0.7}
ERROR, WARNING = finding(Severity.ERROR), finding(Severity.WARNING)
OTHER = finding(Severity.WARNING, rule="other-rule")
FORM = finding(Severity.WARNING, weight=0.0, rule="form-alone")


@pytest.mark.parametrize(
    ("findings", "scores", "predicted", "verdict", "reasons"),
    [
        ([], CLEAN, prediction(), Verdict.PASS, ()),
        ([ERROR], DEBRIS, prediction(), Verdict.FAIL, ("rule:some-rule",)),
        ([WARNING], CLEAN, prediction(), Verdict.PASS, ()),
        ([WARNING], DEBRIS, prediction(), Verdict.REVIEW, ("rule:some-rule",)),
        ([], CLEAN, prediction(Verdict.FAIL), Verdict.FAIL, ("generated",)),
        ([], CLEAN, prediction(Verdict.REVIEW), Verdict.REVIEW, ("generated",)),
        # A spam verdict must be shown, by more than one rule: else it only asks for review.
        ([], CLEAN, prediction(low_quality=Verdict.FAIL), Verdict.REVIEW, ("low_quality",)),
        (
            [WARNING] * 2,
            CLEAN,
            prediction(low_quality=Verdict.FAIL),
            Verdict.REVIEW,
            ("low_quality",),
        ),
        (
            [WARNING, OTHER],
            CLEAN,
            prediction(low_quality=Verdict.FAIL),
            Verdict.FAIL,
            ("low_quality",),
        ),
        # What weighs nothing decides nothing.
        ([FORM], CLEAN, prediction(low_quality=Verdict.REVIEW), Verdict.PASS, ()),
        ([WARNING, FORM], DEBRIS, prediction(), Verdict.REVIEW, ("rule:some-rule",)),
        (
            [WARNING, FORM],
            CLEAN,
            prediction(low_quality=Verdict.FAIL),
            Verdict.REVIEW,
            ("low_quality",),
        ),
        ([ERROR], DEBRIS, prediction(low_quality=Verdict.FAIL), Verdict.FAIL, ("rule:some-rule",)),
        ([ERROR], DEBRIS, prediction(Verdict.FAIL), Verdict.FAIL, ("generated", "rule:some-rule")),
        ([], CLEAN, prediction(abstention="too_short"), Verdict.NOT_SCORED, ("too_short",)),
        # A rule fails a text that the classifier cannot judge; the classifier never does.
        ([ERROR], DEBRIS, prediction(abstention="too_short"), Verdict.FAIL, ("rule:some-rule",)),
        (
            [],
            CLEAN,
            prediction(Verdict.FAIL, abstention="not_prose"),
            Verdict.NOT_SCORED,
            ("not_prose",),
        ),
    ],
)
def test_decide(
    findings: list[Finding],
    scores: dict[Family, float],
    predicted: Prediction,
    verdict: Verdict,
    reasons: tuple[str, ...],
) -> None:
    assert decide(findings, scores, supported(predicted, findings)) == (verdict, reasons)


shares = st.floats(0, 1)


@given(
    st.lists(shares, min_size=len(Family), max_size=len(Family)), shares, shares, shares, st.data()
)
def test_quality_never_rises_with_evidence(
    values: list[float], generated: float, low: float, higher: float, data: st.DataObject
) -> None:
    scores = dict(zip(Family, values, strict=True))
    before = quality(scores, generated, low)
    assert 0 <= before <= 100
    family = data.draw(st.sampled_from(list(Family)))
    worse = {**scores, family: max(scores[family], higher)}
    assert quality(worse, generated, low) <= before
    assert quality(scores, max(generated, higher), low) <= before
    assert quality(scores, generated, max(low, higher)) <= before


@pytest.mark.parametrize(
    "seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda seed: seed.name[:3]
)
def test_the_gate_reports_what_score_reports(seed: Path) -> None:
    (document,) = read(seed)
    assert isinstance(document, Document)
    assert Gate().check(document).report == score(document, load())


@pytest.mark.parametrize(
    ("scores", "kind"),
    [
        ({}, "spam or filler"),
        ({Family.MARKUP_DEBRIS: 0.2}, "unedited"),
        ({Family.MARKUP_DEBRIS: 0.9, Family.PROMPT_LEAK: 0.4, Family.REPETITION: 0.4}, "unedited"),
        ({Family.MARKUP_DEBRIS: 0.9, Family.PROMPT_LEAK: 0.5}, "spam or filler"),
        ({Family.MARKUP_DEBRIS: 0.9, Family.REPETITION: 0.5}, "spam or filler"),
        ({Family.KEYWORD_STUFFING: 0.3, Family.PROMPT_LEAK: 0.2}, "spam or filler"),
    ],
)
def test_debris_alone_is_not_called_spam(scores: dict[Family, float], kind: str) -> None:
    assert reads_as({**dict.fromkeys(Family, 0.0), **scores}) == kind
