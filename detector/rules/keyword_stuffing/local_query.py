"""Further forms of a local query: a service beside places in every form, "near me", a place in
every heading. They are part of the rule ``service-place``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detector.findings import Severity
from detector.regex import lazy
from detector.rules.counted import counted
from detector.rules.keyword_stuffing.commerce import sales_talk
from detector.rules.keyword_stuffing.layout import headlines_of, layout_of, shown
from detector.rules.keyword_stuffing.local_pairs import (
    LINKS,
    SERVICES,
    Pair,
    is_place,
    local_pairs,
)
from detector.rules.keyword_stuffing.promotion import promotion
from detector.rules.keyword_stuffing.register import (
    advises_hiring,
    narrates,
    recounts,
    speaks_to_you,
)
from detector.rules.rule import Hit
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, fold, folded_words

_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LONGEST_HEADLINE = 160  # characters
_MIN_WE_PER_THOUSAND = 15
_WE = ("we", "our", "us", "we're", "we'll")
# In all forms together, "movers Dallas" and "Dallas movers" too. Of 12,848 good texts one reaches
# both, with "Singapore lawyers" alone; none that advertises has two.
MIN_MIXED, MIN_NOTED, MIN_MIXED_PER_THOUSAND = 3, 2, 7
# With one place, on a page that advertises nothing: where it advises to hire, or speaks to "you"
# about little else, or names one service after another (a history of London's cabs names one). Of
# 6,073 good texts none has two such pairs and the first rate. Two are enough on a page full of
# praise or sales talk.
MIN_ADVISED, MIN_ADDRESSED, MIN_PLAIN = (3, 8), (5, 14), (4, 25)
MIN_PRAISED_PER_THOUSAND, MIN_SERVICES = 12, 3
_MIN_YOU_PER_THOUSAND = 15
# Of 12,848 good texts none says "near me" after a service outside of quotation marks.
MIN_NEAR_ME, CLEAR_NEAR_ME = 2, 4
# "If you are searching for a dentist near me": a page that sells says it to a search engine.
_SEEK, _SEEK_BEFORE = frozenset({"search", "searching", "look", "looking", "need", "seeking"}), 8
MIN_SAID = 3  # times that a noun of no list stands in the text, where "near me" follows it
# A place in so many headings, half of them, and in the sentences. Of 1,600 good texts that
# advertise or in which somebody says "we", none has one in two headings that are half of them.
MIN_HEADINGS, MIN_PLACED, MIN_PLACE_PER_THOUSAND = 3, 3, 15


def other_forms(analysis: Analysis) -> Iterator[Hit]:
    """Yield the services beside places in all forms, if there are more than prose has."""
    blocks = analysis.blocks
    headed = len(blocks) > 1 and blocks[0].end - blocks[0].start <= LONGEST_HEADLINE
    titled = blocks[0].end if headed else 0
    pairs = [one for one in local_pairs(analysis) if analysis.word_starts[one.words[0]] >= titled]
    total = max(len(analysis.words), 1)
    if len(pairs) < MIN_NOTED or len(pairs) * 1000 < MIN_MIXED_PER_THOUSAND * total:
        return
    words = analysis.once(folded_words)
    # A directory of members names one plumber, one roofer and one dentist.
    services = [words[i] for one in pairs for i in one.words if words[i] in SERVICES]
    if len(set(services)) == len(services) and not analysis.once(has_praise):
        return
    # "Singapore lawyers" may be all that a text is about: a query has several forms.
    varied = len({tuple(words[i] for i in one.words) for one in pairs}) > 1
    sells = analysis.once(advertises)
    titled_place = not analysis.once(title_words).isdisjoint(one.place for one in pairs)
    # News of lawyers in three towns, and a history of London's cabs, sell nothing.
    many = sells and (titled_place or (len(pairs) >= MIN_MIXED and varied))
    if max(analysis.once(promotion), analysis.once(sales_talk)) == 2:
        many = many or len(pairs) * 1000 >= MIN_PRAISED_PER_THOUSAND * total
    many = many or _fills_text(analysis, pairs)
    if is_technical(analysis) or analysis.once(narrates) or not (sells or many):
        return
    examples = dict.fromkeys(shown(analysis, one.words) for one in pairs)
    named = ", ".join(f"“{text}”" for text in list(examples)[:3])
    yield Hit(
        span=analysis.words_to_source(pairs[0].words),
        message=f"a service appears beside a location {len(pairs)} times in {total:,} words: "
        f"{named}",
        count=len(pairs),
        severity=Severity.WARNING if many else Severity.INFO,
        weight=0.55 if many else 0.3,
    )


def _fills_text(analysis: Analysis, pairs: list[Pair]) -> bool:
    """Return whether pairs with one place are more than a text about its services would have."""
    words = analysis.once(folded_words)
    place, most = Counter(one.place for one in pairs).most_common(1)[0]
    services = {
        tuple(words[i] for i in one.words)
        for one in pairs
        if one.place == place and words[one.words[-2]] in LINKS
    }
    cases = (
        (MIN_ADVISED, analysis.once(advises_hiring)),
        (MIN_ADDRESSED, speaks_to_you(analysis, _MIN_YOU_PER_THOUSAND)),
        (MIN_PLAIN, len(services) >= MIN_SERVICES),
    )
    return any(
        holds and most >= least and most * 1000 >= rate * len(words)
        for (least, rate), holds in cases
    )


def place_in_headings(analysis: Analysis) -> Iterator[Hit]:
    """Yield the place that stands in most headings of a page for the people of that place."""
    if len(analysis.headings) < MIN_HEADINGS:
        return
    if not (analysis.once(advertises) or analysis.once(advises_hiring)):
        return
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    headings = analysis.once(layout_of).heading_of
    placed = Counter(
        words[i + 1]
        for i in range(len(words) - 1)
        if words[i] in LINKS and tokens[i + 1] - tokens[i] == 1 and is_place(analysis, i + 1)
    )
    for place, times in placed.most_common(3):
        at = [i for i, word in enumerate(words) if word == place]
        inside = {headings[i] for i in at if i in headings}
        within = len(inside) >= MIN_HEADINGS and 2 * len(inside) >= len(analysis.headings)
        if times < MIN_PLACED or not within:
            continue
        if len(at) * 1000 < MIN_PLACE_PER_THOUSAND * len(words) or is_technical(analysis):
            continue
        if SERVICES.isdisjoint(analysis.once(title_words)):
            continue
        yield Hit(
            span=analysis.words_to_source(range(at[0], at[0] + 1)),
            message=f"“{shown(analysis, range(at[0], at[0] + 1))}” appears in {len(inside)} of "
            f"{len(analysis.headings)} headings and {len(at)} times in {len(words):,} words",
            count=len(at),
            severity=Severity.WARNING,
            weight=0.55,
        )
        return


def near_me(analysis: Analysis) -> Iterator[Hit]:
    """Yield "near me" after a service, outside of quotation marks."""
    if "near" not in analysis.word_counts or "me" not in analysis.word_counts:
        return
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    nouns = [
        i
        for i in analysis.word_places["near"]
        if i + 1 < len(words)
        and i
        and words[i + 1] == "me"
        and tokens[i] - tokens[i - 1] == 1
        and words[i - 1] not in FUNCTION_WORDS
        and not analysis.is_mention(analysis.word_starts[i], analysis.word_ends[i + 1])
    ]
    # Somebody "stood near me" in a story; a noun of the title stands there again.
    title = analysis.once(title_words)
    again = Counter(words[i - 1] for i in nouns)
    said = Counter(words)
    found = [
        i
        for i in nouns
        if (noun := words[i - 1]) in SERVICES
        or (noun in title and again[noun] >= 2 and said[noun] >= MIN_SAID)
    ]
    if not found:
        return
    clear = len(found) >= CLEAR_NEAR_ME
    sought = any(not _SEEK.isdisjoint(words[max(0, i - _SEEK_BEFORE) : i]) for i in found)
    often = len(found) >= MIN_NEAR_ME or (sought and analysis.once(advertises))
    indices = range(found[0] - 1, found[0] + 2)
    yield Hit(
        span=analysis.words_to_source(indices),
        message=f"“{shown(analysis, indices)}” is what people type into a search box; “near me” "
        f"follows a service {counted(len(found), 'time')}",
        count=len(found),
        severity=Severity.ERROR if clear else Severity.WARNING if often else Severity.INFO,
        weight=0.7 if clear else 0.55 if often else 0.3,
    )


def title_words(analysis: Analysis) -> frozenset[str]:
    """Return the folded words of what the page is called."""
    titles = [one.text.lower() for one in analysis.once(headlines_of) if "." not in one.text[-2:]]
    return frozenset(fold(word) for title in titles for word in _WORD.findall(title))


def firm_speaks(analysis: Analysis) -> bool:
    """Return whether a firm speaks in the text, not of code, nor as "we" of a journey it made."""
    we = sum(analysis.word_counts.get(word, 0) for word in _WE)
    often = we * 1000 >= _MIN_WE_PER_THOUSAND * len(analysis.words)
    return often and not is_technical(analysis) and not analysis.once(recounts)


def advertises(analysis: Analysis) -> bool:
    """Return whether a page has some praise or sales talk, or a firm speaks in it."""
    return analysis.once(has_praise) or analysis.once(firm_speaks)


def has_praise(analysis: Analysis) -> bool:
    """Return whether a page has some praise or sales talk."""
    return bool(analysis.once(promotion) or analysis.once(sales_talk))
