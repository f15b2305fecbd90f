"""Which sentences speak most for and against a machine's hand, and the words that carry it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detector.findings import SentenceEvidence
from detector.scoring.evidence import LinePositions
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    from detector.model import Model, SentenceWeight

MAX_FOR, MAX_AGAINST = 3, 2
MIN_WORDS = 5  # shorter sentences say too little to be shown as evidence


def explain(analysis: Analysis, model: Model) -> tuple[SentenceEvidence, ...]:
    """Return the most telling sentences, those for a machine first, strongest first.

    ``strength`` is a sentence's weight beside that of the strongest shown, 0 to 1.
    """
    if not analysis.words:
        return ()
    long_enough = [
        weight
        for weight in model.explain_sentences(analysis)
        if len(analysis.word_range(weight.start, weight.end)) >= MIN_WORDS
    ]
    ranked = sorted(long_enough, key=lambda weight: (-weight.weight, weight.start))
    speak_for = [weight for weight in ranked if weight.weight > 0][:MAX_FOR]
    against = [weight for weight in reversed(ranked) if weight.weight < 0][:MAX_AGAINST]
    strongest = max((abs(weight.weight) for weight in [*speak_for, *against]), default=1.0)
    positions = LinePositions(analysis.document.source)
    return tuple(_shown(analysis, positions, [*speak_for, *against], strongest))


def _shown(
    analysis: Analysis,
    positions: LinePositions,
    weights: Iterable[SentenceWeight],
    strongest: float,
) -> Iterable[SentenceEvidence]:
    for weight in weights:
        span = analysis.to_source(weight.start, weight.end)
        line, column = positions.of(span.start)
        yield SentenceEvidence(
            machine=weight.weight > 0,
            strength=abs(weight.weight) / strongest,
            line=line,
            column=column,
            start=span.start,
            end=span.end,
            evidence=analysis.document.source[span.start : span.end],
            words=tuple(
                sorted(tuple(analysis.to_source(start, end)) for start, end, _ in weight.phrases)
            ),
        )
