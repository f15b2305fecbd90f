"""How much of the wording a model made: an estimated share, beside the probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A weighted sum of a few features, and the share of the wording behind each such score.

    ``scores`` rise, and ``shares`` with them; between two of them the share is interpolated.
    """

    features: Sequence[str]
    weights: Sequence[float]
    intercept: float
    scores: Sequence[float]
    shares: Sequence[float]

    def share(self, values: Mapping[str, float]) -> float:
        """Return the estimated share, 0 to 1, for a text whose features have these ``values``."""
        import numpy as np

        score = self.intercept + sum(
            weight * values[name] for name, weight in zip(self.features, self.weights, strict=True)
        )
        return float(np.interp(score, self.scores, self.shares))

    def to_config(self) -> dict[str, Any]:
        """Return what the folder's configuration holds of it: ``Extent(**config)`` is the same."""
        return asdict(self)
