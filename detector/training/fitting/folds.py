"""Folds of whole sources: every text gets a prediction by a model that knows nothing like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detector.training.data.texts import LabelledText, tenth

FOLDS = 10


def usable(texts: Sequence[LabelledText]) -> npt.NDArray[np.bool_]:
    """Tell which texts the head ``generated`` may train on."""
    return np.array([text.train and text.generated is not None for text in texts], bool)


def source_folds(texts: Sequence[LabelledText]) -> npt.NDArray[np.int64]:
    """Return the fold, 0 to 9, of each text; a source is never split.

    The largest source goes first, each to the fold with the fewest texts. With fewer than ten
    sources the folds are tenths of the groups.
    """
    sizes = Counter(text.unit for text in texts)
    if len(sizes) < FOLDS:
        return np.array([tenth(text.group) for text in texts])
    load = [0] * FOLDS
    fold = {}
    for unit, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[unit] = min(range(FOLDS), key=lambda f: (load[f], f))
        load[fold[unit]] += size
    return np.array([fold[text.unit] for text in texts])


def training_texts(
    texts: Sequence[LabelledText], held_out: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Tell which texts may train a model that ``held_out`` is predicted by.

    A text that shares its group with one held out is left out as well.
    """
    groups = {text.group for text, out in zip(texts, held_out, strict=True) if out}
    related = np.array([text.group in groups for text in texts])
    allowed: npt.NDArray[np.bool_] = usable(texts) & ~held_out & ~related
    return allowed
