"""One question put to a text: weights over n-grams, trees over all measures, a calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.findings import Verdict

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees as one table; a text's log-odds are the sum over the trees.

    ``nodes`` has a row per node: feature, threshold, left, right, value. A text goes left where
    its feature is at most the threshold; a leaf points to itself. ``roots`` are row numbers.
    """

    nodes: npt.NDArray[np.float64]
    roots: npt.NDArray[np.int32]
    baseline: float
    depth: int
    _columns: _Columns = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        import numpy as np

        feature, threshold, left, right, value = self.nodes.T
        children = np.column_stack([left, right]).astype(np.intp).ravel()
        columns = _Columns(
            feature.astype(np.intp),
            threshold.copy(),
            children,
            value.copy(),
            self.roots.astype(np.intp),
        )
        object.__setattr__(self, "_columns", columns)

    def log_odds(self, features: npt.NDArray[np.float64]) -> float:
        """Return the log-odds of a text with these ``features``."""
        feature, threshold, children, value, at = self._columns
        for _ in range(self.depth):
            at = children[2 * at + (features[feature[at]] > threshold[at])]
        return self.baseline + float(value[at].sum())

    def contributions(
        self, features: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], float]:
        """Return what each feature adds to the log-odds, and the part of none.

        A feature adds the changes of value at the splits that ask for it (Saabas 2014).
        """
        import numpy as np

        feature, threshold, children, value, at = self._columns
        start = self.baseline + float(value[at].sum())
        added = np.zeros(len(features))
        for _ in range(self.depth):
            asked = feature[at]
            next_at = children[2 * at + (features[asked] > threshold[at])]
            np.add.at(added, asked, value[next_at] - value[at])
            at = next_at
        return added, start


class _Columns(NamedTuple):
    """The columns of a table of trees as arrays of their own, and the roots.

    ``children`` holds left and right of each node in turn.
    """

    feature: npt.NDArray[np.intp]
    threshold: npt.NDArray[np.float64]
    children: npt.NDArray[np.intp]
    value: npt.NDArray[np.float64]
    roots: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From raw log-odds to calibrated ones: a line whose slope and offset depend on the length.

    Both are linear in the log of the number of words between the knots, and flat outside them.
    """

    words: Sequence[float]
    slopes: Sequence[float]
    offsets: Sequence[float]

    def line(self, words: int) -> tuple[float, float]:
        """Return slope and offset for a text of ``words`` words."""
        import numpy as np

        at = log(max(words, 1))
        knots = np.log(self.words)
        return (
            float(np.interp(at, knots, self.slopes)),
            float(np.interp(at, knots, self.offsets)),
        )


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which a text fails or asks for review, by its number of words.

    ``passage`` is that from which a passage of this length is shown within a text. A threshold of 1
    is reached by none: too few texts could set it.
    """

    from_words: Sequence[int]
    review: Sequence[float]
    fail: Sequence[float]
    passage: Sequence[float]

    def showing(self, words: int) -> float:
        """Return the probability from which a passage of ``words`` words is shown."""
        return self.passage[self._band(words)]

    def _band(self, words: int) -> int:
        return max(0, sum(1 for start in self.from_words if words >= start) - 1)

    def verdict(self, probability: float, words: int) -> Verdict:
        band = self._band(words)
        if probability >= self.fail[band] < 1.0:
            return Verdict.FAIL
        return Verdict.REVIEW if probability >= self.review[band] < 1.0 else Verdict.PASS


@dataclass(frozen=True, slots=True)
class Head:
    """One question: its n-gram weights, its trees and what makes a probability of them."""

    weights: npt.NDArray[np.float32]
    intercept: float
    wording_share: float  # of the n-gram part, added to the trees' own reading of it
    evidence_share: float  # of what the rules found, the last feature, added likewise
    trees: Trees
    calibration: Calibration
    thresholds: Thresholds

    def ngram_score(
        self, columns: npt.NDArray[np.integer], values: npt.NDArray[np.float64]
    ) -> float:
        """Return the n-gram part: the weighted sum of the TF-IDF ``values`` at ``columns``."""
        return float(self.weights[columns].astype(values.dtype) @ values) + self.intercept

    def log_odds(self, features: npt.NDArray[np.float64]) -> float:
        """Return the raw log-odds; the first feature is the n-gram part."""
        return (
            self.trees.log_odds(features)
            + self.wording_share * float(features[0])
            + self.evidence_share * float(features[-1])
        )

    def contributions(
        self, features: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], float]:
        """Return what each feature adds to the raw log-odds, and the part of none."""
        added, start = self.trees.contributions(features)
        added[0] += self.wording_share * float(features[0])
        added[-1] += self.evidence_share * float(features[-1])
        return added, start


def sigmoid(log_odds: float) -> float:
    """Return the probability, without overflow at any log-odds."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1.0 + odds)


def calibration_of(config: Mapping[str, Any]) -> Calibration:
    return Calibration(config["words"], config["slopes"], config["offsets"])


def thresholds_of(config: Mapping[str, Any]) -> Thresholds:
    fail = config["fail"]
    return Thresholds(config["from_words"], config["review"], fail, config.get("passage", fail))
