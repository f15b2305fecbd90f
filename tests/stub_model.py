"""A classifier that says what a test wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detector.findings import Family, ModelInfo, Verdict
from detector.model import Prediction
from detector.text.analysis import Analysis

INFO = ModelInfo(name="stub", version="1", sha256="0" * 64)


@dataclass
class StubModel:
    generated: float = 0.1
    low_quality: float = 0.1
    abstention: str | None = None
    info: ModelInfo = INFO
    asked: list[Mapping[Family, float]] = field(default_factory=list)

    def predict(
        self, analysis: Analysis, scores: Mapping[Family, float], *, explain: bool = False
    ) -> Prediction:
        self.asked.append(scores)
        return Prediction(
            generated=self.generated,
            low_quality=self.low_quality,
            abstention=self.abstention,
            generated_verdict=_verdict(self.generated),
            low_quality_verdict=_verdict(self.low_quality),
        )


RATED_LOW = "rated low"


class RatesLow(StubModel):
    """Rates what calls itself so as low, but below the limit of a failure."""

    def predict(
        self, analysis: Analysis, scores: Mapping[Family, float], *, explain: bool = False
    ) -> Prediction:
        self.low_quality = 0.8 if RATED_LOW in analysis.text else 0.1
        return super().predict(analysis, scores, explain=explain)


def _verdict(probability: float) -> Verdict:
    if probability >= 0.9:
        return Verdict.FAIL
    return Verdict.REVIEW if probability >= 0.6 else Verdict.PASS
