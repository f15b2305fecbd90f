"""Find the phrases that a text repeats: the raw material of the keyword-stuffing rules.

Phrases of two to six words are counted with plural and possessive endings folded, so that
"coffee mugs" and "coffee mug's" are one phrase. Longer phrases are grown only from shorter ones
that repeat often enough, which keeps the work linear in the length of the text. Rules ask for
``folded_words`` and ``repeated`` by ``analysis.once``, so that all of them share one count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress, count
from operator import and_
from sys import intern
from typing import NamedTuple

from detector.text.analysis import Analysis

MAX_WORDS = 6
# No phrase is looked at below this many occurrences, nor below this many in a thousand words.
MIN_COUNT = 4
MIN_PER_THOUSAND = 1.5
_MAX_FOLDED = 65_536  # words kept, about 10 MB; then the table starts afresh

# Closed-class words of English: a phrase that begins or ends with one is a piece of grammar.
FUNCTION_WORDS = frozenset(
    """
    a an the this that these those each every some any no all both either neither such another
    other own same few many much more most several less least enough
    i you he she it we they me him her us them my your his its our their mine yours hers ours
    theirs myself yourself himself herself itself ourselves yourselves themselves who whom whose
    which what whoever whatever someone anyone everyone something anything everything nothing one
    ones nobody somebody everybody
    of in to for on at by with from into onto about over under between among through during
    before after above below against within without toward towards upon across along around
    behind beside besides beyond near off out up down per via than as like unlike until till since
    despite except
    and or but nor so yet if because although though while whereas unless whether when where why
    how once then else
    is are was were be been being am do does did done doing has have had having can could may
    might must shall should will would ought cannot
    not never also just only even very too quite rather really still already again always often
    ever here there now today well however therefore thus hence indeed
    isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't
    wouldn't shouldn't it's that's there's i'm you're we're they're i've you've we've they've i'll
    you'll we'll they'll he's she's let's what's who's i'd you'd we'd they'd
    said says say get got go goes went make makes made take takes let use used using
    """.split()
)


class Phrase(NamedTuple):
    """A repeated phrase: its folded words and the index of the first word of each occurrence."""

    words: tuple[str, ...]
    positions: tuple[int, ...]


def fold(word: str) -> str:
    """Take plural and possessive endings off a lower-case word (Harman's S-stemmer, 1991)."""
    if "'" in word:
        word = word.partition("'")[0]
    if len(word) <= 3 or word[-1] != "s" or word[-2] in "su":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


class _Folded(dict[str, str]):
    """The words seen lately with their endings folded."""

    def __missing__(self, word: str) -> str:
        folded = word if word in FUNCTION_WORDS else intern(fold(word))
        if len(self) >= _MAX_FOLDED:
            self.clear()
        self[word] = folded
        return folded


_folded = _Folded()


def folded_words(analysis: Analysis) -> list[str]:
    """Return the words with their endings folded; function words stay as they are."""
    return list(map(_folded.__getitem__, analysis.words))


def repeated(analysis: Analysis) -> tuple[Phrase, ...]:
    """Return every phrase that repeats often enough, short ones first."""
    words = analysis.once(folded_words)
    least = max(MIN_COUNT, int(len(words) * MIN_PER_THOUSAND / 1000))
    often = {word for word, times in Counter(words).items() if times >= least}
    first = often - FUNCTION_WORDS
    begins, goes_on = map(first.__contains__, words), map(often.__contains__, words[1:])
    starts = list(compress(count(), map(and_, begins, goes_on)))
    room = {i: run for i in starts if (run := unbroken(analysis, i)) >= 2}
    starts = list(room)
    found = []
    # A phrase of n + 1 words can only start where one of n words that repeats starts.
    for size in range(2, MAX_WORDS + 1):
        groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in starts:
            if room[i] >= size:
                groups[tuple(words[i : i + size])].append(i)
        starts = []
        for phrase, places in groups.items():
            if len(places) < least:
                continue
            starts += places
            if _is_candidate(phrase):
                found.append(Phrase(phrase, tuple(_apart(places, size))))
        if not starts:
            break
    return tuple(found)


def unbroken(analysis: Analysis, index: int) -> int:
    """Return how many words run from the one at ``index``, itself included, to punctuation or a
    sentence's end; ``MAX_WORDS`` at most."""
    tokens, where = analysis.tokens, analysis.word_tokens
    first_words = analysis.once(_first_words)
    for i in range(index + 1, min(index + MAX_WORDS, len(where))):
        gap = where[i] - where[i - 1]
        joined = gap == 1 or (gap == 2 and tokens[where[i] - 1] in "-&")
        if not joined or i in first_words:
            return i - index
    return min(MAX_WORDS, len(where) - index)


def _first_words(analysis: Analysis) -> frozenset[int]:
    return frozenset(sentence.first_word for sentence in analysis.sentences)


def _is_candidate(phrase: tuple[str, ...]) -> bool:
    return (
        phrase[-1] not in FUNCTION_WORDS
        and any(word[0].isalpha() for word in phrase)
        and not (phrase[0].isdigit() and len(phrase) == 2)
    )


def _apart(places: list[int], size: int) -> Iterator[int]:
    end = -1
    for place in places:
        if place >= end:
            yield place
            end = place + size
