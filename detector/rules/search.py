"""Search the text only around given words, so that patterns cost nothing on clean articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from detector.regex import lazy
from detector.text.analysis import Analysis

# How far before and after an anchor word a match may reach, in characters.
BEFORE, AFTER = 160, 260


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return the one ``pattern`` of that text, letter case aside, compiled when it is used."""
    return lazy(pattern, flags)


def phrases(*words: str) -> frozenset[str]:
    """Return every phrase of one of the first words, one of the second, and so on.

    ``phrases("would do", "you")`` contains "would you" and "do you"; ``#`` at the end matches
    any number.
    """
    return frozenset(" ".join(phrase) for phrase in product(*(part.split() for part in words)))


class _Rests(NamedTuple):
    """What may follow a first word; ``sizes`` is empty where the word alone is an anchor.

    ``seconds`` are the words that may come second, None where a number may.
    """

    sizes: tuple[tuple[int, frozenset[tuple[str, ...]]], ...]
    seconds: frozenset[str] | None


@cache
def _by_first_word(anchors: frozenset[str]) -> Mapping[str, _Rests]:
    found: defaultdict[str, defaultdict[int, set[tuple[str, ...]]]]
    found = defaultdict(lambda: defaultdict(set))
    for anchor in anchors:
        first, *rest = anchor.split(" ")
        found[first][len(rest)].add(tuple(rest))
    by_first = {}
    for first, sizes in found.items():
        rests = () if 0 in sizes else tuple((n, frozenset(sizes[n])) for n in sorted(sizes))
        seconds = frozenset(rest[0] for _, wanted in rests for rest in wanted)
        by_first[first] = _Rests(rests, None if "#" in seconds else seconds)
    return by_first


@cache
def _first_words(anchors: frozenset[str]) -> frozenset[str]:
    return frozenset(_by_first_word(anchors))


def starts_of(analysis: Analysis, anchors: frozenset[str]) -> list[int]:
    """Return where ``anchors``, words and phrases, start in the view, in order.

    The words of a phrase follow each other, whatever punctuation is between them.
    """
    by_first, vocabulary = _by_first_word(anchors), analysis.vocabulary
    firsts = _first_words(anchors) & vocabulary
    if not firsts:
        return []
    places, words = analysis.word_places, analysis.words
    found: list[int] = []
    for first in firsts:
        sizes, seconds = by_first[first]
        if not sizes:
            found += places[first]
            continue
        possible = places[first]
        if seconds is not None:
            # Of the two words the rarer is looked for: "the model" by "model".
            following = [places[word] for word in seconds & vocabulary]
            if not following:
                continue
            if sum(map(len, following)) < len(possible):
                possible = [
                    i - 1 for group in following for i in group if i and words[i - 1] == first
                ]
        found += [i for i in possible if _goes_on(words, i + 1, sizes)]
    found.sort()
    return [analysis.word_starts[i] for i in found]


def _goes_on(
    words: list[str], at: int, sizes: tuple[tuple[int, frozenset[tuple[str, ...]]], ...]
) -> bool:
    for size, wanted in sizes:
        following = words[at : at + size]
        if tuple(following) in wanted:
            return True
        if following and following[-1][0].isdigit() and (*following[:-1], "#") in wanted:
            return True
    return False


def at(
    analysis: Analysis,
    openings: frozenset[str],
    pattern: str,
    *,
    company: Collection[str] = (),
    start: int = 0,
    end: int | None = None,
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` that begin with one of ``openings``, without overlaps.

    Openings are words, or phrases where a word alone is too common: a word that
    the text does not contain costs no pattern.

    With ``company`` nothing is searched, and the pattern is not compiled, unless the text
    contains one of these words. ``start`` and ``end`` bound where a match may begin.
    """
    if company and analysis.word_counts.keys().isdisjoint(company):
        return
    text, last = analysis.text, start
    for place in starts_of(analysis, openings):
        if end is not None and place >= end:
            return
        if place >= last:
            found = compiled(pattern).match(text, place)
            if found:
                last = found.end()
                yield found


def near(
    analysis: Analysis,
    anchors: frozenset[str],
    pattern: str,
    *,
    before: int = BEFORE,
    after: int = AFTER,
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` in the stretches of text around the words ``anchors``.

    Anchors are words as in ``analysis.words``, or phrases of them. Stretches that touch are
    searched as one, so the cost is linear in the text however often an anchor occurs. Where a
    match begins with the anchor, ``at`` is several times faster.
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
