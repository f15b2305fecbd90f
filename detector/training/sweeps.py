"""Predictions by models that were fitted without something: a source, a generator, an attack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.model.head import Calibration
from detector.training import calibrate, fit
from detector.training.design import Design, tf_idf
from detector.training.folds import FOLDS, source_folds, training_texts, usable
from detector.training.heads import probabilities, wording_share
from detector.training.texts import LabelledText
from detector.training.weights import piece_weights

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class OutOfSource:
    """Predictions for every piece by models that never saw its source or its group.

    ``wording`` is the n-gram part, ``raw`` the head's log-odds before calibration.
    """

    wording: Array
    raw: Array
    share: float


def labels(texts: Sequence[LabelledText], measured: Design) -> npt.NDArray[np.bool_]:
    """Tell which pieces are generated; unknown counts as not, and is never trained on."""
    return np.array([bool(text.generated) for text in texts])[measured.text]


def tree_features(wording: Array, measured: Design) -> Array:
    """The features that the trees of ``generated`` see, in the order of ``FEATURES``."""
    return np.column_stack([wording, np.log(measured.words + 1.0), measured.style])


def out_of_source(
    texts: Sequence[LabelledText], measured: Design, idf: npt.NDArray[np.float32], say: Say
) -> OutOfSource:
    """Predict every piece by models that were fitted without its source and its group."""
    folds = source_folds(texts)
    rows = tf_idf(measured.counts, idf)
    label = labels(texts, measured)
    wording = np.zeros(len(measured.pieces))
    trees = np.zeros(len(measured.pieces))
    splits = []
    for number in range(FOLDS):
        held_out = folds == number
        chosen = np.flatnonzero(training_texts(texts, held_out)[measured.text])
        weights = piece_weights(texts, measured, chosen)
        coefficients, intercept, _ = fit.fit_wording(rows[chosen], label[chosen], weights)
        rest = np.flatnonzero(held_out[measured.text])
        if not len(rest):
            continue
        wording[rest] = rows[rest] @ coefficients.astype(np.float64) + intercept
        splits.append((chosen, weights, rest))
        say(f"wording without sources {number + 1} of {FOLDS}")
    features = tree_features(wording, measured)
    for number, (chosen, weights, rest) in enumerate(splits):
        _, estimator = fit.fit_trees(features[chosen], label[chosen], weights)
        trees[rest] = estimator.decision_function(features[rest])
        say(f"trees without sources {number + 1} of {FOLDS}")
    used = np.flatnonzero(usable(texts)[measured.text])
    share = wording_share(wording[used], trees[used])
    return OutOfSource(wording, trees + share * wording, share)


def wording_without(
    texts: Sequence[LabelledText],
    measured: Design,
    rows: sparse.csr_matrix,
    held_out: npt.NDArray[np.bool_],
) -> Array:
    """Return the n-gram part for all pieces by one model fitted without the texts ``held_out``."""
    chosen = np.flatnonzero(training_texts(texts, held_out)[measured.text])
    weights = piece_weights(texts, measured, chosen)
    label = labels(texts, measured)[chosen]
    coefficients, intercept, _ = fit.fit_wording(rows[chosen], label, weights)
    wording: Array = rows @ coefficients.astype(np.float64) + intercept
    return wording


@dataclass(frozen=True, slots=True)
class Judged:
    """Calibrated probabilities and verdicts of whole texts, cross-fitted over the source folds."""

    piece: npt.NDArray[np.intp]
    probability: Array
    fails: npt.NDArray[np.bool_]
    flagged: npt.NDArray[np.bool_]


def judge(
    texts: Sequence[LabelledText],
    measured: Design,
    outside: OutOfSource,
    kind: Callable[[LabelledText], str],
) -> Judged:
    """Calibrate and set thresholds for each fold on the other folds only, and apply them."""
    folds = source_folds(texts)[measured.text]
    label = labels(texts, measured)
    used = usable(texts)[measured.text]
    weights = np.zeros(len(measured.pieces))
    chosen = np.flatnonzero(used)
    weights[chosen] = piece_weights(texts, measured, chosen)
    human = used & ~label & measured.whole
    kinds = np.array([kind(text) for text in texts])[measured.text]
    probability = np.zeros(len(measured.pieces))
    fails = np.zeros(len(measured.pieces), bool)
    flagged = np.zeros(len(measured.pieces), bool)
    for number in range(FOLDS):
        others = np.flatnonzero(used & (folds != number))
        fitted: Calibration = calibrate.fit_calibration(
            outside.raw[others], measured.words[others], label[others], weights[others]
        )
        all_probabilities = probabilities(fitted, outside.raw, measured.words)
        theirs = np.flatnonzero(human & (folds != number))
        thresholds = calibrate.fit_thresholds(
            all_probabilities[theirs], measured.words[theirs], list(kinds[theirs])
        )
        mine = np.flatnonzero((folds == number) & measured.whole)
        band = np.searchsorted(thresholds.from_words, measured.words[mine], side="right") - 1
        probability[mine] = all_probabilities[mine]
        fails[mine] = probability[mine] >= np.array(thresholds.fail)[band]
        flagged[mine] = probability[mine] >= np.array(thresholds.review)[band]
    whole = np.flatnonzero(measured.whole)
    return Judged(whole, probability[whole], fails[whole], flagged[whole])
