"""Measure how much of a text says the same again: copies, n-gram shares, compressibility.

All figures are of the running prose (paragraphs and list items); headings, tables, quotations
and code never count.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import and_
from typing import NamedTuple

from detector.text.analysis import Analysis
from detector.text.averages import median

MIN_PROSE_WORDS = 60  # below this every share is noise
MIN_SENTENCE_WORDS = 8
MIN_PARAGRAPH_WORDS = 20
_MIN_VERSE_LINES = 12
_PHRASES = (2, 3, 4)  # sizes of the phrases that may be heavy
_GRAMS = (5, 10)
# A line without at least two of these is code, a formula, a name list or a refrain of shouts.
# Gopher's eight stop words (Rae et al. 2021, A1.1), with other words of the same kind.
_FUNCTION_WORDS = frozenset(
    """
    the be to of and that have with a an in is are was for on it you your as by this we
    """.split()
)


class Copies(NamedTuple):
    """A passage that stands more than once: the word ranges where it stands, in order."""

    places: tuple[range, ...]

    @property
    def extra_words(self) -> int:
        """The words of all copies but the first."""
        return len(self.places[0]) * (len(self.places) - 1)


class Phrase(NamedTuple):
    """An n-gram, how often it stands and the share of all letters that it covers."""

    words: tuple[str, ...]
    times: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """The figures of one text. Shares are of the words or letters of the running prose.

    ``sentences`` leaves out what stands in a repeated paragraph, so the two add up to
    ``copied``, the share of words that an editor could cut without losing anything.
    ``top_phrases`` holds the n-gram of 2, 3 and 4 words that covers most letters, where one
    returns; ``repeated_grams`` maps 5 and 10 to the letter share of n-grams seen before (Gopher,
    Rae et al. 2021, table A1). ``compression`` is bytes before over after zlib, None below 60
    words. In ``verse`` refrains are meant, and no copies are looked for.
    """

    words: int
    paragraphs: tuple[Copies, ...]
    sentences: tuple[Copies, ...]
    copied: float
    top_phrases: tuple[Phrase, ...]
    repeated_grams: Mapping[int, float]
    compression: float | None
    verse: bool


def measure(analysis: Analysis) -> Repetition:
    """Measure ``analysis``; use ``analysis.once(repetition.measure)`` to do it once."""
    words = analysis.prose_words
    if len(words) < MIN_PROSE_WORDS:
        return Repetition(
            words=len(words),
            paragraphs=(),
            sentences=(),
            copied=0.0,
            top_phrases=(),
            repeated_grams=dict.fromkeys(_GRAMS, 0.0),
            compression=None,
            verse=False,
        )
    verse = _is_verse(analysis.prose)
    grams = returning(words)
    # Equal passages of eight words hold equal 5-grams three words apart.
    again = set(grams[_GRAMS[0]].starts)
    apart = MIN_SENTENCE_WORDS - _GRAMS[0]
    copies_possible = not verse and any(start + apart in again for start in again)
    paragraphs, sentences = _all_copies(analysis) if copies_possible else ((), ())
    extra = sum(copies.extra_words for copies in (*paragraphs, *sentences))
    letters = sum(map(len, words))
    raw = analysis.prose.lower().encode()
    top_phrases = (top_phrase(grams[size], letters) for size in _PHRASES)
    return Repetition(
        words=len(words),
        paragraphs=paragraphs,
        sentences=sentences,
        copied=extra / len(words),
        top_phrases=tuple(phrase for phrase in top_phrases if phrase),
        repeated_grams={size: repeated_gram_share(grams[size], letters) for size in _GRAMS},
        compression=len(raw) / len(zlib.compress(raw, 6)),
        verse=verse,
    )


class Returning(NamedTuple):
    """The n-grams of one size that stand more than once: every place, and what stands there."""

    starts: list[int]
    grams: list[tuple[str, ...]]
    times: Mapping[tuple[str, ...], int]  # of some others too, which stand once


def returning(words: Sequence[str]) -> dict[int, Returning]:
    """Return the n-grams of each size of interest that stand more than once.

    A longer n-gram can only return where the shorter ones at both its ends do, so each size looks
    only at what the one before it has left.
    """
    # Half of the words of prose stand once, and no pair with one of them returns.
    counts = Counter(words)
    several = list(map((1).__lt__, map(counts.__getitem__, words)))
    possible = list(map(and_, several, several[1:]))
    pairs: list[tuple[str, ...]] = list(compress(pairwise(words), possible))
    found = {2: _again(list(compress(count(), possible)), pairs)}
    inner = 2
    for size in sorted({*_PHRASES, *_GRAMS} - {inner}):
        starts = found[inner].starts
        left = set(starts)
        starts = [i for i in starts if i + size - inner in left]
        found[size] = _again(starts, [tuple(words[i : i + size]) for i in starts])
        inner = size
    return found


def _again(starts: Sequence[int], grams: list[tuple[str, ...]]) -> Returning:
    times = Counter(grams)
    again = [number > 1 for number in map(times.__getitem__, grams)]
    return Returning(list(compress(starts, again)), list(compress(grams, again)), times)


def top_phrase(found: Returning, letters: int) -> Phrase | None:
    """Return the n-gram that covers the largest share of ``letters``, None if none returns."""
    best = max(
        ((found.times[gram] * sum(map(len, gram)), gram) for gram in set(found.grams)),
        default=None,
    )
    if best is None:
        return None
    covered, gram = best
    return Phrase(gram, found.times[gram], min(covered / letters, 1.0))


def repeated_gram_share(found: Returning, letters: int) -> float:
    """Return the share of ``letters`` in n-grams that stood before, none counted twice."""
    seen: set[tuple[str, ...]] = set()
    repeated = at = 0
    for start, gram in zip(found.starts, found.grams, strict=True):
        if start < at:
            continue
        if gram in seen:
            repeated += sum(map(len, gram))
            at = start + len(gram)
        else:
            seen.add(gram)
    return repeated / letters


def _prose_ranges(analysis: Analysis) -> Iterator[range]:
    return (analysis.word_range(block.start, block.end) for block in analysis.prose_blocks)


def _is_verse(prose: str) -> bool:
    """Tell poems and lyrics, whose refrains are meant.

    They are many short lines without a full stop, or short lines of like length some of which
    return at regular distances, as in a villanelle or a ballad.
    """
    lines = [words for line in prose.split("\n") if (words := line.split())]
    if len(lines) < 8 or median(map(len, lines)) > 10:
        return False
    if _has_refrain(lines):
        return True
    ended = sum(line[-1].rstrip("\"')").endswith((".", "!", "?", ":", ";")) for line in lines)
    return ended < 0.5 * len(lines)


def _has_refrain(lines: Sequence[Sequence[str]]) -> bool:
    if len(lines) < _MIN_VERSE_LINES:
        return False
    from statistics import quantiles  # fractions and decimals: few texts are poems

    tenths = quantiles(map(len, lines), n=10)
    if tenths[0] < 4 or tenths[-1] - tenths[0] > 4:
        return False
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        places[tuple(line)].append(number)
    returning_lines = [found for found in places.values() if len(found) > 1]
    # Most lines of a poem are its own; a text pasted twice has none.
    if not returning_lines or 2 * sum(map(len, returning_lines)) > len(lines):
        return False
    for found in returning_lines:
        gaps = [after - before for before, after in pairwise(found)]
        if len(gaps) < 2 or min(gaps) < 2 or max(gaps) > 2 * min(gaps):
            return False
    return True


def _all_copies(analysis: Analysis) -> tuple[tuple[Copies, ...], tuple[Copies, ...]]:
    paragraphs = _copies(analysis, _prose_ranges(analysis), MIN_PARAGRAPH_WORDS)
    inside = {i for copies in paragraphs for place in copies.places for i in place}
    ranges = (range(s.first_word, s.last_word) for s in analysis.prose_sentences)
    sentences = _copies(analysis, (r for r in ranges if r.start not in inside), MIN_SENTENCE_WORDS)
    return paragraphs, sentences


def _copies(analysis: Analysis, ranges: Iterator[range], least: int) -> tuple[Copies, ...]:
    """Group equal word sequences of at least ``least`` words, in order of first place."""
    places: defaultdict[tuple[str, ...], list[range]] = defaultdict(list)
    for place in ranges:
        if len(place) >= least:
            places[tuple(analysis.words[place.start : place.stop])].append(place)
    return tuple(
        Copies(tuple(found))
        for words, found in places.items()
        if len(found) > 1 and sum(word in _FUNCTION_WORDS for word in words) >= 2
    )
