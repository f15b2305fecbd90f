"""Train a model: from labelled files to a checked folder of plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from detector.findings import quantity
from detector.model.folder import ModelFolder
from detector.model.head import Head
from detector.training import bands
from detector.training.data.corpus import build
from detector.training.data.seen import fingerprints
from detector.training.data.texts import DataError, LabelledText, digest, read, sample
from detector.training.fitting import calibrate, fit
from detector.training.fitting.design import (
    Design,
    Prepared,
    choose_ngrams,
    choose_vocabulary,
    cut,
    design,
    tf_idf,
)
from detector.training.fitting.extent import fit_extent
from detector.training.fitting.folds import usable
from detector.training.fitting.heads import complete, probabilities, write_model
from detector.training.fitting.language import count, fit_language_models
from detector.training.fitting.low_quality import fit_low_quality, low_quality_design
from detector.training.fitting.sweeps import (
    OutOfSource,
    SourceFolds,
    labels,
    out_of_source,
    read_out_of_source,
    tree_features,
)
from detector.training.fitting.weights import piece_weights

Array = npt.NDArray[np.float64]
# Texts of each label below which ten folds and a threshold have no meaning.
MIN_GROUPS = 100
# Words below which hardly any text of the corpora is: thresholds rest on pieces of texts as well.
SHORT = 120

Say = Callable[[str], None]


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
    texts = sample(read(paths))
    check_enough(texts)
    corpus = build(texts, jobs=jobs, cache=cache)
    say(f"read {quantity(len(corpus.texts), 'text')}")
    pieces = cut(corpus, seed)
    vocabulary = choose_vocabulary(corpus)
    prepared = Prepared(corpus, vocabulary)
    known, idf = choose_ngrams(prepared, pieces)
    say(f"{len(vocabulary)} words, {len(known)} n-grams, {len(pieces)} pieces")
    measured = design(prepared, pieces, known)
    counted = count(prepared, known)
    outside = out_of_source(corpus.texts, measured, idf, counted, say, jobs=jobs)
    head = fit_generated(corpus.texts, measured, idf, outside, say)
    made = low_quality_design(
        paths, prepared.table, known, idf, outside.languages, seed=seed, jobs=jobs
    )
    low_quality = fit_low_quality(made, say)
    return write_model(
        out,
        heads={"generated": head, "low_quality": low_quality},
        vocabulary=vocabulary,
        known=known,
        idf=idf,
        languages=fit_language_models(corpus.texts, counted, usable(corpus.texts)),
        seen=fingerprints(corpus),
        extent=fit_extent(corpus, measured, outside.wording, outside.surprisal, say),
        about={"name": name, "version": version, "seed": seed, "training_data": digest(paths)},
    )


def fit_extent_of(
    paths: Sequence[Path],
    out: Path,
    *,
    jobs: int = 1,
    cache: Path | None = None,
    say: Say = lambda message: None,
) -> str:
    """Fit the extent to a model that is there, on the data that it was trained on.

    Writes what ``train`` would have written for the extent and the list of training texts, and
    nothing else; returns the configuration's SHA-256.
    """
    files = ModelFolder(out)
    if files.config["training_data"] != digest(paths):
        raise DataError(f"the model in {out} was trained on other data")
    corpus = build(sample(read(paths)), jobs=jobs, cache=cache)
    known = files.array("ngrams.npy").astype(np.uint32)
    prepared = Prepared(corpus, files.text("vocabulary.txt").split())
    measured = design(prepared, cut(corpus, int(files.config["seed"])), known)
    folds = SourceFolds.of(corpus.texts, measured, jobs)
    idf = files.array("idf.npy").astype(np.float32)
    wording, surprisal, _ = read_out_of_source(
        corpus.texts, measured, idf, count(prepared, known), say, folds
    )
    extent = fit_extent(corpus, measured, wording, surprisal, say)
    return complete(out, extent, fingerprints(corpus))


def check_enough(texts: Sequence[LabelledText]) -> None:
    """Raise ``DataError`` where the texts cannot teach a model anything."""
    for generated, name in ((False, "human"), (True, "generated")):
        groups = {t.group for t in texts if t.train and t.generated is generated}
        if len(groups) < MIN_GROUPS:
            raise DataError(
                f"training needs at least {MIN_GROUPS} independent {name} texts, there are "
                f"{len(groups)} (texts with one group count once; a tenth is held back)"
            )


def fit_generated(
    texts: Sequence[LabelledText],
    measured: Design,
    idf: npt.NDArray[np.float32],
    outside: OutOfSource,
    say: Say,
) -> Head:
    """Fit the head ``generated`` and set its thresholds on sources left out."""
    label = labels(texts, measured)
    chosen = np.flatnonzero(usable(texts)[measured.text])
    cuts = [(own, piece_weights(texts, measured, own)) for own in measured.by_cut(chosen)]
    rows = tf_idf(measured.counts, idf)
    coefficients, intercept = fit.mean_wording(
        [fit.fit_wording(rows[own], label[own], weights) for own, weights in cuts]
    )
    features = tree_features(outside.wording, measured, outside.surprisal)
    trees = fit.mean_trees(
        [fit.fit_trees(features[own], label[own], weights)[0] for own, weights in cuts]
    )
    raw = outside.raw
    asked = chosen[calibrate.calibrating(measured.whole, measured.words)[chosen]]
    calibration = calibrate.fit_calibration(
        raw[asked], measured.words[asked], label[asked], np.ones(len(asked))
    )
    probability = probabilities(calibration, raw, measured.words)
    human = [
        i
        for i in np.flatnonzero(measured.whole | ((measured.words < SHORT) & (measured.cut == 0)))
        if texts[measured.text[i]].generated is False and texts[measured.text[i]].train
    ]
    documents = [texts[measured.text[i]].group for i in human]
    thresholds = calibrate.fit_thresholds(
        probability[human],
        measured.words[human],
        [kind_of(texts[measured.text[i]]) for i in human],
        documents=documents,
    )
    say(f"generated: thresholds {thresholds.fail}")
    for warning in shortages(calibrate.documents_by_band(measured.words[human], documents)):
        say(f"warning: {warning}")
    return Head(coefficients, intercept, outside.share, 0.0, trees, calibration, thresholds)


def shortages(sizes: Sequence[int]) -> Iterator[str]:
    """Yield what cannot be decided for lack of human documents, of which each band has ``sizes``.

    Bands in a row that lack the same are named together.
    """
    failing, review = (calibrate.needed(r) for r in (calibrate.FAIL_RATE, calibrate.REVIEW_RATE))
    starts = [max(start, bands.MIN_WORDS) for start in calibrate.THRESHOLDS_FROM]
    rows = zip(sizes, starts, [*starts[1:], bands.ENDLESS], strict=True)
    for (fails, reviews), group in groupby(rows, lambda b: (b[0] >= failing, b[0] >= review)):
        if fails:
            continue
        members = list(group)
        least = min(size for size, _, _ in members)
        lost = "never failed, only sent to review" if reviews else "neither failed nor reviewed"
        yield (
            f"texts of {bands.name(members[0][1], members[-1][2])} words are {lost}: the data have "
            f"{quantity(least, 'human document')} of this length, a threshold for failing needs "
            f"{failing}, one for review {review}"
        )


def kind_of(text: LabelledText) -> str:
    """The kind of human writing that a false-positive rate is stated for."""
    return text.set if text.set in _KINDS_BY_SET else text.kind


# Files of one kind of writing that is not like others of its domain.
_KINDS_BY_SET = frozenset({
    "arxiv_abstracts", "bbc_news", "detectrl_human_attacked", "echoes_opinion", "gsa_blog",
    "outfox_essays", "revised", "wikitext", "N1", "N2",
})  # fmt: skip
