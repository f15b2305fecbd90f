"""A service and a place side by side, in the forms that people type.

"Movers in Dallas", "movers Dallas" and "Dallas moving companies" are one query. Whoever stuffs a
page varies the form, the service and the town, so that no single phrase is dense; what stays is
that services stand beside places all the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from detector.rules.keyword_stuffing.commerce import SERVICE_HEADS
from detector.rules.keyword_stuffing.layout import layout_of
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

LINKS = frozenset({"in", "near", "around", "across", "throughout"})
# What any trade may be called: it names a service only after the word that says which.
_GENERAL = word_set(
    """
    company agency provider firm consultant consultancy consulting contractor supplier
    manufacturer dealer distributor exporter service solution software marketing seo training
    course coaching class academy institute certification clinic surgery implant store shop
    builder developer designer installer loan lender mortgage insurance broker storage wholesale
    wholesaler printing trend villa casino payroll accounting auditor recruiter recruitment
    outsourcing charter maintenance garage architect tuition bootcamp hire
    """
)
# And what else is done in a house or to a body, and sold by the town.
_TRADES = SERVICE_HEADS - _GENERAL | word_set(
    "moving limousine restoration trimming transplant whitening dumpster"
)
MORE_SERVICES = _GENERAL | word_set("specialist expert treatment replacement delivery control")
SERVICES = _TRADES | MORE_SERVICES
_TIMES = word_set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    english
    """
)
_SHORTEST = 3  # letters of a place
_BETWEEN = 3  # words from the place to the service: "Dallas long distance movers"


class Pair(NamedTuple):
    """A service beside a place: the range of its words, and the folded place."""

    words: range
    place: str


def local_pairs(analysis: Analysis) -> list[Pair]:
    """Return every service that stands beside a place, in the order of the text."""
    words = analysis.once(folded_words)
    if _TRADES.isdisjoint(words) and LINKS.isdisjoint(words):
        return []
    found: dict[int, Pair] = {}
    for i in compress(count(), map(SERVICES.__contains__, words)):
        if words[i] in MORE_SERVICES and (
            i == 0 or words[i - 1] in FUNCTION_WORDS or not _beside(analysis, i - 1)
        ):
            continue
        for place, inside in _places_at(analysis, words, i):
            if is_place(analysis, place):
                found.setdefault(place, Pair(inside, words[place]))
                break
    return [found[place] for place in sorted(found)]


def _places_at(analysis: Analysis, words: list[str], i: int) -> Iterator[tuple[int, range]]:
    """Yield the index of the word that may be the place of the service at ``i``, and both."""
    tokens, surface = analysis.word_tokens, analysis.surface
    last = len(words) - 1
    if i + 2 <= last and words[i + 1] in LINKS and tokens[i + 2] - tokens[i] == 2:
        yield i + 2, range(max(0, i - 1), i + 3)
    if words[i] not in _TRADES or not surface[i].islower():
        return
    if i < last and _beside(analysis, i):
        yield i + 1, range(max(0, i - 1), i + 2)
    for first in range(i - 1, max(-1, i - 1 - _BETWEEN), -1):
        if words[first] in FUNCTION_WORDS or not _beside(analysis, first):
            return
        if surface[first][0].isupper():
            yield first, range(first, i + 1)
            return


def _beside(analysis: Analysis, i: int) -> bool:
    """Return whether nothing stands between the word at ``i`` and the next."""
    return analysis.word_tokens[i + 1] - analysis.word_tokens[i] == 1


def is_place(analysis: Analysis, i: int) -> bool:
    """Return whether the word is written as a name wherever it stands, once in a sentence."""
    surface = analysis.surface
    if len(surface[i]) < _SHORTEST or not surface[i].isalpha() or not surface[i][0].isupper():
        return False
    word = analysis.once(folded_words)[i]
    if word in SERVICES or word in _TIMES or word in FUNCTION_WORDS:
        return False
    return analysis.words[i] in analysis.once(_names)


def _names(analysis: Analysis) -> frozenset[str]:
    """Return the words that have a capital wherever they stand, once in a sentence."""
    surface = analysis.surface
    starts = analysis.once(layout_of).sentence_starts
    return frozenset(
        word
        for word, places in analysis.word_places.items()
        if surface[places[0]][0].isupper()
        and all(surface[at][0].isupper() for at in places)
        and not starts.issuperset(places)
    )
