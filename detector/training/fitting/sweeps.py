"""Predictions by models that were fitted without something: a source, a generator, an attack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse

from detector.model.features.surprisal import LanguageModels
from detector.model.head import Calibration
from detector.training.data.texts import LabelledText
from detector.training.fitting import calibrate, fit
from detector.training.fitting.design import Design, tf_idf
from detector.training.fitting.folds import FOLDS, source_folds, training_texts, usable
from detector.training.fitting.heads import probabilities, wording_share
from detector.training.fitting.language import Counted, fit_language_models
from detector.training.fitting.weights import piece_weights

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class OutOfSource:
    """Predictions for every piece by models that never saw its source or its group.

    ``wording`` is the n-gram part, ``surprisal`` the measures of that name, ``raw`` the head's
    log-odds before calibration; ``languages`` are the language models by source.
    """

    wording: Array
    surprisal: Array
    raw: Array
    share: float
    languages: dict[str, LanguageModels]


def labels(texts: Sequence[LabelledText], measured: Design) -> npt.NDArray[np.bool_]:
    """Tell which pieces are generated; unknown counts as not, and is never trained on."""
    return np.array([bool(text.generated) for text in texts])[measured.text]


def tree_features(wording: Array, measured: Design, surprisal: Array) -> Array:
    """The features that the trees of ``generated`` see, in the order of ``FEATURES``."""
    return np.column_stack([wording, np.log(measured.words + 1.0), measured.style, surprisal])


class Split(NamedTuple):
    """The pieces of one cut to fit on, their weights, and the pieces to predict, of all cuts."""

    inside: npt.NDArray[np.intp]
    weights: Array
    rest: npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class SourceFolds:
    """Folds of whole sources over all pieces: fit on what is related to no text of a fold.

    Each fold has a split for each of the ``cuts``, whose predictions are averaged.
    """

    label: npt.NDArray[np.bool_]
    splits: list[Split]
    cuts: int
    jobs: int

    @classmethod
    def of(cls, texts: Sequence[LabelledText], measured: Design, jobs: int) -> SourceFolds:
        folds = source_folds(texts)
        splits = []
        for number in range(FOLDS):
            held_out = folds == number
            rest = np.flatnonzero(held_out[measured.text])
            if len(rest):
                allowed = np.flatnonzero(training_texts(texts, held_out)[measured.text])
                splits += [
                    Split(inside, piece_weights(texts, measured, inside), rest)
                    for inside in measured.by_cut(allowed)
                ]
        return cls(labels(texts, measured), splits, int(measured.cut.max()) + 1, jobs)

    def wording(self, rows: sparse.csr_matrix, boost: Array | None = None) -> Array:
        """Return the n-gram part for every piece; ``boost`` multiplies the pieces' weights."""
        many = np.ones(len(self.label)) if boost is None else boost
        return self._joined(
            delayed(_of_split)(wording_of, rows, self.label, split, many) for split in self.splits
        )

    def trees(self, features: Array) -> Array:
        """Return the log-odds of boosted trees over ``features`` for every piece."""
        many = np.ones(len(self.label))
        return self._joined(
            delayed(_of_split)(trees_of, features, self.label, split, many) for split in self.splits
        )

    def _joined(self, tasks: Iterable[Any]) -> Array:
        whole = np.zeros(len(self.label))
        parts = Parallel(n_jobs=self.jobs)(tasks)
        for split, part in zip(self.splits, parts, strict=True):
            whole[split.rest] += part / self.cuts
        return whole


def _of_split(
    fitted: Callable[[Any, npt.NDArray[np.bool_], Array, Any], Array],
    rows: Any,
    label: npt.NDArray[np.bool_],
    split: Split,
    boost: Array,
) -> Array:
    """Fit on a split's own pieces of ``rows`` and predict the others.

    The process that fits cuts the rows: joblib keeps all that it hands over until the last is done,
    and the rows of every split together are many times those of the corpus.
    """
    inside, rest = split.inside, split.rest
    return fitted(rows[inside], label[inside], split.weights * boost[inside], rows[rest])


def out_of_source(
    texts: Sequence[LabelledText],
    measured: Design,
    idf: npt.NDArray[np.float32],
    counted: Counted,
    say: Say,
    *,
    jobs: int = 1,
) -> OutOfSource:
    """Predict every piece by models that were fitted without its source and its group."""
    folds = SourceFolds.of(texts, measured, jobs)
    wording, surprisal, languages = read_out_of_source(texts, measured, idf, counted, say, folds)
    features = tree_features(wording, measured, surprisal)
    trees = folds.trees(features)
    say("trees without each tenth of the sources")
    used = np.flatnonzero(usable(texts)[measured.text])
    share = wording_share(wording[used], trees[used])
    return OutOfSource(wording, surprisal, trees + share * wording, share, languages)


def read_out_of_source(
    texts: Sequence[LabelledText],
    measured: Design,
    idf: npt.NDArray[np.float32],
    counted: Counted,
    say: Say,
    folds: SourceFolds,
) -> tuple[Array, Array, dict[str, LanguageModels]]:
    """Return the n-gram part, the surprisal and the language models of ``OutOfSource``."""
    wording = folds.wording(tf_idf(measured.counts, idf))
    say("wording without each tenth of the sources")
    languages = languages_outside(texts, counted)
    surprisal = np.array(
        [
            languages[texts[piece.text].unit].measure(counted.columns(piece))
            for piece in measured.pieces
        ]
    )
    say("surprisal without each tenth of the sources")
    return wording, surprisal, languages


def languages_outside(texts: Sequence[LabelledText], counted: Counted) -> dict[str, LanguageModels]:
    """Return, for each source, language models that were counted without it and its groups."""
    folds = source_folds(texts)
    languages = {}
    for number in range(FOLDS):
        held_out = folds == number
        models = fit_language_models(texts, counted, training_texts(texts, held_out))
        languages.update({texts[int(i)].unit: models for i in np.flatnonzero(held_out)})
    return languages


def wording_of(
    rows: sparse.csr_matrix, label: npt.NDArray[np.bool_], weights: Array, rest: sparse.csr_matrix
) -> Array:
    """Fit the n-gram part on ``rows`` and return it for the rows ``rest``."""
    coefficients, intercept, _ = fit.fit_wording(rows, label, weights)
    wording: Array = rest @ coefficients.astype(np.float64) + intercept
    return wording


def trees_of(features: Array, label: npt.NDArray[np.bool_], weights: Array, rest: Array) -> Array:
    """Fit trees on ``features`` and return their log-odds for the rows ``rest``."""
    _, estimator = fit.fit_trees(features, label, weights)
    trees: Array = estimator.decision_function(rest)
    return trees


def raw_without(
    texts: Sequence[LabelledText],
    measured: Design,
    rows: sparse.csr_matrix,
    counted: Counted,
    outside: OutOfSource,
    held_out: npt.NDArray[np.bool_],
    asked: npt.NDArray[np.intp],
) -> Array:
    """Return the log-odds of the pieces ``asked`` by a model fitted without the texts ``held_out``.

    Its trees learn from the n-gram part and the surprisal of ``outside``, as the shipped ones do.
    It knows the first cut alone: dozens of such models take an hour as it is.
    """
    allowed = training_texts(texts, held_out)
    chosen, *_ = measured.by_cut(np.flatnonzero(allowed[measured.text]))
    weights = piece_weights(texts, measured, chosen)
    label = labels(texts, measured)[chosen]
    wording = np.array(outside.wording)
    wording[asked] = wording_of(rows[chosen], label, weights, rows[asked])
    models = fit_language_models(texts, counted, allowed)
    surprisal = np.array(outside.surprisal)
    for i in asked:
        surprisal[i] = models.measure(counted.columns(measured.pieces[i]))
    features = tree_features(wording, measured, surprisal)
    trees = trees_of(features[chosen], label, weights, features[asked])
    return trees + outside.share * wording[asked]


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
    asked = used & calibrate.calibrating(measured.whole, measured.words)
    human = used & ~label & measured.whole
    kinds = np.array([kind(text) for text in texts])[measured.text]
    probability = np.zeros(len(measured.pieces))
    fails = np.zeros(len(measured.pieces), bool)
    flagged = np.zeros(len(measured.pieces), bool)
    for number in range(FOLDS):
        others = np.flatnonzero(asked & (folds != number))
        fitted: Calibration = calibrate.fit_calibration(
            outside.raw[others], measured.words[others], label[others], np.ones(len(others))
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
