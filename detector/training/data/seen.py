"""Remember which texts a model was trained on, so that an evaluation can say so.

A text is known by a 32-bit hash of its words: one changed word makes another text of it, markup and
case do not. Of a hundred thousand texts never seen, one or two are taken for one of 45,000 others.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from detector.model.folder import ModelFolder
from detector.training.data.texts import LabelledText

if TYPE_CHECKING:
    from detector.training.data.corpus import Corpus

FILE = "training_texts.npy"

Fingerprints = npt.NDArray[np.uint32]


def fingerprint(tokens: Iterable[str]) -> int:
    """Return the hash of a text's words, 0 for a text of none."""
    words = " ".join(token.lower() for token in tokens if token[0].isalnum())
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest(), "big") if words else 0


def fingerprints(corpus: Corpus) -> Fingerprints:
    """Return those of the texts that a model is trained on, sorted."""

    def tokens(row: Iterable[int]) -> Iterable[str]:
        return (corpus.tokens[i] for i in row)

    found = {
        fingerprint(tokens(row))
        for row, text in zip(corpus.rows, corpus.texts, strict=True)
        if is_seen(text)
    }
    return np.array(sorted(found - {0}), np.uint32)


def is_seen(text: LabelledText) -> bool:
    """Say whether one of the two heads is trained on a text of these labels."""
    return text.train and not (text.generated is None and text.low_quality is None)


class TrainingTexts:
    """The texts that the model of a folder was trained on; None where it does not say."""

    def __init__(self, folder: ModelFolder) -> None:
        listed = FILE in folder.config["files"]
        self._known = set(folder.array(FILE).tolist()) if listed else None

    def hold(self, tokens: Iterable[str]) -> bool | None:
        """Say whether a text of these tokens was among them."""
        return None if self._known is None else fingerprint(tokens) in self._known
