"""What is known of each whole text that the classifier judges, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detector.training.bands import MIN_WORDS
from detector.training.data.texts import LabelledText
from detector.training.fitting.design import Design
from detector.training.fitting.sweeps import Judged, OutOfSource

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Whole:
    """One entry per whole text of at least ``MIN_WORDS`` words."""

    piece: npt.NDArray[np.intp]
    raw: Array
    probability: Array
    fails: npt.NDArray[np.bool_]
    flagged: npt.NDArray[np.bool_]
    words: npt.NDArray[np.int64]
    texts: list[LabelledText]
    set: npt.NDArray[np.str_]
    human: npt.NDArray[np.bool_]
    generated: npt.NDArray[np.bool_]


def whole_texts(
    texts: Sequence[LabelledText], measured: Design, outside: OutOfSource, judged: Judged
) -> Whole:
    """Collect what is known of every whole text that the classifier judges."""
    keep = measured.words[judged.piece] >= MIN_WORDS
    piece = judged.piece[keep]
    own = [texts[int(t)] for t in measured.text[piece]]
    attacked_human = np.array([bool(t.attack) and t.generated is False for t in own])
    return Whole(
        piece=piece,
        raw=outside.raw[piece],
        probability=judged.probability[keep],
        fails=judged.fails[keep],
        flagged=judged.flagged[keep],
        words=measured.words[piece],
        texts=own,
        set=np.array([t.set for t in own]),
        human=np.array([t.generated is False for t in own]) & ~attacked_human,
        generated=np.array([t.generated is True and t.sure for t in own]),
    )
