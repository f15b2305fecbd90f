"""How much of an article's wording a model made: the mean over the passages and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detector.findings import MachinePassage
from detector.model.features.passage import passage_of, sentence_tokens
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    from detector.model import Model


def extent(analysis: Analysis, model: Model, passages: Sequence[MachinePassage]) -> float | None:
    """Return the estimated share of the words that a model made, 0 to 1.

    Each of the ``passages`` that read as machine-generated is estimated by itself, and what is
    left of the prose together: two pasted paragraphs do not make the rest of an article a model's.
    None where the model estimates nothing.
    """
    sentences = sentence_tokens(analysis)
    parts: list[list[tuple[int, int]]] = [[] for _ in range(len(passages) + 1)]
    for sentence, tokens in zip(analysis.prose_sentences, sentences, strict=True):
        start = analysis.to_source(sentence.start, sentence.end).start
        of = next((i for i, p in enumerate(passages) if p.start <= start < p.end), -1)
        parts[of].append(tokens)
    total = made = 0.0
    for part in parts:
        estimated = model.extent(passage_of(analysis, part)) if part else None
        if estimated is not None:
            share, words = estimated
            total += words
            made += share * words
    return made / total if total else None
