"""Tables with intervals, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from detector.training.statistics import auroc, auroc_interval, recall_at, wilson

Array = npt.NDArray[np.float64]
MIN_CELL = 30  # texts of one label below which a row has no figure


@dataclass(slots=True)
class Section:
    """A heading with its text and one table."""

    title: str
    text: str
    header: Sequence[str] = ()
    rows: list[Sequence[str]] = field(default_factory=list)

    def markdown(self) -> str:
        lines = [f"## {self.title}", "", self.text, ""]
        if self.rows:
            lines.append("| " + " | ".join(self.header) + " |")
            lines.append("|" + " --- |" * len(self.header))
            lines += ["| " + " | ".join(row) + " |" for row in self.rows]
            lines.append("")
        return "\n".join(lines)


def share(hits: npt.NDArray[np.bool_]) -> str:
    """Return a share with its 95% interval, in per cent."""
    size, count = len(hits), int(hits.sum())
    if not size:
        return "–"
    low, high = wilson(count, size)
    return f"{100 * count / size:.1f}% ({100 * low:.1f}–{100 * high:.1f})"


def area(human: Array, generated: Array) -> str:
    """Return an AUROC with its 95% interval."""
    low, high = auroc_interval(human, generated)
    return f"{auroc(human, generated):.3f} ({low:.3f}–{high:.3f})"


def recall(human: Array, generated: Array, rate: float = 0.01) -> str:
    """Return the recall at a false-positive rate, in per cent."""
    return f"{100 * recall_at(human, generated, rate):.1f}%"
