"""Calibrate log-odds and set thresholds by length, on predictions for sources left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from detector.model.head import Calibration, Thresholds

KNOTS = (80, 160, 320, 640, 1280)  # words
BANDS = (0, 120, 150, 200, 280, 400, 600, 1000)  # words from which a band starts
FAIL_RATE, REVIEW_RATE = 0.01, 0.05
# The kinds of human writing count alike in the rate, up to this many texts each; and no kind may
# fail more often than this.
KIND_SIZE = 100
MAX_KIND_FAIL, MAX_KIND_REVIEW = 0.03, 0.10
MIN_KIND = 40  # below this many texts a kind's own rate is chance

Array = npt.NDArray[np.float64]


def fit_calibration(
    raw: Array, words: npt.NDArray[np.int64], label: npt.NDArray[np.bool_], weights: Array
) -> Calibration:
    """Fit a slope and an offset that change with the length (Platt 1999, at knots of length)."""
    at = np.interp(np.log(np.maximum(words, 1)), np.log(KNOTS), np.arange(len(KNOTS), dtype=float))
    hat = np.maximum(0.0, 1.0 - np.abs(at[:, None] - np.arange(len(KNOTS))))
    estimator = LogisticRegression(C=10.0, fit_intercept=False, max_iter=500)
    estimator.fit(np.hstack([hat * raw[:, None], hat]), label, sample_weight=weights)
    slopes = np.maximum(estimator.coef_[0][: len(KNOTS)], 0.05)  # never falls as the raw one rises
    offsets = estimator.coef_[0][len(KNOTS) :]
    return Calibration(list(KNOTS), _rounded(slopes), _rounded(offsets))


def fit_thresholds(
    probability: Array,
    words: npt.NDArray[np.int64],
    kinds: Sequence[str],
    fail_rate: float = FAIL_RATE,
    review_rate: float = REVIEW_RATE,
) -> Thresholds:
    """Set both thresholds on human texts of sources left out, band by band.

    The rate is the mean over kinds of writing; then the threshold rises until no kind exceeds its
    own limit. Each band uses texts of neighbouring lengths too, so that it rests on enough.
    """
    kind = np.array(kinds)
    reviews, fails = [], []
    for i, start in enumerate(BANDS):
        stop = BANDS[i + 1] if i + 1 < len(BANDS) else 10**9
        near = (words >= start * 0.85) & (words < stop * 1.15)
        fails.append(_threshold(probability[near], kind[near], fail_rate, MAX_KIND_FAIL))
        reviews.append(_threshold(probability[near], kind[near], review_rate, MAX_KIND_REVIEW))
    return Thresholds(
        list(BANDS),
        _rounded([min(r, f) for r, f in zip(reviews, fails, strict=True)]),
        _rounded(fails),
    )


def _threshold(
    probability: Array, kind: npt.NDArray[np.str_], rate: float, kind_rate: float
) -> float:
    if not len(probability):
        return 1.0
    names, sizes = np.unique(kind, return_counts=True)
    weight = dict(zip(names, np.minimum(sizes, KIND_SIZE) / sizes, strict=True))
    at = _weighted_quantile(probability, np.array([weight[k] for k in kind]), rate)
    for name, size in zip(names, sizes, strict=True):
        if size >= MIN_KIND:
            own = probability[kind == name]
            at = max(at, _weighted_quantile(own, np.ones(size), kind_rate))
    return min(at, 1.0)


def _weighted_quantile(values: Array, weights: Array, above: float) -> float:
    """The least threshold that at most the share ``above`` of the weight reaches."""
    order = np.argsort(-values, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    index = int(np.searchsorted(share, above, side="right"))
    return float(np.nextafter(values[order][min(index, len(values) - 1)], 2.0))


def expected_calibration_error(
    probability: Array, label: npt.NDArray[np.bool_], bins: int = 15
) -> float:
    """Return the ECE over equal-width bins (Naeini et al. 2015)."""
    which = np.minimum((probability * bins).astype(int), bins - 1)
    gap = 0.0
    for b in range(bins):
        inside = which == b
        if inside.any():
            gap += inside.mean() * abs(probability[inside].mean() - label[inside].mean())
    return float(gap)


def _rounded(values: Sequence[float] | Array) -> list[float]:
    return [float(f"{value:.8g}") for value in values]
