"""Find the phrases of a text that say nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detector.reading import read_text
from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS

_PHRASES = Path(__file__).resolve().parents[1] / "data" / "filler_phrases.txt"


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
    phrases = _by_telling_word()
    found: dict[int, int] = {}  # the longest size at each place
    for i in analysis.places_of(phrases.keys() & analysis.word_places.keys()):
        for telling, phrase in phrases[words[i]]:
            at = i - telling
            if at < 0 or words[at : at + len(phrase)] != phrase:
                continue
            if found.get(at, 0) < len(phrase):
                found[at] = len(phrase)
    places = []
    free = 0
    for at in sorted(found):
        start, end = analysis.word_starts[at], analysis.word_ends[at + found[at] - 1]
        block = analysis.block_at(start)
        if at < free or block is None or block.kind not in PROSE_KINDS or end > block.end:
            continue
        free = at + found[at]
        if not analysis.is_mention(start, end):
            places.append(range(at, free))
    return Filler(places=tuple(places), words=analysis.prose_word_count)


@cache
def _by_telling_word() -> dict[str, list[tuple[int, list[str]]]]:
    """The phrases by their longest word, the rarest as a rule, with its index."""
    phrases = defaultdict(list)
    for line in read_text(_PHRASES).splitlines():
        if line and not line.startswith("#"):
            phrase = line.split()
            telling = max(range(len(phrase)), key=lambda i: len(phrase[i]))
            phrases[phrase[telling]].append((telling, phrase))
    return dict(phrases)
