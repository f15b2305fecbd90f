"""Count what the readability formulas need, as textstat 0.7.8 counts it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detector.reading import read_text
from detector.regex import lazy
from detector.text.readability import syllables

_DATA = Path(__file__).resolve().parents[2] / "data"
POLYSYLLABLE = 3  # syllables; gunning_fog and smog_index
LONG_WORD = 6  # letters, exceeded; lix and rix
_MAX_FACTS = 65_536  # chunks, about 15 MB; then the table starts afresh

# textstat.backend.utils.constants: apostrophes stay in contractions only.
_LONE_APOSTROPHE = lazy(r"'(?!t|s|d|ve|ll|re)")
_PUNCTUATION = lazy(r"[^\w\s']")


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


class Facts(NamedTuple):
    """What one chunk of text adds to the totals; a chunk of punctuation adds nothing."""

    words: int  # 1 or 0
    letters: int
    syllables: int
    familiar: bool


class _Facts(dict[str, Facts]):
    """The facts of the chunks seen lately; equal facts are one object, quick to count."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[Facts, Facts] = {}

    def __missing__(self, chunk: str) -> Facts:
        word = _PUNCTUATION.sub("", _LONE_APOSTROPHE.sub("", chunk))
        lower = word.lower()
        facts = (
            Facts(1, len(word) - word.count("'"), syllables.count(lower), lower in _familiar())
            if word
            else Facts(0, 0, 0, True)
        )
        if len(self) >= _MAX_FACTS:
            self.clear()
            self._kinds.clear()
        self[chunk] = facts = self._kinds.setdefault(facts, facts)
        return facts


_facts = _Facts()


def count(text: str, sentences: int) -> Counts:
    """Count ``text``, whose quotation marks are plain, taking ``sentences`` as given."""
    chunks = text.split()
    words = letters = total = polysyllables = unfamiliar = hard = long_words = 0
    # Thousands of words share some hundred kinds of facts.
    kinds = Counter(map(_facts.__getitem__, chunks))
    for (one, size, found, familiar), times in kinds.items():
        words += one * times
        letters += size * times
        total += found * times
        if size > LONG_WORD:
            long_words += times
        if not familiar:
            unfamiliar += times
        if found >= POLYSYLLABLE:
            polysyllables += times
            hard += 0 if familiar else times
    return Counts(
        words=words,
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


@cache
def _familiar() -> frozenset[str]:
    return frozenset(read_text(_DATA / "easy_words.txt").split("\n"))
