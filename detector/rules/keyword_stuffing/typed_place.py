"""A service and a place as they are typed, without a word between: "dentist San Diego CA".

Sentences say "a dentist in San Diego". Whoever sets the query in as it stands in a list of queries
breaks the grammar, and needs no praise to be seen. A page that is called after a service and a
town with the letters of its state, and says the town in every part, is made for the town's
searches, whatever else it tells of it. Both are part of the rule ``service-place``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Severity
from detector.rules.keyword_stuffing.layout import headlines_of, layout_of, shown
from detector.rules.keyword_stuffing.local_pairs import LINKS, MORE_SERVICES, SERVICES
from detector.rules.keyword_stuffing.local_query import title_words
from detector.rules.keyword_stuffing.register import advises_hiring, narrates
from detector.rules.rule import Hit
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind
from detector.text.keyphrases import FUNCTION_WORDS, fold, folded_words

STATES = word_set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM"
    " NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC AB UK USA NSW VIC QLD"
)
# The same with the name of a state or a country behind the town.
_WIDE = word_set(
    """
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii
    Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan
    Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania
    Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Ontario Alberta India
    Pakistan Bangladesh Australia Canada England Ireland Malaysia Singapore Philippines Nigeria
    Kenya
    """
)
# Of 6,073 good texts none has one of them twice, nor once under a title with both.
MIN_TYPED = 2
_TOLD = frozenset({"said", "told"})
_LONGEST_PLACE = 3  # words
_ARTICLES = frozenset({"the", "a", "an"})
# The town of the title in the text. Of 6,073 good texts none is found.
MIN_NAMED, MIN_CLEAR, MIN_NAMED_PER_THOUSAND, MIN_NAMED_TENTHS = 6, 7, 20, 5


def typed_places(analysis: Analysis) -> Iterator[Hit]:
    """Yield the first service with a bare place, where there are two or the title has both."""
    words = analysis.once(folded_words)
    services = SERVICES.intersection(analysis.once(frozen_words))
    if not services or _shows_code(analysis):
        return
    found = [
        inside
        for i, word in enumerate(words)
        if word in services and (inside := _typed_at(analysis, words, i))
    ]
    if not found:
        return
    title = analysis.once(title_words)
    titled = not services.isdisjoint(title) and any(
        words[i] in title for one in found for i in one[1:]
    )
    if len(found) >= MIN_TYPED or titled:
        first = found[0]
        yield Hit(
            span=analysis.words_to_source(first),
            message=f"“{shown(analysis, first)}” is a search query, set into the sentence as it is "
            "typed",
            count=len(found),
            severity=Severity.WARNING,
            weight=0.55,
        )


def _shows_code(analysis: Analysis) -> bool:
    """Return whether the text shows code; a building has a code too, so words prove nothing."""
    document = analysis.document
    return len(document.code) >= 3 or any(one.kind is BlockKind.CODE for one in document.blocks)


def frozen_words(analysis: Analysis) -> frozenset[str]:
    """Return the folded words of the text as a set."""
    return frozenset(analysis.once(folded_words))


def _typed_at(analysis: Analysis, words: list[str], i: int) -> range | None:
    """Return the words of the service at ``i`` and the place right behind it, if it is one."""
    surface, tokens = analysis.surface, analysis.word_tokens
    layout = analysis.once(layout_of)
    if i in layout.heading_of or surface[i].isupper():
        return None
    before = words[i - 1] if i and tokens[i] - tokens[i - 1] == 1 else "the"
    if words[i] in MORE_SERVICES and before in FUNCTION_WORDS:
        return None
    last = i
    while (
        last + 1 < len(words)
        and last - i < _LONGEST_PLACE
        and tokens[last + 1] - tokens[last] == 1
        and last + 1 not in layout.sentence_starts
        and _is_named(surface[last + 1], words[last + 1])
    ):
        last += 1
    place = surface[i + 1 : last + 1]
    if not place:
        return None
    state = surface[last + 1 : last + 2]
    if state and state[0] in STATES:
        after = surface[last + 2 : last + 3]
        # A name and its address: "Miller Plumbing, Denver, CO 80202".
        gap = tokens[last + 1] - tokens[last]
        address = gap > (2 if surface[i].islower() else 1) or (after and after[0][0].isdigit())
        return None if address else range(i, last + 2)
    wide = place[-1] in _WIDE
    # "The plumber Denver called" is a clause, and "the dentist Austin Reed" a person.
    plain = surface[i].islower() and before not in _ARTICLES
    typed = (wide and len(place) > 1) or (plain and (wide or _is_known(analysis, place)))
    return range(i, last + 1) if typed else None


def _is_known(analysis: Analysis, place: list[str]) -> bool:
    """Return whether the text says that something is in this place."""
    return tuple(place) in analysis.once(_located)


def _located(analysis: Analysis) -> frozenset[tuple[str, ...]]:
    """Return what stands behind "in", "near" and the like, as it is written: up to three words."""
    words, surface = analysis.once(folded_words), analysis.surface
    return frozenset(
        tuple(surface[at : at + size])
        for at in range(1, len(words))
        if words[at - 1] in LINKS
        for size in range(1, _LONGEST_PLACE + 1)
    )


def _is_named(written: str, word: str) -> bool:
    return (
        written[0].isupper()
        and written.isalpha()
        # "FXIconSource" is the name of a class; McAllen and DeKalb are towns.
        and written.removeprefix("Mc").removeprefix("De")[1:].islower()
        and written not in STATES
        and word not in SERVICES
        and word not in FUNCTION_WORDS
    )


def titled_place(analysis: Analysis) -> Iterator[Hit]:
    """Yield the title of a service and a town with its state, if the text says the town a lot."""
    words = analysis.once(folded_words)
    layout = analysis.once(layout_of)
    # News of a roofer in a town says what somebody did there.
    if analysis.once(narrates) or not _TOLD.isdisjoint(analysis.word_counts):
        return
    for headline in analysis.once(headlines_of):
        written = [part.strip(",;:|()-–—.") for part in headline.text.split()]
        if headline.text.isupper() or SERVICES.isdisjoint(fold(word.lower()) for word in written):
            continue
        towns = [
            fold(town.lower())
            for town, state in pairwise(written)
            if state in STATES and town[:1].isupper() and not town.isupper()
        ]
        towns += [
            fold(town.lower())
            for service, town in pairwise(written)
            if fold(service.lower()) in SERVICES
            and town[:1].isupper()
            and _is_known(analysis, [town])
        ]
        for town in towns:
            at = [i for i, word in enumerate(words) if word == town and i not in layout.heading_of]
            within = len({i * 10 // len(words) for i in at})
            often = len(at) * 1000 >= MIN_NAMED_PER_THOUSAND * len(words)
            if len(at) < MIN_NAMED or not often or within < MIN_NAMED_TENTHS:
                continue
            if not _shows_code(analysis):
                # A clinic of a small town says the town too.
                clear = len(at) >= MIN_CLEAR or analysis.once(advises_hiring)
                yield Hit(
                    span=headline.span,
                    message="the title names a service and a town, and the text says the town "
                    f"{len(at)} times in {len(words):,} words",
                    count=len(at),
                    severity=Severity.WARNING if clear else Severity.INFO,
                    weight=0.55 if clear else 0.3,
                )
                return
