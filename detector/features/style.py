"""Measures of style that do not depend on the topic, and hardly on the length, of a text.

Lexical richness is measured by quantities whose expectation does not change with length: the
moving-average type-token ratio (Covington & McFall 2010) and Simpson's repeat probability (1949).
Rates are per word. No measure looks at paragraphs, headings or white space: those tell sites and
formats apart, not writers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.features.lexicon import WordClass
from detector.features.tokens import Mark, TokenTable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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
    is_word = (classes & WordClass.WORD) != 0
    words = int(is_word.sum())
    if words < 2 or len(ends) == 0:
        return np.zeros(len(NAMES))
    marks = table.marks[rows]
    starts = np.concatenate(([0], ends[:-1]))
    openings = _openings(is_word, starts, ends)
    shifts = np.array([int(c).bit_length() - 1 for c in _RATES])
    rates = ((classes[:, None] >> shifts) & 1).sum(axis=0) / words
    opening_bits = np.array([int(c) for c in _OPENINGS])
    opening_rates = ((classes[openings][:, None] & opening_bits) != 0).mean(axis=0)
    mark_rates = np.bincount(marks, minlength=len(Mark))[1:] / words
    return np.concatenate(
        [
            rates,
            opening_rates,
            mark_rates,
            _vocabulary_measures(rows, classes, is_word, table),
            _sentence_measures(is_word, starts),
            _repeat_measures(rows, classes, is_word, openings, table),
            _pattern_measures(classes, marks, is_word, openings, len(ends)),
        ]
    )


def _openings(
    is_word: npt.NDArray[np.bool_], starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> npt.NDArray[np.intp]:
    """The index of the first word of each sentence that has one."""
    import numpy as np

    at = np.flatnonzero(is_word)
    first = np.searchsorted(at, starts)
    first = np.minimum(first, len(at) - 1)
    opening = at[first]
    return opening[(opening >= starts) & (opening < ends)]


def _vocabulary_measures(
    rows: npt.NDArray[np.int32],
    classes: npt.NDArray[np.int64],
    is_word: npt.NDArray[np.bool_],
    table: TokenTable,
) -> npt.NDArray[np.float64]:
    import numpy as np

    ranks = table.ranks[rows[is_word]]
    common = ranks >= 0
    logs = np.log2(ranks[common] + 2.0)
    shares = [float((common & (ranks < limit)).mean()) for limit in _RANKS]
    unlike = int(WordClass.COMMON | WordClass.NUMBER | WordClass.CAPITALISED)
    unlike |= int(WordClass.ALL_CAPITALS)
    rare = float(((classes[is_word] & unlike) == 0).mean())
    lengths = np.minimum(table.lengths[rows[is_word]], 25).astype(np.float64)
    return np.array(
        [
            *shares,
            rare,
            float(logs.mean()) if len(logs) else 0.0,
            float(logs.std()) if len(logs) else 0.0,
            float(lengths.mean()),
            float(lengths.std()),
            float((lengths >= 7).mean()),
            float((lengths >= 10).mean()),
        ]
    )


def _sentence_measures(
    is_word: npt.NDArray[np.bool_], starts: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    import numpy as np

    lengths = np.add.reduceat(is_word, starts, dtype=np.float64)
    logs = np.log(lengths + 1.0)
    steps = float(np.abs(np.diff(logs)).mean()) if len(logs) > 1 else 0.0
    return np.array(
        [
            float(logs.mean()),
            float(logs.std()),
            float((lengths < 8).mean()),
            float((lengths > 30).mean()),
            steps,
        ]
    )


def _repeat_measures(
    rows: npt.NDArray[np.int32],
    classes: npt.NDArray[np.int64],
    is_word: npt.NDArray[np.bool_],
    openings: npt.NDArray[np.intp],
    table: TokenTable,
) -> npt.NDArray[np.float64]:
    import numpy as np

    words = table.words[rows]
    running = words[is_word]
    content = words[is_word & ((classes & WordClass.FUNCTION) == 0)]
    pairs = running[:-1].astype(np.int64) << 32 | running[1:]
    return np.array(
        [
            _moving_type_token_ratio(running),
            1e2 * _repeat_probability(content),
            1e3 * _repeat_probability(pairs),
            _repeat_probability(words[openings]),
        ]
    )


def _moving_type_token_ratio(words: npt.NDArray[np.int32]) -> float:
    """The mean share of distinct words over all windows of ``WINDOW`` words."""
    import numpy as np

    size = len(words)
    window = min(WINDOW, size)
    order = np.argsort(words, kind="stable")
    before = np.full(size, -1)
    same = words[order][1:] == words[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    at = np.arange(size)
    # In how many windows is the word at i the first of its kind?
    last = np.minimum(at, size - window)
    first = np.maximum(np.maximum(at - window + 1, before + 1), 0)
    return float(np.maximum(last - first + 1, 0).sum() / ((size - window + 1) * window))


def _repeat_probability(items: npt.NDArray[np.integer]) -> float:
    """The probability that two items drawn without replacement are the same."""
    import numpy as np

    size = len(items)
    if size < 2:
        return 0.0
    counts = np.unique(items, return_counts=True)[1].astype(np.float64)
    return float((counts * (counts - 1)).sum() / (size * (size - 1)))


def _pattern_measures(
    classes: npt.NDArray[np.int64],
    marks: npt.NDArray[np.int8],
    is_word: npt.NDArray[np.bool_],
    openings: npt.NDArray[np.intp],
    sentences: int,
) -> npt.NDArray[np.float64]:
    import numpy as np

    words = int(is_word.sum())
    comma = marks[:-1] == Mark.COMMA
    after = classes[1:]
    passive = ((classes[:-1] & WordClass.BE) != 0) & ((after & WordClass.PAST) != 0)
    name = (classes & (WordClass.CAPITALISED | WordClass.ALL_CAPITALS)) != 0
    name[openings] = False
    names = int(name.sum())
    runs = int((name[1:] & name[:-1]).sum())
    return np.array(
        [
            float((comma & ((after & WordClass.COORDINATION) != 0)).sum() / words),
            float((comma & ((after & WordClass.ING) != 0)).sum() / words),
            float(passive.sum() / words),
            runs / names if names else 0.0,
            names / words,
            float((marks == Mark.COMMA).sum() / sentences),
        ]
    )
