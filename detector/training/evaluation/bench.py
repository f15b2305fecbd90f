"""What every variant of the classifier is measured with: texts, folds, and a row of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detector.training import bands
from detector.training.bands import BANDS
from detector.training.data.corpus import Corpus
from detector.training.data.texts import LabelledText
from detector.training.evaluation.checkpoints import Checkpoints
from detector.training.evaluation.generated import by_source
from detector.training.evaluation.whole_texts import Whole, whole_texts
from detector.training.fitting.design import Design
from detector.training.fitting.sweeps import Judged, OutOfSource, SourceFolds
from detector.training.statistics import auroc, recall_at

Array = npt.NDArray[np.float64]

_SHORTEST, *_LONGER = (bands.name(low, high) for low, high in BANDS)
HEADER = (
    "variant", "mean AUROC", "worst", f"recall at 1% FPR, {_SHORTEST} words", *_LONGER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a variant needs to be measured."""

    corpus: Corpus
    measured: Design
    outside: OutOfSource
    whole: Whole
    folds: SourceFolds
    parts: Checkpoints

    @property
    def texts(self) -> Sequence[LabelledText]:
        return self.corpus.texts

    def row(self, name: str, raw: Array) -> tuple[str, ...]:
        """Return a row of the table for the log-odds of all pieces."""
        values = raw[self.whole.piece]
        areas = [
            auroc(values[human], values[generated])
            for human, generated in by_source(self.whole).values()
        ]
        found = [_recall(self.whole, values, low, high) for low, high in BANDS]
        return (
            name,
            f"{np.mean(areas):.3f}",
            f"{min(areas):.3f}",
            *(f"{100 * share:.1f}%" for share in found),
        )


def bench(
    corpus: Corpus,
    measured: Design,
    outside: OutOfSource,
    judged: Judged,
    parts: Checkpoints,
    *,
    jobs: int,
) -> Bench:
    """Prepare the folds of whole sources once for all variants."""
    return Bench(
        corpus=corpus,
        measured=measured,
        outside=outside,
        whole=whole_texts(corpus.texts, measured, outside, judged),
        folds=SourceFolds.of(corpus.texts, measured, jobs),
        parts=parts,
    )


def _recall(whole: Whole, raw: Array, low: int, high: int) -> float:
    inside = (whole.words >= low) & (whole.words < high)
    return recall_at(raw[inside & whole.human], raw[inside & whole.generated], 0.01)
