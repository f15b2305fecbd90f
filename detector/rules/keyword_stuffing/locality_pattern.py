"""One offer, repeated with one place name after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress, count

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import intents
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

_LINKS = frozenset({"in", "near", "at", "around", "for", "across"})
MIN_PLACES, CLEAR_PLACES = 5, 8


def check(analysis: Analysis) -> Iterator[Hit]:
    words, surface, kinds = analysis.once(folded_words), analysis.surface, analysis.once(intents)
    places: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    # "home shifting in Pune": two words of an offer, then a name. The link is one or two
    # words after the word that makes it an offer.
    behind = {i + step for i in compress(count(), kinds) for step in (1, 2)}
    for i in sorted(behind):
        if 2 <= i < len(words) - 1 and words[i] in _LINKS and surface[i + 1][0].isupper():
            offer = words[i - 2 : i]
            if FUNCTION_WORDS.isdisjoint(offer):
                places[(*offer, words[i])].setdefault(words[i + 1], i)
    for found in places.values():
        if len(found) >= MIN_PLACES:
            first = min(found.values())
            clear = len(found) >= CLEAR_PLACES
            yield Hit(
                span=analysis.words_to_source(range(first - 2, first + 2)),
                message=f"“{shown(analysis, range(first - 2, first + 1))} …” is repeated with "
                f"{len(found)} place names",
                count=len(found),
                severity=Severity.ERROR if clear else Severity.WARNING,
                weight=0.6 if clear else 0.45,
            )


_TOWNS = ("Leeds", "York", "Hull", "Ripon", "Selby", "Otley", "Ilkley", "Whitby", "Malton")


def _areas(offer: str, count: int) -> str:
    return " ".join(f"We are known for {offer} in {town}." for town in _TOWNS[:count])


RULE = Rule(
    id="locality-pattern",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="One offer repeated with one place name after another",
    why="Such lists create doorway pages: they catch searches for towns that they say nothing "
    "about.",
    remedy="Say once which area is served. Write about a town only what is specific to it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#doorways",
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_areas("house cleaning", 9), note="nine towns, nothing on any of them"),
        Example(text=_areas("car insurance", 6), note="six towns"),
        Example(text=_areas("plumber services", 8), note="a trade"),
    ),
    spares=(
        Example(text=_areas("house cleaning", 2), note="two towns are information"),
        Example(
            text=" ".join(f"She was born in {t} and lived in {t}." for t in _TOWNS),
            note="towns in a life",
        ),
        Example(
            text=" ".join(f"The record sold well in {t}." for t in _TOWNS),
            note="towns without an offer",
        ),
    ),
    check=check,
    cap=0.8,
)
