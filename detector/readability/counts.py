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
_MAX_FACTS = 65_536  # words, about 12 MB; then the table starts afresh

# textstat.backend.utils.constants: apostrophes stay in contractions only.
_LONE_APOSTROPHE = re.compile(r"'(?!t|s|d|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")


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
    letters = total = polysyllables = unfamiliar = hard = long_words = 0
    counted = Counter(words)
    for (size, found, familiar), times in zip(
        map(_facts.__getitem__, counted), counted.values(), strict=True
    ):
        letters += size * times
        total += found * times
        if size > LONG_WORD:
            long_words += times
        if found >= POLYSYLLABLE:
            polysyllables += times
            if not familiar:
                hard += times
        if not familiar:
            unfamiliar += times
    return Counts(
        words=len(words),
        sentences=sentences,
        chunks=len(chunks),
        characters=sum(map(len, chunks)),
        letters=letters,
        syllables=total,
        polysyllables=polysyllables,
        unfamiliar=unfamiliar,
        complex=hard,
        long_words=long_words,
    )


class _Facts(dict[str, tuple[int, int, bool]]):
    """The letters and syllables of words seen lately, and whether they are familiar."""

    def __missing__(self, word: str) -> tuple[int, int, bool]:
        lower = word.lower()
        facts = len(word) - word.count("'"), syllables.count(lower), lower in _familiar()
        if len(self) >= _MAX_FACTS:
            self.clear()
        self[word] = facts
        return facts


_facts = _Facts()


@cache
def _familiar() -> frozenset[str]:
    return frozenset((_DATA / "easy_words.txt").read_text(encoding="utf-8").split("\n"))
