"""Fit the head ``low_quality``: real spam and corrupted articles against clean ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse

from detector import evidence
from detector.analysis import Analysis
from detector.features import style
from detector.features.ngrams import columns, fingerprints
from detector.features.passage import passage
from detector.features.tokens import TokenTable
from detector.findings import Family
from detector.readers import parse
from detector.training import calibrate, fit
from detector.training.corruptions import CORRUPTIONS
from detector.training.design import Prepared, tf_idf
from detector.training.folds import FOLDS
from detector.training.heads import FittedHead, probabilities
from detector.training.texts import LabelledText, read, tenth

MIN_WORDS = 100
# Texts of one source that are corrupted, and as many again that stay clean.
PER_UNIT = 120
REAL_WEIGHT = 8.0  # of real spam beside made-up spam

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """What both stages see of one text."""

    families: list[float]
    tokens: list[str]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts with their label; ``source`` is the corruption, or "real" or "clean"."""

    texts: list[LabelledText]
    low_quality: npt.NDArray[np.bool_]
    source: list[str]


def examples(texts: Iterable[LabelledText], seed: int) -> Examples:
    """Choose clean texts, corrupt as many, and add the real bad ones.

    Good generated prose is clean here: who wrote a text is the other head's question.
    """
    by_unit: dict[str, list[LabelledText]] = {}
    chosen: list[LabelledText] = []
    label: list[bool] = []
    source: list[str] = []
    for text in texts:
        if text.low_quality:
            chosen.append(text)
            label.append(True)
            source.append("real")
        elif text.train and text.attack is None and len(text.text.split()) >= MIN_WORDS:
            by_unit.setdefault(text.unit, []).append(text)
    names = list(CORRUPTIONS)
    for unit, rows in sorted(by_unit.items()):
        rows.sort(key=lambda row: (tenth(row.group + row.id), row.id))
        random = Random(f"{seed}/{unit}")
        for number, row in enumerate(rows[: 2 * PER_UNIT]):
            kind = random.choice(names) if number % 2 else "clean"
            chosen.append(_corrupted(row, kind, random) if kind != "clean" else row)
            label.append(kind != "clean")
            source.append(kind)
    return Examples(chosen, np.array(label), source)


def _corrupted(text: LabelledText, kind: str, random: Random) -> LabelledText:
    return replace(text, text=CORRUPTIONS[kind](text.text, random), low_quality=True)


def measure(text: LabelledText) -> Measured:
    """Read a text, apply the rules and keep its prose."""
    analysis = Analysis(parse(text.text, id=text.id))
    scores = evidence.scores(evidence.find(analysis))
    prose = passage(analysis)
    return Measured([scores[family] for family in Family], prose.tokens, prose.ends)


def _measure_all(texts: Sequence[LabelledText]) -> list[Measured]:
    return [measure(text) for text in texts]


def fit_low_quality(
    paths: Sequence[Path],
    prepared: Prepared,
    known: npt.NDArray[np.uint32],
    idf: npt.NDArray[np.float32],
    *,
    seed: int,
    jobs: int,
    say: Callable[[str], None],
) -> FittedHead:
    """Fit the head and set its thresholds on clean texts of groups left out."""
    made = examples(read(paths), seed)
    batches = [made.texts[i : i + 100] for i in range(0, len(made.texts), 100)]
    measured = [
        one
        for batch in Parallel(n_jobs=jobs)(delayed(_measure_all)(batch) for batch in batches)
        for one in batch
    ]
    say(f"low_quality: {len(measured)} texts, {int(made.low_quality.sum())} of them bad")
    rows, dense, words = design_of(measured, prepared.table, known, idf)
    label = made.low_quality
    weights = np.where([source == "real" for source in made.source], REAL_WEIGHT, 1.0)
    folds = np.array([tenth(text.unit if text.low_quality else text.group) for text in made.texts])
    wording, raw = np.zeros(len(label)), np.zeros(len(label))
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        coefficients, intercept, _ = fit.fit_wording(
            rows[inside], label[inside], weights[inside], 30.0
        )
        wording[outside] = rows[outside] @ coefficients.astype(np.float64) + intercept
    features = np.column_stack([wording, np.log(words + 1.0), dense])
    options = {"min_samples_leaf": 40, "max_iter": 60}
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(folds != number), np.flatnonzero(folds == number)
        _, estimator = fit.fit_trees(features[inside], label[inside], weights[inside], **options)
        raw[outside] = estimator.decision_function(features[outside])
    coefficients, intercept, _ = fit.fit_wording(rows, label, weights, 30.0)
    trees, _ = fit.fit_trees(features, label, weights, **options)
    calibration = calibrate.fit_calibration(raw, words, label, weights)
    clean = np.flatnonzero(~label)
    thresholds = calibrate.fit_thresholds(
        probabilities(calibration, raw[clean], words[clean]),
        words[clean],
        [made.texts[i].set for i in clean],
    )
    say(f"low_quality: thresholds {thresholds.fail}")
    return FittedHead(coefficients, intercept, trees, calibration, thresholds)


def design_of(
    measured: Sequence[Measured],
    table: TokenTable,
    known: npt.NDArray[np.uint32],
    idf: npt.NDArray[np.float32],
) -> tuple[sparse.csr_matrix, Array, npt.NDArray[np.int64]]:
    """Return the TF-IDF rows, the style and family measures, and the numbers of words."""
    indices, values, pointers, dense, words = [], [], [0], [], []
    for one in measured:
        rows = table.rows(one.tokens)
        found = columns(fingerprints(table.hashes[rows]), known)
        unique, counts = np.unique(found[found >= 0], return_counts=True)
        indices.append(unique.astype(np.int32))
        values.append((1.0 + np.log(counts)).astype(np.float32))
        pointers.append(pointers[-1] + len(unique))
        measures = style.measure(rows, np.array(one.ends, np.int32), table)
        dense.append(np.concatenate([measures, one.families]))
        words.append(int((table.classes[rows] & 1).sum()))
    counted = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(indices), np.array(pointers)),
        shape=(len(measured), len(known)),
    )
    return tf_idf(counted, idf), np.array(dense), np.array(words)
