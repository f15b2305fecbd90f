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
    cost is linear in the text however often an anchor occurs.
    """
    counts = analysis.word_counts
    present = {anchor for anchor in anchors if anchor in counts}
    if not present:
        return
    expression = compiled(pattern)
    text, starts = analysis.text, analysis.word_starts
    low = high = 0
    for start in [starts[i] for i, word in enumerate(analysis.words) if word in present]:
        if start - before > high:
            yield from expression.finditer(text, low, high)
            low = start - before
        high = start + after
    yield from expression.finditer(text, max(low, 0), high)
