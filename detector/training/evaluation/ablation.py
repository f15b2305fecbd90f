"""What each part of the classifier contributes: variants, all measured on held-out sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.training.bands import BANDS, MIN_WORDS
from detector.training.evaluation.bench import HEADER, Bench
from detector.training.evaluation.checkpoints import file_name
from detector.training.evaluation.report import MIN_CELL, Section
from detector.training.evaluation.signs import marks_alone, signs_compared
from detector.training.fitting.design import Design, tf_idf
from detector.training.fitting.sweeps import (
    tree_features,
)
from detector.training.train import kind_of

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]

MINED_SHARE, MINED_WEIGHT, ROUNDS = 0.03, 3.0, 2


def models_compared(work: Bench, say: Say) -> Section:
    """Compare linear, boosted and stacked models, and the mean over a text's pieces."""
    section = Section(
        "Models compared",
        "Held-out sources. The shipped model is the last row but one.",
        HEADER,
    )
    measured, outside = work.measured, work.outside
    length = np.log(measured.words + 1.0)
    dense = tree_features(outside.wording, measured, outside.surprisal)
    boosted = {
        "style, boosted": np.column_stack([length, measured.style]),
        "surprisal, boosted": np.column_stack([length, outside.surprisal]),
        "style and surprisal, boosted": dense[:, 1:],
        "n-grams and style, boosted": dense[:, : -outside.surprisal.shape[1]],
    }
    variants = {
        "n-grams, linear": outside.wording,
        **{name: work.parts.part(file_name(name), partial(work.folds.trees, features))
           for name, features in boosted.items()},
        "all, boosted": outside.raw - outside.share * outside.wording,
        "all, boosted, and the n-grams again": outside.raw,
        "the same, mean over the pieces of a text": mean_over_pieces(measured, outside.raw),
    }  # fmt: skip
    for name, raw in variants.items():
        section.rows.append(work.row(name, raw))
        say(f"{name}: {section.rows[-1][1]}")
    return section


def mean_over_pieces(measured: Design, raw: Array) -> Array:
    """Give a text that was cut the mean log-odds of its pieces, weighted by their words."""
    part = ~measured.whole
    size = int(measured.text.max()) + 1
    words = np.bincount(measured.text[part], measured.words[part], size)
    total = np.bincount(measured.text[part], (raw * measured.words)[part], size)
    mean = np.where(words > 0, total / np.maximum(words, 1), 0.0)
    cut = words[measured.text] > 0
    result: Array = np.where(measured.whole & cut, mean[measured.text], raw)
    return result


def mined_negatives(work: Bench, rows: sparse.csr_matrix, say: Say) -> Section:
    """Give the worst false alarms more weight and fit again, in rounds."""
    section = Section(
        "Mined negatives",
        f"In each round, the {100 * MINED_SHARE:.0f}% of human pieces that seem most generated "
        f"while their source is held out get {MINED_WEIGHT:.0f} times more weight than before; "
        "only the linear model. The last column shows which kinds of writing are over-represented "
        "among the worst false alarms.",
        (*HEADER, "kinds among the worst false alarms"),
    )
    human = np.array([t.generated is False and t.train for t in work.texts])[work.measured.text]
    boost = np.ones(len(work.folds.label))
    raw = work.outside.wording
    for number in range(ROUNDS + 1):
        worst = _worst(raw, human, work.measured)
        row = work.row(f"round {number}", raw)
        section.rows.append((*row, _kinds(work, worst, human)))
        say(f"mined negatives, round {number}: {row[1]}")
        if number < ROUNDS:
            boost[worst] *= MINED_WEIGHT
            raw = work.parts.part(
                f"mined-{number + 1}", partial(work.folds.wording, rows, boost.copy())
            )
    return section


def _worst(raw: Array, human: npt.NDArray[np.bool_], measured: Design) -> npt.NDArray[np.intp]:
    edges = [MIN_WORDS, *(low for low, _ in BANDS[1:])]
    band = np.digitize(measured.words, edges)
    worst = []
    for number in range(len(edges) + 1):
        own = np.flatnonzero(human & (band == number))
        if len(own):
            worst.append(own[raw[own] > np.quantile(raw[own], 1.0 - MINED_SHARE)])
    return np.concatenate(worst)


def _kinds(work: Bench, worst: npt.NDArray[np.intp], human: npt.NDArray[np.bool_]) -> str:
    """The kinds of writing most over-represented among ``worst``, with the factor."""
    kinds = np.array([kind_of(text) for text in work.texts])[work.measured.text]
    factors = {}
    for kind in sorted(set(kinds[human])):
        share = float((kinds[human] == kind).mean())
        if (kinds[human] == kind).sum() >= MIN_CELL:
            factors[kind] = float((kinds[worst] == kind).mean()) / share
    top = sorted(factors.items(), key=lambda item: (-item[1], item[0]))[:4]
    return ", ".join(f"{kind} ×{factor:.1f}" for kind, factor in top)


def ablate(
    work: Bench, vocabulary: Sequence[str], idf: npt.NDArray[np.float32], say: Say
) -> Iterator[Section]:
    """Yield every section as soon as it is measured."""
    rows = tf_idf(work.measured.counts, idf)
    yield models_compared(work, say)
    yield mined_negatives(work, rows, say)
    yield signs_compared(work, vocabulary, say)
    yield marks_alone(work, say)
