"""Search the view only where a telling word stands: patterns cost nothing on clean articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from detector.analysis import Analysis

# How far before and after a telling word a match may reach, in characters.
BEFORE, AFTER = 160, 260


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile ``pattern`` at first use, letter case aside; compiling all at import is slow."""
    return re.compile(pattern, re.IGNORECASE)


def starts_of(analysis: Analysis, anchors: Collection[str]) -> list[int]:
    """Return where the words ``anchors`` start in the view, in order."""
    places = analysis.places_of(anchors)
    return [analysis.word_starts[i] for i in places] if places else places


def at(
    analysis: Analysis,
    first_words: Collection[str],
    pattern: str,
    *,
    company: Collection[str] = (),
    start: int = 0,
    end: int | None = None,
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` that begin at one of ``first_words``, without overlaps.

    With ``company`` nothing is looked for, nor the pattern compiled, unless one of these words
    stands somewhere in the text. ``start`` and ``end`` bound where a match may begin.
    """
    if company and analysis.word_counts.keys().isdisjoint(company):
        return
    text, last = analysis.text, start
    for place in starts_of(analysis, first_words):
        if end is not None and place >= end:
            return
        if place >= last:
            found = compiled(pattern).match(text, place)
            if found:
                last = found.end()
                yield found


def near(
    analysis: Analysis,
    anchors: Collection[str],
    pattern: str,
    *,
    before: int = BEFORE,
    after: int = AFTER,
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` in the stretches of text around the words ``anchors``.

    Anchors are words as in ``analysis.words``. Stretches that touch are searched as one, so the
    cost is linear in the text however often an anchor occurs. Where a match begins with the
    anchor, ``at`` is several times faster.
    """
    starts = starts_of(analysis, anchors)
    if not starts:
        return
    search, text = compiled(pattern).finditer, analysis.text
    low = high = 0
    for start in starts:
        if start - before > high:
            yield from search(text, low, high)
            low = start - before
        high = start + after
    yield from search(text, max(low, 0), high)
