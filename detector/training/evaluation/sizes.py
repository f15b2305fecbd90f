"""How much a model of fewer n-grams would find: what the size of the shipped one is argued from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from detector.training.evaluation.bench import HEADER, Bench
from detector.training.evaluation.report import Section
from detector.training.fitting.design import tf_idf

SIZES = (25_000, 50_000, 100_000, 200_000, 300_000)
# An n-gram's fingerprint and IDF, its weight in each head, and two numbers in each language model.
BYTES = 8 * 4


def sizes(work: Bench, idf: npt.NDArray[np.float32], say: Callable[[str], None]) -> Section:
    """Fit the linear model on the n-grams of the most texts, fewer and fewer."""
    section = Section(
        "Size",
        "Only the linear model. The n-grams that are in the most texts are kept. The size on disk "
        "is that of the whole model, language models included; the last row is what ships.",
        (*HEADER, "n-grams", "MB"),
    )
    for size in (*(size for size in SIZES if size < len(idf)), len(idf)):
        kept = most_common(idf, size)
        rows = tf_idf(work.measured.counts[:, kept], idf[kept])
        wording = work.parts.part(f"size-{size}", partial(work.folds.wording, rows))
        row = work.row(f"{size:,} n-grams", wording)
        section.rows.append((*row, f"{size:,}", f"{size * BYTES / 1e6:.1f}"))
        say(f"{row[0]}: {row[1]}")
    return section


def most_common(idf: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.intp]:
    """Return the columns of the ``size`` n-grams that are in the most texts, in their order."""
    return np.sort(np.argsort(idf, kind="stable")[:size])
