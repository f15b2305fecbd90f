"""Train a model: from labelled files to a checked folder of plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from detector.training import calibrate, fit
from detector.training.corpus import Corpus, build
from detector.training.design import (
    Design,
    Prepared,
    choose_ngrams,
    choose_vocabulary,
    cut,
    design,
    tf_idf,
)
from detector.training.folds import FOLDS, source_folds, training_texts, usable
from detector.training.heads import FittedHead, probabilities, write_model
from detector.training.low_quality import fit_low_quality
from detector.training.texts import LabelledText, digest, read
from detector.training.weights import piece_weights

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class OutOfSource:
    """Predictions for every piece by models that never saw its source."""

    wording: Array
    raw: Array


def train(
    paths: Sequence[Path],
    out: Path,
    *,
    name: str = "article-en",
    version: str = "1",
    seed: int = 0,
    jobs: int = 1,
    cache: Path | None = None,
    say: Say = lambda message: None,
) -> str:
    """Fit a model on labelled files, write it to ``out`` and return the configuration's SHA-256."""
    corpus = build(read(paths), jobs=jobs, cache=cache)
    say(f"read {len(corpus.texts)} texts")
    pieces = cut(corpus, seed)
    vocabulary = choose_vocabulary(corpus)
    prepared = Prepared(corpus, vocabulary)
    known, idf = choose_ngrams(prepared, pieces)
    say(f"{len(vocabulary)} words, {len(known)} n-grams, {len(pieces)} pieces")
    measured = design(prepared, pieces, known)
    head = fit_generated(corpus, measured, idf, say)
    low_quality = fit_low_quality(paths, prepared, known, idf, seed=seed, jobs=jobs, say=say)
    return write_model(
        out,
        heads={"generated": head, "low_quality": low_quality},
        vocabulary=vocabulary,
        known=known,
        idf=idf,
        about={"name": name, "version": version, "seed": seed, "training_data": digest(paths)},
    )


def fit_generated(
    corpus: Corpus, measured: Design, idf: npt.NDArray[np.float32], say: Say
) -> FittedHead:
    """Fit the head ``generated`` and set its thresholds on sources left out."""
    outside = out_of_source(corpus.texts, measured, idf, say)
    label = np.array([bool(text.generated) for text in corpus.texts])[measured.text]
    chosen = np.flatnonzero(usable(corpus.texts)[measured.text])
    weights = piece_weights(corpus.texts, measured, chosen)
    rows = tf_idf(measured.counts, idf)
    coefficients, intercept, _ = fit.fit_wording(rows[chosen], label[chosen], weights)
    features = np.column_stack([outside.wording, np.log(measured.words + 1.0), measured.style])
    trees, _ = fit.fit_trees(features[chosen], label[chosen], weights)
    calibration = calibrate.fit_calibration(
        outside.raw[chosen], measured.words[chosen], label[chosen], weights
    )
    probability = probabilities(calibration, outside.raw, measured.words)
    human = [
        i
        for i in np.flatnonzero(measured.whole)
        if corpus.texts[measured.text[i]].generated is False
        and corpus.texts[measured.text[i]].train
    ]
    thresholds = calibrate.fit_thresholds(
        probability[human],
        measured.words[human],
        [_kind(corpus.texts[measured.text[i]]) for i in human],
    )
    say(f"generated: thresholds {thresholds.fail}")
    return FittedHead(coefficients, intercept, trees, calibration, thresholds)


def out_of_source(
    texts: Sequence[LabelledText], measured: Design, idf: npt.NDArray[np.float32], say: Say
) -> OutOfSource:
    """Predict every piece by models that were fitted without its source and its group."""
    folds = source_folds(texts)
    rows = tf_idf(measured.counts, idf)
    label = np.array([bool(text.generated) for text in texts])[measured.text]
    wording = np.zeros(len(measured.pieces))
    raw = np.zeros(len(measured.pieces))
    splits = []
    for number in range(FOLDS):
        held_out = folds == number
        chosen = np.flatnonzero(training_texts(texts, held_out)[measured.text])
        weights = piece_weights(texts, measured, chosen)
        coefficients, intercept, _ = fit.fit_wording(rows[chosen], label[chosen], weights)
        rest = np.flatnonzero(held_out[measured.text])
        wording[rest] = rows[rest] @ coefficients.astype(np.float64) + intercept
        splits.append((chosen, weights, rest))
        say(f"wording without sources {number + 1} of {FOLDS}")
    features = np.column_stack([wording, np.log(measured.words + 1.0), measured.style])
    for number, (chosen, weights, rest) in enumerate(splits):
        _, estimator = fit.fit_trees(features[chosen], label[chosen], weights)
        raw[rest] = estimator.decision_function(features[rest])
        say(f"trees without sources {number + 1} of {FOLDS}")
    return OutOfSource(wording, raw)


def _kind(text: LabelledText) -> str:
    """The kind of human writing that a false-positive rate is stated for."""
    return text.kind if text.set in {"human_articles", "detectrl"} else text.set
