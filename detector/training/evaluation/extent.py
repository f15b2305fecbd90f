"""Measure the estimated share of the wording that a model made, on documents never trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from detector.findings import Family
from detector.model import load
from detector.readers import parse
from detector.scoring.extent import extent
from detector.scoring.passages import passages
from detector.text.analysis import Analysis
from detector.training.data.corpus import build
from detector.training.data.texts import HELD_BACK, LabelledText, is_held_back_source
from detector.training.evaluation.report import Section
from detector.training.fitting.design import MAX_TOKENS, Piece
from detector.training.fitting.extent import figures, is_original, true_extents

PER_SOURCE = 2  # texts of one source and label, of files that have no revised documents
# Files of documents with what models made of them.
REVISED = frozenset({"pairs", "revised"})
_CLEAN = dict.fromkeys(Family, 0.0)

Array = npt.NDArray[np.float64]


def extent_section(
    texts: Sequence[LabelledText],
    model: Path,
    *,
    jobs: int = 1,
    say: Callable[[str], None] = lambda message: None,
) -> Section:
    """Return what is estimated of held-back documents, beside what is known of them."""
    mine = chosen(texts)
    corpus = build(mine, jobs=jobs)
    whole = [Piece(i, 0, min(len(row), MAX_TOKENS), True) for i, row in enumerate(corpus.rows)]
    truth = true_extents(corpus, whole)
    batches = [mine[i : i + 100] for i in range(0, len(mine), 100)]
    done = Parallel(n_jobs=jobs)(delayed(_estimates)(batch, model) for batch in batches)
    estimate = np.array([one for batch in done for one in batch])
    say(f"extent of {len(mine)} held-back texts")
    known = ~np.isnan(truth) & ~np.isnan(estimate)
    revised = np.array([text.set in REVISED for text in mine]) & known
    original = np.array([is_original(text) for text in mine])
    groups = {
        "human original of revised texts": revised & original,
        "revised, under a half by a model": revised & ~original & (truth < 0.5),
        "revised, a half and more": revised & ~original & (truth >= 0.5) & (truth < 1),
        "written whole by a model, same files": revised & (truth == 1),
        "all of these": revised,
        "other human articles": known & ~revised & original,
        "other articles of models": known & ~revised & (truth == 1),
    }
    section = Section(
        "How much of the wording a model made",
        "`generated.extent` on held-back documents, as `--explain` shows it. What is known: of a "
        "revised text, the share of its words in no run of three words of the original. The "
        "calibration error is the mean gap between estimate and truth over tenths of estimates.",
        ("texts", "number", "known, mean", "estimated, mean", "mean absolute error",
         "rank correlation", "calibration error"),
    )  # fmt: skip
    for name, rows in groups.items():
        if rows.any():
            section.rows.append((name, *_cells(truth[rows], estimate[rows])))
    return section


def _cells(truth: Array, estimate: Array) -> tuple[str, ...]:
    found = figures(truth, estimate, np.ones(len(truth)))
    rank = "–" if np.isnan(found.rank) else f"{found.rank:.2f}"
    return (
        f"{len(truth):,}", f"{truth.mean():.2f}", f"{estimate.mean():.2f}",
        f"{found.error:.2f}", rank, f"{found.gap:.2f}",
    )  # fmt: skip


def chosen(texts: Sequence[LabelledText]) -> list[LabelledText]:
    """Return the held-back texts of files of revised documents, and a choice of the others."""
    kept, taken = [], dict[tuple[str, bool | None], int]()
    for text in texts:
        held = is_held_back_source(text.set, text.unit) or text.tenth == HELD_BACK
        if not held or text.generated is None or not text.sure:
            continue
        cell = (text.unit, text.generated)
        taken[cell] = taken.get(cell, 0) + 1
        if text.set in REVISED or taken[cell] <= PER_SOURCE:
            kept.append(text)
    return kept


def _estimates(texts: Sequence[LabelledText], folder: Path) -> list[float]:
    model = load(folder)
    found = []
    for text in texts:
        analysis = Analysis(parse(text.text, id=text.id))
        reliable = model.predict(analysis, _CLEAN).abstention is None
        share = extent(analysis, model, passages(analysis, model)) if reliable else None
        found.append(float("nan") if share is None else share)
    return found
