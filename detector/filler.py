"""Find the phrases of a text that say nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detector.analysis import Analysis
from detector.document import PROSE_KINDS

_PHRASES = Path(__file__).parent / "data" / "filler_phrases.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """The content-free phrases of the running prose: their word ranges, and the prose's words."""

    places: tuple[range, ...]
    words: int

    @property
    def density(self) -> float:
        """Phrases per 100 words; 0 for an empty text."""
        return 100 * len(self.places) / self.words if self.words else 0.0


def measure(analysis: Analysis) -> Filler:
    """Find the phrases of ``data/filler_phrases.txt``; use ``analysis.once(filler.measure)``.

    Where one phrase contains another the longer counts. Quoted phrases do not count.
    """
    words = analysis.words
    phrases = _by_first_word()
    places = []
    free = 0
    for at in analysis.places_of(phrases.keys() & analysis.word_places.keys()):
        size = _phrase_size(phrases, words, at) if at >= free else 0
        if not size:
            continue
        start, end = analysis.word_starts[at], analysis.word_ends[at + size - 1]
        block = analysis.block_at(start)
        if block is None or block.kind not in PROSE_KINDS or end > block.end:
            continue
        free = at + size
        if not analysis.is_mention(start, end):
            places.append(range(at, at + size))
    return Filler(places=tuple(places), words=analysis.prose_word_count)


def _phrase_size(phrases: dict[str, list[list[str]]], words: list[str], at: int) -> int:
    for phrase in phrases[words[at]]:
        if words[at : at + len(phrase)] == phrase:
            return len(phrase)
    return 0


@cache
def _by_first_word() -> dict[str, list[list[str]]]:
    """The phrases, longest first, by their first word."""
    phrases = defaultdict(list)
    for line in _PHRASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrases[line.split()[0]].append(line.split())
    for found in phrases.values():
        found.sort(key=len, reverse=True)
    return dict(phrases)
