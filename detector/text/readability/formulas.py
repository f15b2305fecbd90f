"""The readability formulas, with the coefficients of textstat 0.7.8.

Each takes ``Counts`` with at least one word and one sentence.
"""

from __future__ import annotations

import math

from detector.text.readability.counts import Counts


def flesch_reading_ease(counts: Counts) -> float:
    """Return Flesch 1948: 100 is very easy, 0 very hard."""
    return (
        206.835
        - 1.015 * (counts.words / counts.sentences)
        - 84.6 * (counts.syllables / counts.words)
    )


def flesch_kincaid_grade(counts: Counts) -> float:
    """Return Kincaid et al. 1975, a US school grade."""
    return (
        0.39 * (counts.words / counts.sentences) + 11.8 * (counts.syllables / counts.words) - 15.59
    )


def gunning_fog(counts: Counts) -> float:
    """Return Gunning 1952, a US school grade."""
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex / counts.words)


def smog_index(counts: Counts) -> float:
    """Return McLaughlin 1969, a US school grade."""
    return 1.043 * math.sqrt(30 * (counts.polysyllables / counts.sentences)) + 3.1291


def automated_readability_index(counts: Counts) -> float:
    """Return Senter and Smith 1967, a US school grade."""
    return (
        4.71 * (counts.characters / counts.chunks) + 0.5 * (counts.words / counts.sentences) - 21.43
    )


def coleman_liau_index(counts: Counts) -> float:
    """Return Coleman and Liau 1975, a US school grade."""
    letters = 100 * counts.letters / counts.words
    sentences = 100 * counts.sentences / counts.words
    return 0.058 * letters - 0.296 * sentences - 15.8


def dale_chall(counts: Counts) -> float:
    """Return Dale and Chall 1948: below 5 is fourth grade, 10 and above is for graduates."""
    unfamiliar = 100 * counts.unfamiliar / counts.words
    score = 0.1579 * unfamiliar + 0.0496 * (counts.words / counts.sentences)
    return score + 3.6365 if unfamiliar > 5 else score


def lix(counts: Counts) -> float:
    """Return Björnsson 1968: 25 is a children's book, 60 bureaucratic."""
    return counts.words / counts.sentences + 100 * counts.long_words / counts.words
