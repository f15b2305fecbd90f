"""Measure a finished model on labelled texts, and fit its thresholds to an archive of good ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detector.errors import DetectorError
from detector.findings import Verdict
from detector.model import Model, Prediction
from detector.model.folder import CONFIG, ModelFolder, write_config
from detector.readers import parse
from detector.reading import read_bytes
from detector.scoring import evidence, verdict
from detector.text.analysis import Analysis
from detector.text.document import Document
from detector.training.bands import BANDS, ENDLESS, MIN_WORDS
from detector.training.data.texts import LabelledText
from detector.training.evaluation.report import Section, area, recall, share
from detector.training.fitting.calibrate import (
    expected_calibration_error,
    log_odds,
    weighted_quantile,
)
from detector.training.statistics import reliability, roc_points

MIN_ARCHIVE = 50  # good texts below which a share of 1% is chance
ROUNDING = 1e-4  # log-odds: thresholds are written with eight digits, and none may fall by that
HEADS = ("generated", "low_quality")


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled text and what the model says of it."""

    text: LabelledText
    words: int
    prediction: Prediction


def judge(document: Document, model: Model) -> tuple[int, Prediction]:
    """Return the number of words of a document, and the prediction as ``scoring`` uses it."""
    analysis = Analysis(document)
    findings = evidence.find(analysis)
    prediction = model.predict(analysis, evidence.scores(findings))
    return len(analysis.words), verdict.supported(prediction, findings)


def apply(
    texts: Iterable[LabelledText], model: Model, step: Callable[[], None] = lambda: None
) -> list[Judged]:
    """Read and judge every text; ``step`` is called after each."""
    judged = []
    for text in texts:
        judged.append(Judged(text, *judge(parse(text.text, id=text.id), model)))
        step()
    return judged


@dataclass(frozen=True, slots=True)
class Measured:
    """The report of an evaluation: its sections, and the points of its two plots."""

    sections: list[Section]
    roc: list[tuple[float, float]]
    reliability: list[tuple[float, float]]


def measure(judged: Sequence[Judged]) -> Measured:
    """Return overall figures, those by length and those by kind of writing.

    Raises DetectorError where no text could be judged.
    """
    kept = [item for item in judged if item.prediction.abstention is None]
    if not kept:
        raise DetectorError(
            f"none of the {len(judged)} texts can be judged: they are too short, not English or "
            f"not prose; provide articles of at least {MIN_WORDS} words"
        )
    label = np.array([item.text.generated is True for item in kept])
    human = np.array([item.text.generated is False for item in kept])
    probability = np.array([item.prediction.generated or 0.0 for item in kept])
    fails = np.array([item.prediction.generated_verdict is Verdict.FAIL for item in kept])
    flagged = fails | np.array(
        [item.prediction.generated_verdict is Verdict.REVIEW for item in kept]
    )
    words = np.array([item.words for item in kept])
    overall = Section(
        "Overall",
        f"{len(judged):,} texts, of which {len(kept):,} can be judged. Shares with 95% intervals.",
        ("measure", "value"),
        [
            ("human texts", f"{int(human.sum()):,}"),
            ("generated texts", f"{int(label.sum()):,}"),
            ("AUROC", area(probability[human], probability[label])),
            ("recall at 1% false positives", recall(probability[human], probability[label])),
            ("human texts that fail", share(fails[human])),
            ("human texts that are flagged", share(flagged[human])),
            ("generated texts that fail", share(fails[label])),
            ("generated texts that are flagged", share(flagged[label])),
            (
                "calibration error (ECE, 15 bins)",
                f"{expected_calibration_error(probability, label):.3f}",
            ),
        ],
    )
    by_length = Section("By length", "", ("words", "human failed", "generated failed"))
    for low, high in BANDS:
        inside = (words >= low) & (words < high)
        name = f"{low} and more" if high == ENDLESS else f"{low} to {high - 1}"
        by_length.rows.append((name, share(fails[inside & human]), share(fails[inside & label])))
    kinds = np.array([item.text.kind for item in kept])
    by_kind = Section("By kind of writing", "", ("kind", "human failed", "generated failed"))
    for kind in sorted(set(kinds)):
        inside = kinds == kind
        by_kind.rows.append((kind, share(fails[inside & human]), share(fails[inside & label])))
    sections = [overall, by_length, by_kind, *_low_quality(kept)]
    return Measured(
        sections,
        roc_points(probability[human], probability[label]) if human.any() and label.any() else [],
        [(mean, true) for mean, true, _ in reliability(probability, label)],
    )


def _low_quality(kept: Sequence[Judged]) -> list[Section]:
    known = [item for item in kept if item.text.low_quality is not None]
    if not known:
        return []
    bad = np.array([item.text.low_quality is True for item in known])
    probability = np.array([item.prediction.low_quality or 0.0 for item in known])
    fails = np.array([item.prediction.low_quality_verdict is Verdict.FAIL for item in known])
    rows: list[Sequence[str]] = [
        ("AUROC", area(probability[~bad], probability[bad])),
        ("good texts that fail", share(fails[~bad])),
        ("low-quality texts that fail", share(fails[bad])),
    ]
    return [Section("Low quality", f"{len(known):,} texts.", ("measure", "value"), rows)]


def calibrate(
    documents: Iterable[Document], model: Model, source: Path, out: Path, fail_share: float
) -> list[tuple[str, int, float]]:
    """Copy the model folder ``source`` to ``out`` with thresholds for an archive of good texts.

    Each head's failing thresholds rise, all by the same log-odds, until at most ``fail_share`` of
    the texts fails; they never fall below the model's own. Returns ``(head, texts that failed
    before, rise in log-odds)``. Raises DetectorError for fewer than ``MIN_ARCHIVE`` texts that
    can be judged.
    """
    judged = [judge(document, model) for document in documents]
    kept = [(words, found) for words, found in judged if found.abstention is None]
    if len(kept) < MIN_ARCHIVE:
        raise DetectorError(
            f"{len(kept)} of {len(judged)} texts can be judged; a threshold needs at least "
            f"{MIN_ARCHIVE} good articles of {MIN_WORDS} words or more"
        )
    config = json.loads(read_bytes(source / CONFIG))
    results = []
    for head in HEADS:
        limits = config["heads"][head]["thresholds"]
        at = np.array([_limit(limits, words) for words, _ in kept])
        probability = np.array([getattr(found, head) or 0.0 for _, found in kept])
        margin = log_odds(probability) - log_odds(at)
        rise = max(0.0, weighted_quantile(margin, np.ones(len(margin)), fail_share))
        rise += ROUNDING if rise else 0.0
        for name in ("fail", "review"):
            limits[name] = [_raised(limit, rise) for limit in limits[name]]
        results.append((head, int((margin >= 0).sum()), rise))
    config["calibrated_on"] = {"texts": len(kept), "fail_share": fail_share}
    shutil.copytree(source, out, dirs_exist_ok=True)
    write_config(out, config)
    ModelFolder(out)
    return results


def _limit(limits: dict[str, list[float]], words: int) -> float:
    band = max(0, sum(words >= start for start in limits["from_words"]) - 1)
    return limits["fail"][band]


def _raised(probability: float, rise: float) -> float:
    odds = log_odds(np.array([probability]))[0] + rise
    return float(f"{1.0 / (1.0 + np.exp(-odds)):.8g}")
