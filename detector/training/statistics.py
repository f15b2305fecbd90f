"""Rates with their uncertainty, and the curves of a report."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def wilson(hits: int, size: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if size == 0:
        return 0.0, 1.0
    share = hits / size
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, centre - half), min(1.0, centre + half)


def auroc(human: Array, generated: Array) -> float:
    """Return the probability that a generated text scores above a human one, ties half."""
    if not len(human) or not len(generated):
        return float("nan")
    ordered = np.sort(human)
    below = np.searchsorted(ordered, generated, side="left")
    equal = np.searchsorted(ordered, generated, side="right") - below
    return float((below + 0.5 * equal).mean() / len(human))


def auroc_interval(human: Array, generated: Array) -> tuple[float, float]:
    """Return the 95 % interval of an AUROC by its normal approximation (Hanley & McNeil 1982)."""
    value = auroc(human, generated)
    n, m = len(human), len(generated)
    if not n or not m:
        return 0.0, 1.0
    q1, q2 = value / (2 - value), 2 * value * value / (1 + value)
    spread = value * (1 - value) + (m - 1) * (q1 - value**2) + (n - 1) * (q2 - value**2)
    half = 1.96 * sqrt(max(spread, 0.0) / (n * m))
    return max(0.0, value - half), min(1.0, value + half)


def recall_at(human: Array, generated: Array, rate: float) -> float:
    """Return the share of generated texts above the threshold that ``rate`` of human ones reach."""
    if not len(human) or not len(generated):
        return float("nan")
    return float((generated > np.quantile(human, 1.0 - rate)).mean())


def roc_points(human: Array, generated: Array, points: int = 200) -> list[tuple[float, float]]:
    """Return ``(false-positive rate, recall)`` along the curve, from (0, 0) to (1, 1)."""
    thresholds = np.quantile(np.concatenate([human, generated]), np.linspace(1, 0, points))
    pairs = [(float((human > t).mean()), float((generated > t).mean())) for t in thresholds]
    return [(0.0, 0.0), *pairs, (1.0, 1.0)]


def reliability(
    probability: Array, label: npt.NDArray[np.bool_], bins: int = 15
) -> list[tuple[float, float, int]]:
    """Return ``(mean probability, share that is true, size)`` of each bin that is not empty."""
    which = np.minimum((probability * bins).astype(int), bins - 1)
    return [
        (float(probability[which == b].mean()), float(label[which == b].mean()), int(size))
        for b in range(bins)
        if (size := (which == b).sum())
    ]
