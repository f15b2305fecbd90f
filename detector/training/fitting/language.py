"""Count the two language models behind the measures of surprisal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.model.features.ngrams import MAX_ORDER, locate
from detector.model.features.surprisal import LanguageModel, LanguageModels, aligned
from detector.training.data.texts import LabelledText
from detector.training.fitting.design import MAX_TOKENS, Piece, Prepared
from detector.training.fitting.weights import SOURCE_POWER

# Tokens of Dirichlet smoothing towards the shorter context, for single tokens to fours.
SMOOTHING = (2000.0, 30.0, 6.0, 3.0)

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counted:
    """The n-grams of every text by place: what any language model of them is counted from.

    ``at`` holds, text after text, the columns that ``aligned`` gives; text i stands from
    ``offsets[i]`` to ``offsets[i + 1]``. ``counts`` has a row per text and a column per n-gram.
    ``prefix`` and ``suffix`` are the columns of an n-gram without its last or first token, -1 for
    single tokens; ``order`` is its number of tokens.
    """

    at: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]
    counts: sparse.csr_matrix
    prefix: npt.NDArray[np.int32]
    suffix: npt.NDArray[np.int32]
    order: npt.NDArray[np.int8]

    def columns(self, piece: Piece) -> npt.NDArray[np.intp]:
        """Return the columns of a piece as if nothing stood before it."""
        start = int(self.offsets[piece.text])
        at = self.at[:, start + piece.start : start + piece.end].astype(np.intp)
        for order in range(1, MAX_ORDER):
            at[order, :order] = -1
        return at


def count(prepared: Prepared, known: npt.NDArray[np.uint32]) -> Counted:
    """Find the known n-grams of every text."""
    rows = [row[:MAX_TOKENS] for row in prepared.corpus.rows]
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    at = np.full((MAX_ORDER, int(offsets[-1])), -1, np.int32)
    prefix = np.full(len(known), -1, np.int32)
    suffix = np.full(len(known), -1, np.int32)
    order = np.zeros(len(known), np.int8)
    indices, values, pointers = [], [], [0]
    for i, row in enumerate(rows):
        found = prepared.found(Piece(i, 0, len(row), True))
        own = aligned(locate(found, known).place, len(row))
        at[:, offsets[i] : offsets[i + 1]] = own
        for n in range(MAX_ORDER):
            there = np.flatnonzero(own[n] >= 0)
            order[own[n, there]] = n + 1
            if n:
                prefix[own[n, there]] = own[n - 1, there - 1]
                suffix[own[n, there]] = own[n - 1, there]
        unique, counts = np.unique(own[own >= 0], return_counts=True)
        indices.append(unique.astype(np.int32))
        values.append(counts.astype(np.float64))
        pointers.append(pointers[-1] + len(unique))
    table = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(indices), np.array(pointers)),
        shape=(len(rows), len(known)),
    )
    return Counted(at, offsets, table, prefix, suffix, order)


def fit_language_models(
    texts: Sequence[LabelledText], counted: Counted, chosen: npt.NDArray[np.bool_]
) -> LanguageModels:
    """Count both models on the ``chosen`` texts; no source drowns the others."""
    lengths = np.diff(counted.offsets)
    used = [int(i) for i in np.flatnonzero(chosen) if lengths[i]]
    size = Counter((texts[i].unit, texts[i].generated) for i in used)
    weights: Array = np.zeros((2, len(texts)))
    for i in used:
        unit = size[texts[i].unit, texts[i].generated] ** (SOURCE_POWER - 1.0)
        weights[int(bool(texts[i].generated)), i] = unit / np.sqrt(lengths[i])
    return LanguageModels(
        *(
            _model(counted, side * (side > 0).sum() / side.sum() if side.any() else side, lengths)
            for side in weights
        )
    )


def _model(counted: Counted, weights: Array, lengths: npt.NDArray[np.int64]) -> LanguageModel:
    counts: Array = weights @ counted.counts
    total = float(weights @ lengths) + SMOOTHING[0]
    singles = counted.order == 1
    floor = SMOOTHING[0] / max(int(singles.sum()), 1)
    probability = (counts + floor) / total  # right for single tokens, replaced below for others
    for n in range(2, MAX_ORDER + 1):
        mine = np.flatnonzero(counted.order == n)
        weight = SMOOTHING[n - 1]
        probability[mine] = (counts[mine] + weight * probability[counted.suffix[mine]]) / (
            counts[counted.prefix[mine]] + weight
        )
    follows = np.array([*SMOOTHING[1:], 1.0])[np.maximum(counted.order, 1) - 1]
    return LanguageModel(
        np.log(probability).astype(np.float32),
        np.log(follows / (counts + follows)).astype(np.float32),
        float(np.float32(np.log(floor / total))),
    )
