"""What the classifier says of one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detector.findings import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the classifier says of one text.

    ``abstention`` is None, or why the probabilities decide nothing: ``empty``, ``too_short``,
    ``unsupported_language`` or ``not_prose``. The two verdicts are those of each probability
    alone, by the thresholds for the text's length. Probabilities are None for an empty text.
    ``words`` counts those of the running prose, by which the thresholds go.

    ``features`` are the numbers that the classifier saw, by name; ``contributions``
    what each added to the log-odds that a model wrote the prose, largest first, with ``bias`` for
    the rest.
    """

    generated: float | None
    low_quality: float | None
    abstention: str | None
    generated_verdict: Verdict
    low_quality_verdict: Verdict
    words: int = 0
    features: Mapping[str, float] | None = None
    contributions: Mapping[str, float] | None = None
