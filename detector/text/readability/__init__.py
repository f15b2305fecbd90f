"""Measure how hard a text is to read: textstat's figures on our sentences, at little cost.

``counts`` and ``formulas`` give what textstat 0.7.8 gives for the same text and sentence count
(tests hold them to it). ``measure`` applies them to the running prose of an article.
"""

from __future__ import annotations

from dataclasses import dataclass

from detector.text.analysis import Analysis
from detector.text.averages import median
from detector.text.readability import formulas
from detector.text.readability.counts import Counts, count

# Below these a grade is noise: the formulas were fitted on passages of 100 words.
MIN_WORDS = 100
MIN_SENTENCES = 3
# Sentences and words of lists and tables are not what the formulas were fitted on: the median
# sentence of such "prose" is shorter than this.
MIN_MEDIAN_SENTENCE = 4
_GRADE_RANGE = (0.0, 30.0)
_EASE_RANGE = (-50.0, 121.22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """Readability of one article's prose. Grades are US school years, clipped to 0-30.

    ``flesch_reading_ease`` is clipped to -50-121.22. ``sentence_words`` is the median sentence,
    ``mean_sentence_words`` the mean.
    """

    counts: Counts
    flesch_reading_ease: float
    flesch_kincaid_grade: float
    gunning_fog: float
    smog_index: float
    automated_readability_index: float
    coleman_liau_index: float
    dale_chall: float
    lix: float
    sentence_words: float
    mean_sentence_words: float
    syllables_per_word: float


def measure(analysis: Analysis) -> Readability | None:
    """Return the figures of ``analysis``, None where they would mean nothing.

    They mean nothing below 100 words or 3 sentences of running prose, in a language other than
    English, and in text whose "sentences" are labels. Use ``analysis.once(readability.measure)``
    to do the work once.
    """
    sentences = analysis.prose_sentences
    if len(sentences) < MIN_SENTENCES or analysis.prose_word_count < MIN_WORDS:
        return None
    lengths = [sentence.last_word - sentence.first_word for sentence in sentences]
    if median(lengths) < MIN_MEDIAN_SENTENCE or analysis.language not in ("en", None):
        return None
    counts = count(analysis.prose, len(sentences))
    if counts.words < MIN_WORDS:
        return None
    return Readability(
        counts=counts,
        flesch_reading_ease=_clipped(formulas.flesch_reading_ease(counts), _EASE_RANGE),
        flesch_kincaid_grade=_clipped(formulas.flesch_kincaid_grade(counts), _GRADE_RANGE),
        gunning_fog=_clipped(formulas.gunning_fog(counts), _GRADE_RANGE),
        smog_index=_clipped(formulas.smog_index(counts), _GRADE_RANGE),
        automated_readability_index=_clipped(
            formulas.automated_readability_index(counts), _GRADE_RANGE
        ),
        coleman_liau_index=_clipped(formulas.coleman_liau_index(counts), _GRADE_RANGE),
        dale_chall=_clipped(formulas.dale_chall(counts), _GRADE_RANGE),
        lix=formulas.lix(counts),
        sentence_words=float(median(lengths)),
        mean_sentence_words=counts.words / counts.sentences,
        syllables_per_word=counts.syllables / counts.words,
    )


def _clipped(value: float, bounds: tuple[float, float]) -> float:
    low, high = bounds
    return min(max(value, low), high)
