"""Measure how the head ``low_quality`` behaves on sites and corruptions it was not trained on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from detector.training.data.corruptions import CORRUPTIONS
from detector.training.data.texts import LabelledText, tenth
from detector.training.evaluation.report import Section, area, share
from detector.training.fitting import calibrate, fit
from detector.training.fitting.heads import probabilities
from detector.training.fitting.low_quality import (
    EVIDENCE_SHARE,
    FAIL_RATE,
    REVIEW_RATE,
    LowQualityDesign,
    raw_out_of_group,
    wording_out_of_group,
)
from detector.training.statistics import auroc

Array = npt.NDArray[np.float64]


def evaluate_low_quality(
    made: LowQualityDesign, say: Callable[[str], None], *, jobs: int = 1
) -> list[Section]:
    """Return the sections on real spam by halves of its sites and on held-out corruptions."""
    return [_halves(made, say), _corruptions(made, say, jobs)]


def _halves(made: LowQualityDesign, say: Callable[[str], None]) -> Section:
    section = Section(
        "Low quality: real spam, by halves of its sites",
        "Each half of the sites is judged by a model trained on the other half; thresholds are "
        "set on clean texts of held-out groups.",
        ("kind", "texts", "flagged", "failed"),
    )
    half = np.array([tenth(text.unit) % 2 for text in made.texts])
    real = np.array([source == "real" for source in made.source])
    clean = np.flatnonzero(~made.label)
    flagged = np.zeros(len(half), bool)
    fails = np.zeros(len(half), bool)
    for number in (0, 1):
        inside = np.flatnonzero(~(real & (half == number)))
        raw = raw_out_of_group(made, inside, wording_out_of_group(made, inside))
        fitted = calibrate.fit_calibration(
            raw[inside], made.words[inside], made.label[inside], made.weights[inside]
        )
        probability = probabilities(fitted, raw, made.words)
        limits = calibrate.fit_thresholds(
            probability[clean],
            made.words[clean],
            [made.texts[i].set for i in clean],
            FAIL_RATE,
            REVIEW_RATE,
        )
        band = np.searchsorted(limits.from_words, made.words, side="right") - 1
        mine = real & (half == number)
        flagged |= mine & (probability >= np.array(limits.review)[band])
        fails |= mine & (probability >= np.array(limits.fail)[band])
        say(f"low_quality: half {number + 1} of the sites")
    names = np.array([_real_kind(text) for text in made.texts])
    for name in sorted(set(names[real])):
        mine = real & (names == name)
        section.rows.append((name, str(int(mine.sum())), share(flagged[mine]), share(fails[mine])))
    return section


def _real_kind(text: LabelledText) -> str:
    return f"{text.set} {text.detail}" if text.set == "K3" else text.set


def _corruptions(made: LowQualityDesign, say: Callable[[str], None], jobs: int) -> Section:
    section = Section(
        "Low quality: held-out corruptions",
        "Each kind of corruption against clean texts of held-out groups, judged by a model "
        "fitted without that kind.",
        ("corruption", "texts", "AUROC"),
    )
    source = np.array(made.source)
    fold = np.array([tenth(text.group) for text in made.texts])
    against = np.flatnonzero((source == "clean") & (fold < 2))
    scores = Parallel(n_jobs=jobs)(
        delayed(_fitted)(made, np.flatnonzero((source != name) & (fold >= 2)))
        for name in CORRUPTIONS
    )
    values = []
    for name, raw in zip(CORRUPTIONS, scores, strict=True):
        mine = source == name
        values.append(auroc(raw[against], raw[mine]))
        section.rows.append((name.replace("_", " "), str(int(mine.sum())),
                             area(raw[against], raw[mine])))  # fmt: skip
        say(f"low_quality without {name}: {values[-1]:.3f}")
    section.text += f" Mean AUROC {np.mean(values):.3f}, worst {min(values):.3f}."
    return section


def _fitted(made: LowQualityDesign, inside: npt.NDArray[np.intp]) -> Array:
    """Return the raw log-odds of all texts by a model fitted on ``inside`` alone."""
    features = made.features(wording_out_of_group(made, inside))
    _, estimator = fit.fit_trees(
        features[inside], made.label[inside], made.weights[inside], **made.tree_options
    )
    coefficients, intercept, _ = fit.fit_wording(
        made.rows[inside], made.label[inside], made.weights[inside], made.regularisation
    )
    features[:, 0] = made.rows @ coefficients.astype(np.float64) + intercept
    raw: Array = estimator.decision_function(features) + EVIDENCE_SHARE * features[:, -1]
    return raw
