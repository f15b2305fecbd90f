"""Fit the thresholds of a finished model to an archive of good articles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from detector.errors import DetectorError
from detector.findings import Verdict
from detector.model import Model, Prediction
from detector.model.folder import CONFIG, ModelFolder, write_config
from detector.reading import read_bytes
from detector.text.document import Document
from detector.training.bands import MIN_WORDS
from detector.training.evaluation.applied import judge
from detector.training.fitting.calibrate import NEVER, log_odds, weighted_quantile

MIN_ARCHIVE = 50  # good texts below which a share of 1% is chance
ROUNDING = 1e-4  # log-odds: thresholds are written with eight digits, and none may fall by that
HEADS = ("generated", "low_quality")


class Raised(NamedTuple):
    """What became of one head's thresholds: texts that failed by it before, and the rise."""

    head: str
    failed: int
    rise: float  # in log-odds


class Recalibrated(NamedTuple):
    """How many texts of the archive were judged, how many could not be, and both heads."""

    judged: int
    not_judged: int
    heads: list[Raised]


def calibrate(
    documents: Iterable[Document], model: Model, source: Path, out: Path, fail_share: float
) -> Recalibrated:
    """Copy the model folder ``source`` to ``out`` with thresholds for an archive of good texts.

    Each head's failing thresholds rise, all by the same log-odds, until at most ``fail_share`` of
    the texts fails by it as ``detector score`` would fail them: by the length of their prose, and
    for ``low_quality`` only with findings beside it. They never fall below the model's own.
    Raises DetectorError for fewer than ``MIN_ARCHIVE`` texts that can be judged.
    """
    found = [judge(document, model)[1] for document in documents]
    kept = [prediction for prediction in found if prediction.abstention is None]
    if len(kept) < MIN_ARCHIVE:
        raise DetectorError(
            f"{len(kept)} of {len(found)} texts can be judged; a threshold needs at least "
            f"{MIN_ARCHIVE} good articles of {MIN_WORDS} words or more"
        )
    config = json.loads(read_bytes(source / CONFIG))
    heads = []
    for head in HEADS:
        limits = config["heads"][head]["thresholds"]
        margins = [_margin(prediction, head, limits) for prediction in kept]
        rise = max(0.0, _rise(margins, fail_share))
        rise += ROUNDING if rise else 0.0
        for name in ("fail", "review"):
            limits[name] = [_raised(limit, rise) for limit in limits[name]]
        heads.append(Raised(head, sum(margin >= 0 for margin in margins), rise))
    config["calibrated_on"] = {"texts": len(kept), "fail_share": fail_share}
    shutil.copytree(source, out, dirs_exist_ok=True)
    write_config(out, config)
    ModelFolder(out)
    return Recalibrated(len(kept), len(found) - len(kept), heads)


def _margin(prediction: Prediction, head: str, limits: dict[str, list[float]]) -> float:
    """Return by how much a text is beyond its failing threshold; -inf where it cannot fail."""
    if getattr(prediction, f"{head}_verdict") is not Verdict.FAIL:
        return -np.inf
    band = max(0, sum(prediction.words >= start for start in limits["from_words"]) - 1)
    pair = np.array([getattr(prediction, head) or 0.0, limits["fail"][band]])
    odds, limit = log_odds(pair)
    return float(odds - limit)


def _rise(margins: Sequence[float], fail_share: float) -> float:
    return weighted_quantile(np.array(margins), np.ones(len(margins)), fail_share)


def _raised(probability: float, rise: float) -> float:
    if probability >= NEVER:
        return NEVER
    odds = log_odds(np.array([probability]))[0] + rise
    return float(f"{1.0 / (1.0 + np.exp(-odds)):.8g}")
