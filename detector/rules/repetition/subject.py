"""Which repeated words are a name or the page's subject, and which are an address or markup."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, fold

_MARKUP = frozenset("<>=&{}")
_NAMED = 0.8  # of the places where a capital is a choice


def is_glued(analysis: Analysis, places: Collection[int], size: int) -> bool:
    """Return whether marks of code or no space mostly join the words: addresses, paths or tags.

    ``places`` are the indices of the first words, ``size`` is the number of words.
    """
    glued = 0
    for i in places:
        ends = analysis.word_ends[max(i - 1, 0) : i + size - 1]
        gaps = zip(ends, analysis.word_starts[i + (i == 0) : i + size], strict=True)
        glued += any(
            not any(map(str.isspace, analysis.text[a:b]))
            or not _MARKUP.isdisjoint(analysis.text[a:b])
            for a, b in gaps
        )
    return 2 * glued > len(places)


def is_named(analysis: Analysis, places: Collection[int], words: Sequence[str]) -> bool:
    """Return whether the words mostly have capitals, the first word of a sentence aside."""
    starts = {sentence.first_word for sentence in analysis.sentences}
    content = [n for n, word in enumerate(words) if word not in FUNCTION_WORDS]
    chosen = [[i + n for n in content if i + n not in starts] for i in places]
    judged = [indices for indices in chosen if indices]
    named = sum(not any(analysis.surface[i].islower() for i in indices) for indices in judged)
    return bool(judged) and named >= _NAMED * len(judged)


def is_in_title(analysis: Analysis, words: Sequence[str]) -> bool:
    """Return whether the title or the first heading has all content words of ``words``."""
    headings = analysis.headings[:1]
    title = {
        fold(analysis.words[i])
        for block in headings
        for i in analysis.word_range(block.start, block.end)
    }
    title |= {fold(word) for word in (analysis.document.title or "").lower().split()}
    content = {fold(word) for word in words if word not in FUNCTION_WORDS}
    return bool(content) and content <= title
