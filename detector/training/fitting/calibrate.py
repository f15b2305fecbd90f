"""Calibrate log-odds and set thresholds by length, on predictions for sources left out."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from detector.model.head import Calibration, Thresholds

KNOTS = (40, 80, 160, 320, 640, 1280)  # words
# A probability answers for whole texts as they come, so each of them counts once. Pieces of longer
# ones are easier to judge than texts of that length, of which many are revised: they are used only
# of fewer words than this, where hardly any text is whole. On sources left out the calibration
# error was 0.034 / 0.025 / 0.017 (80 to 150, to 400, more words) with all pieces, weighted as in
# fitting, and is 0.027 / 0.023 / 0.007 with these.
PIECES_BELOW = 60
# Words from which a threshold holds; finer than the bands that reports are in.
THRESHOLDS_FROM = (0, 60, 80, 120, 150, 200, 280, 400, 600, 1000)
# Asked of the human texts at hand so that sources never seen stay near 1 and 5 per cent: with 0.01
# asked, 1.6% of them failed. With 0.006 and 0.05, and kinds at 2 and 10%, it was 0.4 and 3.3% of
# the human texts of sources left out, but 3 and 11% of opinion; with these 0.3 and 2.2, 2 and 10%.
FAIL_RATE, REVIEW_RATE = 0.005, 0.04
# Kinds of human writing count alike in the rate, up to this many texts each.
KIND_SIZE = 100
# No kind may exceed these rates even where every source of that kind was left out of training. Two
# of a hundred is what the product promises of each genre; with 0.015 asked of the stories of one
# source, 4 points fewer of the generated texts of 80 to 400 words failed.
MAX_KIND_FAIL, MAX_KIND_REVIEW = 0.02, 0.08
# Of pieces of human texts that are shown as passages, one by one: a text of some pages has many.
PASSAGE_RATE, MAX_KIND_PASSAGE = 0.01, 0.05
# Below this many documents a kind's own rate is chance. When their pieces were counted, 34
# documents on cooking set the thresholds of all short texts.
MIN_KIND = 60
# A kind raises only the thresholds of bands in which it has this many texts: the stories of one
# source, nearly all of 120 to 400 words, cost generated texts of 80 to 150 words 5 points of what
# failed (whole texts of sources left out, 24.7 and 29.6%).
MIN_KIND_NEAR = 20
# Of separable data a threshold by rate alone would lie among probabilities that say "a person": a
# text is failed, or shown as a passage, only where a model more likely wrote it than not.
LEAST_FAIL, LEAST_REVIEW = 0.5, 0.2
NEVER = 1.0  # the threshold of a band where too few texts could set one
# A band borrows texts of neighbouring lengths, so that its threshold rests on enough of them.
BORROWED = 1.35

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


def calibrating(
    whole: npt.NDArray[np.bool_], words: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Tell which pieces the calibration of ``generated`` is fitted on, each with the weight one."""
    return whole | (words < PIECES_BELOW)


def fit_thresholds(
    probability: Array,
    words: npt.NDArray[np.int64],
    kinds: Sequence[str],
    fail_rate: float = FAIL_RATE,
    review_rate: float = REVIEW_RATE,
    documents: Sequence[str] | None = None,
) -> Thresholds:
    """Set both thresholds on human texts of sources left out.

    Band by band, the mean rate over kinds of writing is the one asked for; then all bands that a
    kind has texts of rise together until it does not exceed its own limit. With ``documents``,
    which of them each text is of, a kind has a limit if it has ``MIN_KIND`` of them, and a band's
    threshold is ``NEVER`` where they are fewer than ``needed`` for its rate.
    """
    kind = np.array(kinds)
    of = np.arange(len(kind)) if documents is None else np.array(documents)
    limited = [name for name in np.unique(kind) if len(np.unique(of[kind == name])) >= MIN_KIND]
    fails = _bands(probability, words, kind, limited, fail_rate, MAX_KIND_FAIL)
    reviews = _bands(probability, words, kind, limited, review_rate, MAX_KIND_REVIEW)
    passages = _bands(probability, words, kind, limited, PASSAGE_RATE, MAX_KIND_PASSAGE)
    reviews = np.maximum(np.minimum(reviews, fails), LEAST_REVIEW)
    passages = np.maximum(np.minimum(passages, fails), LEAST_FAIL)
    fails = np.maximum(fails, LEAST_FAIL)
    if documents is not None:
        sizes = np.array(documents_by_band(words, documents))
        fails, reviews, passages = (
            np.where(sizes >= needed(rate), limit, NEVER)
            for rate, limit in (
                (fail_rate, fails), (review_rate, reviews), (PASSAGE_RATE, passages),
            )
        )  # fmt: skip
    return Thresholds(list(THRESHOLDS_FROM), _rounded(reviews), _rounded(fails), _rounded(passages))


def needed(rate: float) -> int:
    """Return how many human documents a threshold for a false-positive ``rate`` needs.

    Where none of n reaches the threshold, the rate is at most 3 / n with 95% confidence (Hanley &
    Lippman-Hand 1983).
    """
    return ceil(3.0 / rate)


def documents_by_band(words: npt.NDArray[np.int64], documents: Sequence[str]) -> list[int]:
    """Return how many different documents the thresholds of each band rest on."""
    of = np.array(documents)
    return [len(np.unique(of[near])) for near in _near(words)]


def _near(words: npt.NDArray[np.int64]) -> list[npt.NDArray[np.bool_]]:
    starts = np.array(THRESHOLDS_FROM)
    stops = np.append(starts[1:], 10**9)
    return [
        (words >= start / BORROWED) & (words < stop * BORROWED)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _bands(
    probability: Array,
    words: npt.NDArray[np.int64],
    kind: npt.NDArray[np.str_],
    limited: Sequence[str],
    rate: float,
    kind_rate: float,
) -> Array:
    names, sizes = np.unique(kind, return_counts=True)
    share = dict(zip(names, np.minimum(sizes, KIND_SIZE) / sizes, strict=True))
    weight = np.array([share[k] for k in kind])
    odds = log_odds(probability)
    starts = np.array(THRESHOLDS_FROM)
    at = np.empty(len(starts))
    bands_near = _near(words)
    for i, near in enumerate(bands_near):
        at[i] = weighted_quantile(odds[near], weight[near], rate) if near.any() else np.inf
    margin = odds - at[np.searchsorted(starts, words, side="right") - 1]
    rise = np.zeros(len(starts))
    for name in limited:
        own = kind == name
        asked = weighted_quantile(margin[own], np.ones(own.sum()), kind_rate)
        there = [np.count_nonzero(own & near) >= MIN_KIND_NEAR for near in bands_near]
        rise = np.maximum(rise, np.where(there, asked, 0.0))
    result: Array = 1.0 / (1.0 + np.exp(-(at + rise)))
    return result


def log_odds(probability: Array) -> Array:
    clipped = np.clip(probability, 1e-9, 1.0 - 1e-9)
    result: Array = np.log(clipped) - np.log1p(-clipped)
    return result


def weighted_quantile(values: Array, weights: Array, above: float) -> float:
    """The least threshold that at most the share ``above`` of the weight reaches."""
    order = np.argsort(-values, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    index = int(np.searchsorted(share, above, side="right"))
    return float(np.nextafter(values[order][min(index, len(values) - 1)], np.inf))


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
