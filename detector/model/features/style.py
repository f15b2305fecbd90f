"""Measures of style that do not depend on the topic, and hardly on the length, of a text.

Lexical richness is measured by quantities whose expectation does not change with length: the
moving-average type-token ratio (Covington & McFall 2010) and Simpson's repeat probability (1949).
Rates are per word. No measure looks at paragraphs, headings or white space: those tell sites and
formats apart, not writers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.model.features.lexicon import WordClass
from detector.model.features.tokens import Mark, TokenTable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_CHUNK = 4096  # tokens whose classes are counted at once: bounds the memory for long texts
WINDOW = 50  # words, of the moving-average type-token ratio

_RATES = tuple(c for c in WordClass if c is not WordClass.WORD)
_OPENINGS = (
    WordClass.CONNECTIVE,
    WordClass.DEMONSTRATIVE,
    WordClass.ARTICLE,
    WordClass.I,
    WordClass.WE,
    WordClass.YOU,
    WordClass.THIRD,
    WordClass.ADVERB,
    WordClass.ING,
    WordClass.PREPOSITION,
    WordClass.COORDINATION,
    WordClass.QUESTION_WORD,
)
_MARKS = tuple(mark for mark in Mark if mark is not Mark.NONE)
# Plain numbers: the operators of enumerations cost more than those of arrays.
_WORD, _FUNCTION = int(WordClass.WORD), int(WordClass.FUNCTION)
_BE, _PAST, _ING = int(WordClass.BE), int(WordClass.PAST), int(WordClass.ING)
_COORDINATION, _COMMA = int(WordClass.COORDINATION), int(Mark.COMMA)
_NAME = int(WordClass.CAPITALISED | WordClass.ALL_CAPITALS)
_NOT_RARE = int(WordClass.COMMON | WordClass.NUMBER) | _NAME
_RATE_BITS = [int(c).bit_length() - 1 for c in _RATES]
_OPENING_BITS = [int(c).bit_length() - 1 for c in _OPENINGS]
_RANKS = (20, 100, 400, 1500)

NAMES: tuple[str, ...] = (
    *(f"rate_{c.name.lower()}" for c in _RATES if c.name),
    *(f"opening_{c.name.lower()}" for c in _OPENINGS if c.name),
    *(f"mark_{mark.name.lower()}" for mark in _MARKS),
    *(f"among_{rank}_commonest" for rank in _RANKS),
    "rare_lower_case",
    "mean_log_rank",
    "spread_log_rank",
    "mean_word_length",
    "spread_word_length",
    "long_words",
    "very_long_words",
    "mean_sentence_length",
    "spread_sentence_length",
    "short_sentences",
    "long_sentences",
    "sentence_length_steps",
    "type_token_ratio",
    "content_repeats",
    "pair_repeats",
    "opening_repeats",
    "top_content_word",
    "top_content_pair",
    "comma_and",
    "comma_ing",
    "passive",
    "name_runs",
    "names_inside",
    "commas_per_sentence",
)


def measure(
    rows: npt.NDArray[np.int32], ends: npt.NDArray[np.int32], table: TokenTable
) -> npt.NDArray[np.float64]:
    """Return the measures of ``NAMES`` for a passage: token rows and sentence ends."""
    import numpy as np

    classes = table.classes[rows]
    is_word = (classes & _WORD) != 0
    at = np.flatnonzero(is_word)
    words = len(at)
    if words < 2 or len(ends) == 0:
        return np.zeros(len(NAMES))
    marks = table.marks[rows]
    starts = np.concatenate(([0], ends[:-1]))
    openings = _openings(at, starts, ends)
    return np.concatenate(
        [
            _bit_counts(classes)[_RATE_BITS] / words,
            _bit_counts(classes[openings])[_OPENING_BITS] / len(openings),
            np.bincount(marks, minlength=len(Mark))[1:] / words,
            _vocabulary_measures(rows[at], classes[at], table),
            _sentence_measures(is_word, starts),
            _repeat_measures(table.words[rows], at, classes, openings),
            _pattern_measures(classes, marks, words, openings, len(ends)),
        ]
    )


def _bit_counts(classes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return how many of ``classes`` have each of 64 bits set, the lowest bit first."""
    import numpy as np

    counts = np.zeros(64)
    for start in range(0, len(classes), _CHUNK):
        octets = classes[start : start + _CHUNK].astype("<i8", copy=False).view(np.uint8)
        bits = np.unpackbits(octets, bitorder="little").reshape(-1, 64).astype(np.float32)
        counts += np.ones(len(bits), np.float32) @ bits
    return counts


def _openings(
    at: npt.NDArray[np.intp], starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> npt.NDArray[np.intp]:
    """The index of the first word of each sentence that has one; ``at`` holds those of words."""
    import numpy as np

    first = np.minimum(np.searchsorted(at, starts), len(at) - 1)
    opening = at[first]
    return opening[(opening >= starts) & (opening < ends)]


def _vocabulary_measures(
    rows: npt.NDArray[np.int32], classes: npt.NDArray[np.int64], table: TokenTable
) -> npt.NDArray[np.float64]:
    """Measures of the words, given their rows and classes."""
    import numpy as np

    ranks = table.ranks[rows]
    common = ranks[ranks >= 0]
    logs = np.log2(common + 2.0)
    lengths = np.minimum(table.lengths[rows], 25)
    words = len(rows)
    return np.array(
        [
            *(np.count_nonzero(common < limit) / words for limit in _RANKS),
            np.count_nonzero((classes & _NOT_RARE) == 0) / words,
            *(_mean_and_spread(logs) if len(logs) else (0.0, 0.0)),
            *_mean_and_spread(lengths.astype(np.float64)),
            np.count_nonzero(lengths >= 7) / words,
            np.count_nonzero(lengths >= 10) / words,
        ]
    )


def _mean_and_spread(values: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Mean and standard deviation, as ``mean`` and ``std`` give them to the last bit."""
    import numpy as np

    size = len(values)
    mean = np.add.reduce(values) / size
    off = values - mean
    return float(mean), float(np.sqrt(np.add.reduce(off * off) / size))


def _sentence_measures(
    is_word: npt.NDArray[np.bool_], starts: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    import numpy as np

    lengths = np.add.reduceat(is_word, starts, dtype=np.float64)
    logs = np.log(lengths + 1.0)
    size = len(logs)
    steps = float(np.add.reduce(np.abs(logs[1:] - logs[:-1])) / (size - 1)) if size > 1 else 0.0
    return np.array(
        [
            *_mean_and_spread(logs),
            np.count_nonzero(lengths < 8) / size,
            np.count_nonzero(lengths > 30) / size,
            steps,
        ]
    )


def _repeat_measures(
    words: npt.NDArray[np.int32],
    at: npt.NDArray[np.intp],
    classes: npt.NDArray[np.int64],
    openings: npt.NDArray[np.intp],
) -> npt.NDArray[np.float64]:
    import numpy as np

    running = words[at]
    is_content = (classes[at] & _FUNCTION) == 0
    content = _times(running[is_content])
    pairs = running[:-1].astype(np.int64) << 32 | running[1:]
    content_pairs = pairs[is_content[1:] & is_content[:-1]]
    return np.array(
        [
            _moving_type_token_ratio(running),
            1e2 * _repeat_probability(content),
            1e3 * _repeat_probability(_times(pairs)),
            _repeat_probability(_times(words[openings])),
            _top_repeats(content) / len(running),
            2 * _top_repeats(_times(content_pairs)) / len(running),
        ]
    )


def _times(items: npt.NDArray[np.integer]) -> npt.NDArray[np.intp]:
    """How often each distinct item stands in ``items``."""
    import numpy as np

    size = len(items)
    if not size:
        return np.zeros(0, np.intp)
    ordered = np.sort(items)
    ends = np.empty(size, bool)
    ends[-1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=ends[:-1])
    last = np.flatnonzero(ends)
    last[1:] -= last[:-1].copy()
    last[0] += 1
    return last


def _top_repeats(times: npt.NDArray[np.intp]) -> int:
    """How often the commonest item comes again."""
    return int(times.max()) - 1 if len(times) else 0


def _moving_type_token_ratio(words: npt.NDArray[np.int32]) -> float:
    """The mean share of distinct words over all windows of ``WINDOW`` words."""
    import numpy as np

    size = len(words)
    window = min(WINDOW, size)
    order = np.argsort(words, kind="stable")
    before = np.full(size, -1)
    by_word = words[order]
    same = by_word[1:] == by_word[:-1]
    before[order[1:][same]] = order[:-1][same]
    at = np.arange(size)
    # In how many windows is the word at i the first of its kind?
    last = np.minimum(at, size - window)
    first = np.maximum(np.maximum(at - window + 1, before + 1), 0)
    return float(np.maximum(last - first + 1, 0).sum() / ((size - window + 1) * window))


def _repeat_probability(times: npt.NDArray[np.intp]) -> float:
    """The probability that two items drawn without replacement are the same."""
    size = int(times.sum())
    if size < 2:
        return 0.0
    return float((times * (times - 1)).sum() / (size * (size - 1)))


def _pattern_measures(
    classes: npt.NDArray[np.int64],
    marks: npt.NDArray[np.int8],
    words: int,
    openings: npt.NDArray[np.intp],
    sentences: int,
) -> npt.NDArray[np.float64]:
    import numpy as np

    is_comma = marks == _COMMA
    after_comma = classes[1:][is_comma[:-1]]
    passive = ((classes[:-1] & _BE) != 0) & ((classes[1:] & _PAST) != 0)
    name = (classes & _NAME) != 0
    name[openings] = False
    names = np.count_nonzero(name)
    runs = np.count_nonzero(name[1:] & name[:-1])
    return np.array(
        [
            np.count_nonzero(after_comma & _COORDINATION) / words,
            np.count_nonzero(after_comma & _ING) / words,
            np.count_nonzero(passive) / words,
            runs / names if names else 0.0,
            names / words,
            np.count_nonzero(is_comma) / sentences,
        ]
    )
