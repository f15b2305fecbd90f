"""Fit the estimate of how much of the wording a model made, on documents with their originals.

The truth comes from the data: of a text whose group has the human original, it is the share of its
words outside every run of ``RUN`` words that the original has as well; nothing of an original is a
model's, and all of what a model wrote from nothing is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import spearmanr
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import Ridge

from detector.findings import quantity
from detector.model.classifier import FEATURES
from detector.model.extent import Extent
from detector.training.bands import MIN_WORDS
from detector.training.data.corpus import Corpus
from detector.training.data.texts import LabelledText
from detector.training.fitting.calibrate import weighted_quantile
from detector.training.fitting.design import Design, Piece
from detector.training.fitting.folds import FOLDS, source_folds, usable
from detector.training.fitting.sweeps import tree_features
from detector.training.fitting.weights import SOURCE_POWER

RUN = 3  # words: the shortest run that says where a wording is from
# Chosen: below this many revised texts there is no telling how an estimate behaves.
MIN_REVISED = 300
# What the estimate rests on: the n-gram part, the length, and how expected the words are.
MEASURES = ("wording_generated", "log_words", "surprisal_mean_human", "surprisal_mean_generated",
            "surprisal_mean_ratio_words", "surprisal_mean_ratio_pairs",
            "clipped_ratio")  # fmt: skip
REGULARISATION = 10.0
# What originals, revised and whole generated texts weigh: both labels alike, as in the calibration.
MASSES = (0.5, 0.25, 0.25)
KNOTS = 40  # of the calibration, as it is kept

Array = npt.NDArray[np.float64]


def true_extents(corpus: Corpus, pieces: Sequence[Piece]) -> Array:
    """Return the share of each piece's words that a model made, NaN where nobody knows."""
    words = _Words(corpus)
    originals: dict[str, list[int]] = defaultdict(list)
    revised: set[str] = set()
    for i, text in enumerate(corpus.texts):
        if is_original(text):
            originals[text.group].append(i)
        elif text.generated:
            revised.add(text.group)
    runs = {
        group: np.unique(np.concatenate([words.runs(corpus.rows[i]) for i in members]))
        for group, members in originals.items()
        if group in revised
    }
    shares = np.full(len(pieces), np.nan)
    for at, piece in enumerate(pieces):
        text = corpus.texts[piece.text]
        if is_original(text):
            shares[at] = 0.0
        elif text.generated and text.group in runs:
            row = corpus.rows[piece.text][piece.start : piece.end]
            shares[at] = words.new_share(row, runs[text.group])
        elif text.generated and text.attack is None and text.sure:
            shares[at] = 1.0
    return shares


def is_original(text: LabelledText) -> bool:
    """Say whether a text is a person's, with nothing done to it."""
    return text.generated is False and not text.attack


class _Words:
    """The words of a corpus as numbers, case and punctuation apart."""

    def __init__(self, corpus: Corpus) -> None:
        known: dict[str, int] = {}
        self._number = np.array(
            [
                known.setdefault(token.lower(), len(known)) if token[0].isalnum() else -1
                for token in corpus.tokens
            ],
            np.int64,
        )
        self._size = len(known)

    def runs(self, row: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """Return a number for each run of ``RUN`` words of a text."""
        words = self._number[row]
        words = words[words >= 0]
        size = max(len(words) - RUN + 1, 0)
        total = np.zeros(size, np.int64)
        for n in range(RUN):
            total = total * self._size + words[n : n + size]
        return total

    def new_share(self, row: npt.NDArray[np.int32], original: npt.NDArray[np.int64]) -> float:
        """Return the share of the words in no run that the ``original`` has."""
        found = np.isin(self.runs(row), original)
        words = int(np.count_nonzero(self._number[row] >= 0))
        kept = np.zeros(words, bool)
        for n in range(RUN):
            kept[n : n + len(found)] |= found
        return 1.0 - float(kept.mean()) if words else 1.0


def piece_masses(texts: Sequence[LabelledText], of: npt.NDArray[np.int64], share: Array) -> Array:
    """Return weights by which originals, revised and whole generated texts have their ``MASSES``.

    Within each a source of n texts weighs n ** ``SOURCE_POWER``, and a text as its pieces' root.
    """
    kind = np.where(share <= 0.0, 0, np.where(share >= 1.0, 2, 1))
    texts_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    pieces = Counter(int(t) for t in of)
    for t, k in zip(of, kind, strict=True):
        texts_of[texts[int(t)].unit, int(k)].add(int(t))
    weights = np.array(
        [
            len(texts_of[texts[int(t)].unit, int(k)]) ** (SOURCE_POWER - 1.0)
            / np.sqrt(pieces[int(t)])
            for t, k in zip(of, kind, strict=True)
        ]
    )
    for k, mass in enumerate(MASSES):
        total = weights[kind == k].sum()
        if total:
            weights[kind == k] *= mass / total
    result: Array = weights * len(weights) / weights.sum()
    return result


class Figures(NamedTuple):
    """How well estimates fit the truth; ``gap`` is the calibration error over tenths."""

    error: float  # mean absolute
    rank: float  # Spearman's correlation, NaN where one side does not vary
    gap: float


def figures(truth: Array, estimate: Array, weights: Array) -> Figures:
    """Compare estimates with the truth."""
    which = np.minimum((estimate * 10).astype(int), 9)
    gap = 0.0
    for b in range(10):
        mine = which == b
        if mine.any():
            ours, theirs = (np.average(v[mine], weights=weights[mine]) for v in (estimate, truth))
            gap += weights[mine].sum() / weights.sum() * abs(ours - theirs)
    error = np.average(np.abs(truth - estimate), weights=weights)
    varied = np.ptp(truth) > 0 and np.ptp(estimate) > 0
    rank = float(spearmanr(truth, estimate).statistic) if varied else float("nan")
    return Figures(float(error), rank, float(gap))


def fit_extent(
    corpus: Corpus,
    measured: Design,
    wording: Array,
    surprisal: Array,
    say: Callable[[str], None],
) -> Extent | None:
    """Fit the estimate, or return None where too few texts have their originals beside them.

    ``wording`` and ``surprisal`` are those of ``OutOfSource``, as a new text would have them. The
    calibration rests on scores of sources that the weights were fitted without.
    """
    shares = true_extents(corpus, measured.pieces)
    trained = usable(corpus.texts)[measured.text] & (measured.words >= MIN_WORDS)
    rows = np.flatnonzero(trained & ~np.isnan(shares))
    of, truth = measured.text[rows], shares[rows]
    found = len({corpus.texts[t].group for t in of[(truth > 0) & (truth < 1)]})
    if found < MIN_REVISED:
        say(
            f"extent: {quantity(found, 'document')} with both the original and a revised version, "
            f"an estimate needs {MIN_REVISED}: the model gives none"
        )
        return None
    columns = [FEATURES.index(name) for name in MEASURES]
    features = tree_features(wording, measured, surprisal)[rows][:, columns]
    centre, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = (features - centre) / spread
    weights = piece_masses(corpus.texts, of, truth)
    folds = source_folds(corpus.texts)[of]
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        inside, outside = folds != number, folds == number
        if outside.any():
            scores[outside] = _ridge(scaled, truth, weights, inside).predict(scaled[outside])
    whole = _ridge(scaled, truth, weights, np.ones(len(rows), bool))
    at, shown = _calibrated(scores, truth, weights)
    fit = figures(truth, np.interp(scores, at, shown), weights)
    say(
        f"extent: on sources left out mean absolute error {fit.error:.3f}, rank correlation "
        f"{fit.rank:.3f}, calibration error {fit.gap:.3f}"
    )
    slopes = whole.coef_ / spread
    return Extent(
        features=list(MEASURES),
        weights=[_rounded(slope) for slope in slopes],
        intercept=_rounded(whole.intercept_ - slopes @ centre),
        scores=[_rounded(score) for score in at],
        shares=[_rounded(share) for share in shown],
    )


def _ridge(features: Array, truth: Array, weights: Array, chosen: npt.NDArray[np.bool_]) -> Ridge:
    estimator = Ridge(alpha=REGULARISATION, solver="cholesky")
    return estimator.fit(features[chosen], truth[chosen], sample_weight=weights[chosen])


def _calibrated(scores: Array, truth: Array, weights: Array) -> tuple[Array, Array]:
    """Return knots of the share behind each score, both rising, the share from 0 to 1."""
    rising = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    rising.fit(scores, truth, sample_weight=weights)
    at = np.unique(
        [weighted_quantile(scores, weights, above) for above in np.linspace(0.998, 0.002, KNOTS)]
    )
    return at, rising.predict(at)


def _rounded(value: float) -> float:
    return float(f"{value:.8g}")
