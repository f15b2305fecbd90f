"""The classifier as applied: a folder of plain arrays, read and evaluated with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from detector.analysis import Analysis
from detector.findings import Family, ModelInfo, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the classifier says of one text.

    ``abstention`` is None, or why the probabilities decide nothing: ``empty``, ``too_short``,
    ``unsupported_language`` or ``not_prose``. The two verdicts are those of each probability
    alone, by the thresholds for the text's length. Probabilities are None for an empty text.
    """

    generated: float | None
    low_quality: float | None
    abstention: str | None
    generated_verdict: Verdict
    low_quality_verdict: Verdict
    features: Mapping[str, float] | None = None
    contributions: Mapping[str, float] | None = None


class Model(Protocol):
    info: ModelInfo

    def predict(
        self, analysis: Analysis, scores: Mapping[Family, float], *, explain: bool = False
    ) -> Prediction: ...


def load(folder: Path | None = None) -> Model:
    """Load the model in ``folder``, or the one that ships with the package."""
    raise NotImplementedError
