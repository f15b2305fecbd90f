"""Which runs of sentences read as machine-generated, each with its calibrated probability.

The classifier judges every window of some sentences as a text of its own length. A sentence is
taken by the mean of what the windows over it say; a run of such sentences is shown where the run,
again as a text of its own, reaches the model's threshold for passages of that length. The turns
of phrase that carry it are those of its sentences that weigh most in the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import log
from typing import TYPE_CHECKING

from detector.findings import MachinePassage
from detector.model.features.passage import passage_of, sentence_tokens
from detector.scoring.evidence import LinePositions
from detector.text.analysis import Analysis

if TYPE_CHECKING:
    from detector.model import Model, SentenceWeight

MIN_WORDS = 60  # of a passage: of less the classifier says too little
WINDOW_WORDS = 100
OPENING = 60  # characters
MAX_PHRASES = 4  # of a passage
MAX_WINDOWS = 400  # of a long text the windows start further apart
_SURE = 1e-6


def passages(analysis: Analysis, model: Model) -> tuple[MachinePassage, ...]:
    """Return the passages of the prose that read as machine-generated, in text order."""
    if analysis.language != "en":
        return ()
    sentences = sentence_tokens(analysis)
    words = [_words(analysis.tokens[first:last]) for first, last in sentences]
    if sum(words) < MIN_WORDS:
        return ()
    leaning = _leaning(analysis, model, sentences, words)
    positions = LinePositions(analysis.document.source)
    found = []
    weights: list[SentenceWeight] = []
    for first, last in _runs(leaning, words):
        judged = model.judge(passage_of(analysis, sentences[first:last]))
        if not judged.stands_out or judged.words < MIN_WORDS:
            continue
        weights = weights or model.explain_sentences(analysis)
        start = analysis.prose_sentences[first].start
        span = analysis.to_source(start, analysis.prose_sentences[last - 1].end)
        line, column = positions.of(span.start)
        found.append(
            MachinePassage(
                start=span.start,
                end=span.end,
                line=line,
                column=column,
                probability=judged.probability,
                words=judged.words,
                opening=_opening(analysis.text[start : start + OPENING + 1]),
                phrases=tuple(_carrying(analysis, weights[first:last])),
            )
        )
    return tuple(found)


def _opening(text: str) -> str:
    """Return the first words of ``text``, none of them cut."""
    whole = text if len(text) <= OPENING else text.rpartition(" ")[0] or text
    return " ".join(whole.split())


def _carrying(analysis: Analysis, sentences: Iterable[SentenceWeight]) -> list[str]:
    """Return the phrases that weigh most for a model, strongest first, none twice.

    A single word is mostly of the topic: it is shown only where no phrase is.
    """
    strength: dict[str, float] = {}
    shown: dict[str, str] = {}
    for start, end, weight in (phrase for sentence in sentences for phrase in sentence.phrases):
        if weight > 0:
            words = " ".join(analysis.text[start:end].split())
            shown.setdefault(words.lower(), words)
            strength[words.lower()] = strength.get(words.lower(), 0.0) + weight
    ranked = sorted(strength, key=lambda phrase: (-strength[phrase], phrase))
    longer = [phrase for phrase in ranked if " " in phrase]
    return [shown[phrase] for phrase in (longer or ranked)[:MAX_PHRASES]]


def _leaning(
    analysis: Analysis,
    model: Model,
    sentences: Sequence[tuple[int, int]],
    words: Sequence[int],
) -> list[float]:
    """Return for each sentence the mean log-odds, less the threshold's, of the windows over it."""
    total = [0.0] * len(sentences)
    count = [0] * len(sentences)
    for first, last in _windows(words):
        judged = model.judge(passage_of(analysis, sentences[first:last]))
        above = _log_odds(judged.probability) - _log_odds(judged.threshold)
        for i in range(first, last):
            total[i] += above
            count[i] += 1
    return [total[i] / count[i] if count[i] else -1.0 for i in range(len(sentences))]


def _windows(words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ranges of sentences of about ``WINDOW_WORDS`` words, the last one at the text's end."""
    step = 1 + len(words) // MAX_WINDOWS
    last = held = 0
    for first in range(len(words)):
        while last < len(words) and held < WINDOW_WORDS:
            held += words[last]
            last += 1
        if first % step == 0 or last == len(words):
            yield first, last
        if last == len(words):
            return
        held -= words[first]


def _runs(leaning: Sequence[float], words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of sentences in a row that lean to a model, of ``MIN_WORDS`` or more."""
    for leans, group in groupby(range(len(leaning)), key=lambda i: leaning[i] > 0):
        members = list(group)
        if leans and sum(words[i] for i in members) >= MIN_WORDS:
            yield members[0], members[-1] + 1


def _words(tokens: Sequence[str]) -> int:
    return sum(token[0].isalpha() for token in tokens)


def _log_odds(probability: float) -> float:
    clipped = min(max(probability, _SURE), 1.0 - _SURE)
    return log(clipped / (1.0 - clipped))
