"""Share the weight of n-grams among the words and sentences that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from detector.model.features.lexicon import WordClass
from detector.model.features.ngrams import MAX_ORDER, fingerprints
from detector.model.features.passage import sentence_tokens
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Of a sentence, and tokens of one: what an editor takes in at a glance.
PHRASES_SHOWN = 3
PHRASE_TOKENS = 6
_FUNCTION, _COMMON = int(WordClass.FUNCTION), int(WordClass.COMMON)
_WORD, _NUMBER = int(WordClass.WORD), int(WordClass.NUMBER)
_NAME = int(WordClass.CAPITALISED | WordClass.ALL_CAPITALS)
_OPENS = int(WordClass.PREPOSITION | WordClass.DEMONSTRATIVE)


class Phrase(NamedTuple):
    """A turn of phrase: its range in the prose view, and what it adds to the log-odds."""

    start: int
    end: int
    weight: float


class SentenceWeight(NamedTuple):
    """What a sentence's wording adds to the log-odds that a model wrote the text.

    ``start`` and ``end`` are offsets into the prose view. ``phrases`` are those that speak most
    for the same side, strongest first.
    """

    start: int
    end: int
    weight: float
    phrases: tuple[Phrase, ...]


def sentence_weights(
    analysis: Analysis,
    hashes: npt.NDArray[np.uint64],
    classes: npt.NDArray[np.int64],
    known: npt.NDArray[np.uint32],
    contribution: npt.NDArray[np.float64],
) -> list[SentenceWeight]:
    """Return the weight of every sentence of the prose, in text order.

    ``hashes`` and ``classes`` are those of the prose's tokens, ``known`` the sorted fingerprints
    found in it and ``contribution`` what each adds.
    """
    by_token = token_weights(hashes, known, contribution)
    weights = []
    at = 0
    starts = analysis.token_starts
    for (first, last), sentence in zip(
        sentence_tokens(analysis), analysis.prose_sentences, strict=True
    ):
        size = last - first
        part, kinds = by_token[at : at + size], classes[at : at + size].tolist()
        at += size
        total = float(part.sum())
        sign = 1.0 if total >= 0 else -1.0
        found = tuple(
            Phrase(
                starts[first + begin],
                starts[first + end - 1] + len(analysis.tokens[first + end - 1]),
                sign * strength,
            )
            for begin, end, strength in phrases((sign * part).tolist(), kinds)
        )
        weights.append(SentenceWeight(sentence.start, sentence.end, total, found))
    return weights


def phrases(weights: Sequence[float], classes: Sequence[int]) -> list[tuple[int, int, float]]:
    """Return ``(first, last + 1, weight)`` of a sentence's turns of phrase, strongest first.

    Each is a run of at most ``PHRASE_TOKENS`` words with no mark between, whose words weigh more
    than the sentence's words do on average. It begins and ends with a word of the vocabulary that
    is no function word: an "in" or "the" carries weight, and tells an editor nothing. Only the
    opening of a clause keeps its "in" or "this" ("in conclusion", "this guide"). Words that follow
    and speak for the same side complete it ("a significant" is followed by "impact").
    """
    telling = [weight for weight in weights if weight > 0]
    if not telling:
        return []
    toll = sum(telling) / len(telling)
    ranked = sorted(
        ((sum(weights[a:b]) - toll * (b - a), a, b) for a, b in _runs(classes)),
        key=lambda run: (-run[0], run[1], run[2]),
    )
    chosen: list[tuple[int, int, float]] = []
    for above, begin, end in ranked:
        if above <= 0 or len(chosen) == PHRASES_SHOWN:
            break
        if all(end <= a or b <= begin for a, b, _ in chosen):
            end = _completed(begin, end, weights, classes, [a for a, _, _ in chosen])  # noqa: PLW2901
            chosen.append((begin, end, sum(weights[begin:end])))
    return chosen


def _completed(
    begin: int,
    end: int,
    weights: Sequence[float],
    classes: Sequence[int],
    taken: Sequence[int],
) -> int:
    while (
        end < min(begin + PHRASE_TOKENS, len(classes))
        and end not in taken
        and weights[end] > 0
        and classes[end] & _WORD
        and not classes[end] & (_FUNCTION | _NUMBER)
    ):
        end += 1
    return end


def _runs(classes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that could be shown as a phrase."""
    for begin, kind in enumerate(classes):
        clause = begin == 0 or not classes[begin - 1] & _WORD
        opens = clause and kind & _OPENS
        if not opens and not _tells(kind, clause=clause):
            continue
        for end in range(begin, min(begin + PHRASE_TOKENS, len(classes))):
            if not classes[end] & _WORD:
                break
            if _tells(classes[end], clause=clause and end == begin):
                yield begin, end + 1


def _tells(kind: int, *, clause: bool) -> bool:
    """Say whether a phrase may begin and end with a word of this kind; a name says nothing."""
    plain = not kind & (_FUNCTION | _NUMBER) and (clause or not kind & _NAME)
    return bool(kind & _COMMON) and plain


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
