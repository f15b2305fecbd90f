"""Share the weight of n-grams among the words and sentences that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detector.model.features.ngrams import MAX_ORDER, fingerprints
from detector.model.features.passage import sentence_tokens
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

WORDS_SHOWN = 5


class SentenceWeight(NamedTuple):
    """What a sentence's wording adds to the log-odds that a model wrote the text.

    ``start`` and ``end`` are offsets into the prose view. ``words`` holds ``(start, end,
    weight)`` of its words that speak most for the same side, strongest first.
    """

    start: int
    end: int
    weight: float
    words: tuple[tuple[int, int, float], ...]


def sentence_weights(
    analysis: Analysis,
    hashes: npt.NDArray[np.uint64],
    known: npt.NDArray[np.uint32],
    contribution: npt.NDArray[np.float64],
) -> list[SentenceWeight]:
    """Return the weight of every sentence of the prose, in text order.

    ``hashes`` are those of the prose's tokens, ``known`` the sorted fingerprints found in it and
    ``contribution`` what each adds.
    """
    by_token = token_weights(hashes, known, contribution)
    weights = []
    at = 0
    starts = analysis.token_starts
    for (first, last), sentence in zip(
        sentence_tokens(analysis), analysis.prose_sentences, strict=True
    ):
        part = by_token[at : at + last - first]
        at += last - first
        total = float(part.sum())
        sign = 1.0 if total >= 0 else -1.0
        strongest = sorted(range(len(part)), key=lambda i: (-sign * part[i], i))
        words = []
        for i in strongest[:WORDS_SHOWN]:
            token = analysis.tokens[first + i]
            if sign * part[i] > 0 and token[0].isalnum():
                start = starts[first + i]
                words.append((start, start + len(token), float(part[i])))
        weights.append(SentenceWeight(sentence.start, sentence.end, total, tuple(words)))
    return weights


def token_weights(
    hashes: npt.NDArray[np.uint64],
    known: npt.NDArray[np.uint32],
    contribution: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return what each token adds: its share of every n-gram that holds it."""
    import numpy as np

    size = len(hashes)
    weights = np.zeros(size)
    if not size or not len(known):
        return weights
    found = fingerprints(hashes)
    at = np.minimum(np.searchsorted(known, found), len(known) - 1)
    there = known[at] == found
    counts = np.bincount(at[there], minlength=len(known))
    share = np.where(there, contribution[at] / np.maximum(counts[at], 1), 0.0)
    start = 0
    for order in range(1, min(MAX_ORDER, size) + 1):
        part = share[start : start + size - order + 1] / order
        for offset in range(order):
            weights[offset : offset + len(part)] += part
        start += len(part)
    return weights
