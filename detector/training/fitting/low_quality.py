"""Fit the head ``low_quality``: real spam and corrupted articles against clean ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse

from detector.findings import Family
from detector.model.classifier import family_evidence
from detector.model.features import style, surprisal
from detector.model.features.lexicon import WordClass
from detector.model.features.ngrams import fingerprints, locate
from detector.model.features.surprisal import LanguageModels
from detector.model.features.tokens import TokenTable
from detector.model.head import Head
from detector.training.data.low_quality_examples import (
    Measured,
    examples,
    measure_all,
)
from detector.training.data.texts import LabelledText, read, tenth
from detector.training.fitting import calibrate, fit
from detector.training.fitting.design import count_matrix, tf_idf
from detector.training.fitting.folds import FOLDS
from detector.training.fitting.heads import probabilities

_DEBRIS = list(Family).index(Family.MARKUP_DEBRIS)
_DAMAGE = (Family.KEYWORD_STUFFING, Family.MARKUP_DEBRIS, Family.PROMPT_LEAK)
_NAMED_DAMAGE = [list(Family).index(family) for family in _DAMAGE]
ACT = 0.5  # the family score from which an editor would act
# Stricter than the other head's: most of what is wrong has a rule that names it.
FAIL_RATE, REVIEW_RATE = 0.002, 0.03
# Trees know only the kinds of damage they were shown; what a rule found counts without them.
# Swept 0 to 5 on kinds of corruption left out.
EVIDENCE_SHARE = 3.0
REAL_WEIGHT = 12.0  # of real spam beside made-up spam

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LowQualityDesign:
    """What the head is fitted on: a row per text."""

    texts: list[LabelledText]
    source: list[str]
    label: npt.NDArray[np.bool_]
    weights: Array
    rows: sparse.csr_matrix
    dense: Array
    words: npt.NDArray[np.int64]

    regularisation: ClassVar[float] = 30.0
    # A family's score may only ever speak against a text.
    tree_options: ClassVar[Mapping[str, Any]] = {
        "min_samples_leaf": 20,
        "max_iter": 80,
        "learning_rate": 0.06,
        "monotonic_cst": [0] * (2 + len(style.NAMES) + len(surprisal.NAMES))
        + [1] * (len(Family) + 1),
    }

    def features(self, wording: Array) -> Array:
        """The features that the trees see, in the order of ``FEATURES``."""
        return np.column_stack([wording, np.log(self.words + 1.0), self.dense])

    def without_doubtful(self) -> LowQualityDesign:
        """Leave out clean examples that are not clean, though nobody labelled them.

        Some published machine articles are spam: those in which a rule finds stuffing, debris or
        a leaked prompt. And a person's text whose letters were damaged on the way (a third of
        ``bbc_news`` has mojibake) is no example of clean text.
        """
        families = self.dense[:, -len(Family) - 1 : -1]
        found = (families[:, _NAMED_DAMAGE] >= ACT).any(axis=1)
        machine = np.array([text.generated is True for text in self.texts])
        damaged = ~machine & (families[:, _DEBRIS] >= ACT)
        keep = np.flatnonzero(self.label | ~((machine & found) | damaged))
        return LowQualityDesign(
            texts=[self.texts[i] for i in keep],
            source=[self.source[i] for i in keep],
            label=self.label[keep],
            weights=self.weights[keep],
            rows=self.rows[keep],
            dense=self.dense[keep],
            words=self.words[keep],
        )

    @property
    def folds(self) -> npt.NDArray[np.int64]:
        """Tenths of the groups; of the sites, for real spam."""
        return np.array(
            [
                tenth(text.unit if source == "real" else text.group)
                for text, source in zip(self.texts, self.source, strict=True)
            ]
        )


def low_quality_design(
    paths: Sequence[Path],
    table: TokenTable,
    known: npt.NDArray[np.uint32],
    idf: npt.NDArray[np.float32],
    languages: Mapping[str, LanguageModels],
    *,
    seed: int,
    jobs: int,
) -> LowQualityDesign:
    """Choose, corrupt, read and measure the examples.

    ``languages`` are language models by source, counted without it: a text that a model was
    counted on would seem more fluent than any that a user brings.
    """
    made = examples(read(paths), seed)
    batches = [made.texts[i : i + 100] for i in range(0, len(made.texts), 100)]
    measured = [
        one
        for batch in Parallel(n_jobs=jobs)(delayed(measure_all)(batch) for batch in batches)
        for one in batch
    ]
    rows, dense, words = design_of(
        measured, [languages[text.unit] for text in made.texts], table, known, idf
    )
    real = np.array([source == "real" for source in made.source])
    whole = LowQualityDesign(
        texts=[replace(text, text="") for text in made.texts],
        source=made.source,
        label=made.low_quality,
        weights=np.where(real, REAL_WEIGHT, 1.0),
        rows=rows,
        dense=dense,
        words=words,
    )
    return whole.without_doubtful()


Splits = list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]


def group_splits(made: LowQualityDesign, usable: npt.NDArray[np.intp]) -> Splits:
    """Return, for each fold of groups, the ``usable`` texts outside it and all texts inside."""
    folds = made.folds
    is_usable = np.zeros(len(folds), bool)
    is_usable[usable] = True
    return [  # the tenth held back is empty
        (np.flatnonzero(is_usable & (folds != n)), np.flatnonzero(folds == n))
        for n in range(FOLDS)
        if (folds == n).any()
    ]


def wording_out_of_group(made: LowQualityDesign, usable: npt.NDArray[np.intp]) -> Array:
    """Return the n-gram part by models that were fitted on ``usable`` texts of other groups.

    A text outside ``usable`` is predicted by the models of its own fold as well.
    """
    wording = np.zeros(len(made.texts))
    for inside, outside in group_splits(made, usable):
        coefficients, intercept, _ = fit.fit_wording(
            made.rows[inside], made.label[inside], made.weights[inside], made.regularisation
        )
        wording[outside] = made.rows[outside] @ coefficients.astype(np.float64) + intercept
    return wording


def raw_out_of_group(made: LowQualityDesign, usable: npt.NDArray[np.intp], wording: Array) -> Array:
    """Return the log-odds by models that were fitted on ``usable`` texts of other groups.

    ``wording`` is their n-gram part, by models of the same kind.
    """
    features = made.features(wording)
    raw = np.zeros(len(made.texts))
    for inside, outside in group_splits(made, usable):
        _, estimator = fit.fit_trees(
            features[inside], made.label[inside], made.weights[inside], **made.tree_options
        )
        raw[outside] = estimator.decision_function(features[outside])
    return raw + EVIDENCE_SHARE * features[:, -1]


def fit_low_quality(made: LowQualityDesign, say: Callable[[str], None]) -> Head:
    """Fit the head and set its thresholds on clean texts of groups left out."""
    say(f"low_quality: {len(made.texts)} texts, {int(made.label.sum())} of them bad")
    everything = np.arange(len(made.texts))
    wording = wording_out_of_group(made, everything)
    features = made.features(wording)
    raw = raw_out_of_group(made, everything, wording)
    coefficients, intercept, _ = fit.fit_wording(
        made.rows, made.label, made.weights, made.regularisation
    )
    trees, _ = fit.fit_trees(features, made.label, made.weights, **made.tree_options)
    calibration = calibrate.fit_calibration(raw, made.words, made.label, made.weights)
    clean = np.flatnonzero(~made.label)
    thresholds = calibrate.fit_thresholds(
        probabilities(calibration, raw[clean], made.words[clean]),
        made.words[clean],
        [made.texts[i].set for i in clean],
        FAIL_RATE,
        REVIEW_RATE,
    )
    say(f"low_quality: thresholds {thresholds.fail}")
    return Head(coefficients, intercept, 0.0, EVIDENCE_SHARE, trees, calibration, thresholds)


def design_of(
    measured: Sequence[Measured],
    languages: Sequence[LanguageModels],
    table: TokenTable,
    known: npt.NDArray[np.uint32],
    idf: npt.NDArray[np.float32],
) -> tuple[sparse.csr_matrix, Array, npt.NDArray[np.int64]]:
    """Return the TF-IDF rows, the measures in the order of ``FEATURES``, and the words."""
    located, dense, words = [], [], []
    for one, models in zip(measured, languages, strict=True):
        rows = table.rows(one.tokens)
        located.append(locate(fingerprints(table.hashes[rows]), known))
        measures = style.measure(rows, np.array(one.ends, np.int32), table)
        surprise = models.measure(surprisal.aligned(located[-1].place, len(rows)))
        evidence = family_evidence(one.families)
        dense.append(np.concatenate([measures, surprise, one.families, [evidence]]))
        words.append(int(np.count_nonzero(table.classes[rows] & int(WordClass.WORD))))
    counted = count_matrix(located, len(known))
    return tf_idf(counted, idf), np.array(dense), np.array(words)
