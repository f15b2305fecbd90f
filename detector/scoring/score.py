"""Score a document: rules, classifier and verdict, in that order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detector.findings import Report
from detector.scoring import evidence
from detector.scoring.explanation import explain
from detector.scoring.extent import extent
from detector.scoring.passages import passages
from detector.scoring.verdict import judged, not_scored, supported
from detector.text.analysis import Analysis
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.model import Model


def score(
    document: Document, model: Model, *, features: bool = False, explanation: bool = False
) -> Report:
    """Score one document.

    With either of the two the report carries the extent; with ``features`` also the numbers that
    the classifier saw and what each added to its log-odds; with ``explanation`` the sentences
    that speak most for and against, and the passages that read as machine-generated.
    """
    return score_analysis(Analysis(document), model, features=features, explanation=explanation)


def score_analysis(
    analysis: Analysis, model: Model, *, features: bool = False, explanation: bool = False
) -> Report:
    """Score a document whose analysis the caller needs as well. A template file is not prose."""
    if analysis.document.is_template:
        return not_scored(analysis, "not_prose", model)
    findings = evidence.find(analysis)
    prediction = model.predict(analysis, evidence.scores(findings), explain=features)
    report = judged(analysis, findings, supported(prediction, findings), model)
    if not features and not explanation:
        return report
    found = passages(analysis, model)
    return replace(
        report,
        extent=extent(analysis, model, found) if report.reliable else None,
        features=prediction.features if features else None,
        contributions=prediction.contributions if features else None,
        explanation=explain(analysis, model) if explanation else None,
        passages=found if explanation else None,
    )
