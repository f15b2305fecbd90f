"""Count what the readability formulas need, as textstat 0.7.8 counts it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detector.readability import syllables

_DATA = Path(__file__).resolve().parents[1] / "data"
POLYSYLLABLE = 3  # syllables; gunning_fog and smog_index
LONG_WORD = 6  # letters, exceeded; lix and rix

# textstat.backend.utils.constants: apostrophes stay in contractions only.
_LONE_APOSTROPHE = re.compile(r"'(?!t|s|d|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")
_NOT_LETTER = re.compile(r"[^\w]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Totals of one text.

    ``chunks`` are what white space parts, ``characters`` what stands in them, ``letters`` the
    characters without punctuation; a chunk of punctuation alone is no word.
    ``unfamiliar`` are words off the Dale-Chall list, ``complex`` those of them with three
    syllables or more.
    """

    words: int
    sentences: int
    chunks: int
    characters: int
    letters: int
    syllables: int
    polysyllables: int
    unfamiliar: int
    complex: int
    long_words: int


def count(text: str, sentences: int) -> Counts:
    """Count ``text``, whose quotation marks are plain, taking ``sentences`` as given."""
    words = _PUNCTUATION.sub("", _LONE_APOSTROPHE.sub("", text)).split()
    chunks = text.split()
    familiar = _familiar()
    totals = dict.fromkeys(("syllables", "polysyllables", "unfamiliar", "complex", "long"), 0)
    for word, times in Counter(words).items():
        lower = word.lower()
        found = syllables.count(lower)
        totals["syllables"] += found * times
        is_long = len(word) - word.count("'") > LONG_WORD
        totals["long"] += times * is_long
        if found >= POLYSYLLABLE:
            totals["polysyllables"] += times
        if lower not in familiar:
            totals["unfamiliar"] += times
            if found >= POLYSYLLABLE:
                totals["complex"] += times
    return Counts(
        words=len(words),
        sentences=sentences,
        chunks=len(chunks),
        characters=sum(map(len, chunks)),
        letters=len(_NOT_LETTER.sub("", text)),
        syllables=totals["syllables"],
        polysyllables=totals["polysyllables"],
        unfamiliar=totals["unfamiliar"],
        complex=totals["complex"],
        long_words=totals["long"],
    )


@cache
def _familiar() -> frozenset[str]:
    return frozenset((_DATA / "easy_words.txt").read_text(encoding="utf-8").split("\n"))
