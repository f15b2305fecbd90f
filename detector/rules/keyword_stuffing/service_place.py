"""A service and a place, set into the sentences again and again.

"The best payroll company in Westport", "payroll services in Westport": whoever writes for people
in Westport says the town once, then "here", "we" or nothing. Whoever writes for a search engine
repeats service, "in" and place. "… near me", outside quotation marks, is what people type; no
sentence of a page can mean it. No list of services ends, so where a firm speaks ("we", "our") a
noun of the title counts as well, if it stands before one place more often than prose ever says it.
``local_query`` looks at the other forms of such queries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress, count, pairwise

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.keyword_stuffing.commerce import SERVICE_HEADS
from detector.rules.keyword_stuffing.headed_query import headed_query
from detector.rules.keyword_stuffing.layout import headlines_of, shown
from detector.rules.keyword_stuffing.local_query import (
    LONGEST_HEADLINE,
    firm_speaks,
    has_praise,
    near_me,
    other_forms,
    place_in_headings,
    title_words,
)
from detector.rules.keyword_stuffing.register import cautions, narrates, recounts
from detector.rules.keyword_stuffing.typed_place import titled_place, typed_places
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, fold, folded_words

_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINKS = frozenset({"in", "near", "at", "around", "across"})
# Of 3,900 human articles none says a service with one place three times.
MIN_COUNT, CLEAR_COUNT = 3, 8
MIN_PER_THOUSAND, CLEAR_PER_THOUSAND = 2.5, 6
# And of 2,378 none says the same noun with one place so often in so many tenths of the text:
# "living in Britain" comes five times in 998 words of news, "education in Aotearoa" four times in
# a thesis.
MIN_SAME, MIN_SAME_PER_THOUSAND, MIN_SAME_TENTHS = 6, 6, 4
# Of 5,800 good texts none says two words and a place five times; one says a single word four times.
MIN_UNTITLED, MIN_UNTITLED_PER_THOUSAND = 5, 10
# A page called "Dumpster Rental in Selby" in which both return. Of 2,378 human articles a page on
# "core forms in Racket" comes nearest, with 14 and 23 in a thousand words. Lessons say "SQL
# Database in Azure" more often yet, but they do not say "we" and "our" as a firm does.
MIN_TITLED, MIN_TITLED_PER_THOUSAND = 4, 20


def check(analysis: Analysis) -> Iterator[Hit]:
    yield from near_me(analysis)
    # A leaflet on dentists in Leeds says what one need not do.
    if analysis.once(cautions):
        return
    counts = analysis.word_counts
    places = []
    # History says that there were nine plumbers in Norwich, and a diary whom one found in Wray.
    told = analysis.once(narrates) or analysis.once(recounts)
    if len(counts) and not _LINKS.isdisjoint(counts) and not told:
        places = list(_places(analysis))
    found = places or list(_titled(analysis)) or list(other_forms(analysis))
    if all(hit.severity is Severity.INFO for hit in found):
        found = list(typed_places(analysis)) or list(titled_place(analysis)) or found
    yield from found or list(place_in_headings(analysis)) or headed_query(analysis)


def _places(analysis: Analysis) -> Iterator[Hit]:
    words, surface = analysis.once(folded_words), analysis.surface
    total = max(len(words), 1)
    for found, clear in _pairs(analysis):
        first = found[0]
        start = first - 1 if first and words[first - 1] not in FUNCTION_WORDS else first
        services = len(Counter(words[i] for i in found))
        yield Hit(
            span=analysis.words_to_source(range(start, first + 3)),
            message=f"“{shown(analysis, range(start, first + 3))}”: a service with "
            f"“{surface[first + 2]}” appears {len(found)} times in {total:,} words"
            + (f", with {services} services" if services > 1 else ""),
            count=len(found),
            severity=Severity.ERROR if clear else Severity.WARNING,
            weight=0.75 if clear else 0.55,
        )


def _pairs(analysis: Analysis) -> Iterator[tuple[list[int], bool]]:
    """Yield where services stand before one place too often, and whether that is a clear case."""
    words, surface, tokens = analysis.once(folded_words), analysis.surface, analysis.word_tokens
    by_place: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for link in compress(count(), map(_LINKS.__contains__, words)):
        # The service, the link and the place stand side by side.
        i, place = link - 1, surface[link + 1 : link + 2]
        if i < 0 or not place or tokens[link + 1] - tokens[i] != 2:
            continue
        named = len(place[0]) > 2 and place[0][0].isupper() and words[i + 2] not in FUNCTION_WORDS
        if named and words[i] not in FUNCTION_WORDS and words[i].isalpha():
            by_place[words[i + 2]][words[i]].append(i)
    opening = [*analysis.headings[:1], *analysis.blocks[:1]]
    short = [one for one in opening if one.end - one.start <= LONGEST_HEADLINE]
    titled_words = analysis.word_range(short[0].start, short[0].end) if short else range(0)
    for nouns in by_place.values():
        listed = sorted(i for noun, at in nouns.items() if noun in SERVICE_HEADS for i in at)
        most = max(nouns.values(), key=len)
        rate, same = (len(at) * 1000 / len(words) for at in (listed, most))
        tenths = len({i * 10 // len(words) for i in most})
        # A title and the sentence after it name both, and so may one more.
        said = sum(i not in titled_words for i in listed)
        # A directory of members names one plumber in the town, one roofer and one electrician.
        again = len({words[i] for i in listed}) < len(listed) or analysis.once(has_praise)
        if said >= MIN_COUNT and rate >= MIN_PER_THOUSAND and again:
            yield listed, len(listed) >= CLEAR_COUNT and rate >= CLEAR_PER_THOUSAND
        elif tenths >= MIN_SAME_TENTHS and _is_said_again(analysis, most, same):
            yield most, False


def _is_said_again(analysis: Analysis, at: list[int], rate: float) -> bool:
    """Return whether a noun of no list, said with a place at these words, is a firm's trade."""
    words = analysis.once(folded_words)
    if len(at) < MIN_UNTITLED or not analysis.once(firm_speaks):
        return False
    often = len(at) >= MIN_SAME and rate >= MIN_SAME_PER_THOUSAND
    if often and analysis.once(title_words).issuperset((words[at[0]], words[at[0] + 2])):
        return True
    # The same two words: "piano tuner in Boise", not "life in Norway".
    pairs = {words[i - 1] for i in at if i} - FUNCTION_WORDS
    return rate >= MIN_UNTITLED_PER_THOUSAND and len(pairs) == 1


def _titled(analysis: Analysis) -> Iterator[Hit]:
    """Yield a title of two words and a place, if a firm says both all the time."""
    words = analysis.once(folded_words)
    if not analysis.once(firm_speaks):
        return
    pairs, least = (
        Counter(pairwise(words)),
        max(MIN_TITLED, MIN_TITLED_PER_THOUSAND * len(words) / 1000),
    )
    for headline in analysis.once(headlines_of):
        written = _WORD.findall(headline.text)
        title = [fold(word.lower()) for word in written]
        for i in range(2, len(title) - 1):
            service, place = (title[i - 2], title[i - 1]), title[i + 1]
            if title[i] not in ("in", "near") or not written[i + 1][0].isupper():
                continue
            if not FUNCTION_WORDS.isdisjoint((*service, place)):
                continue
            times = min(pairs[service], words.count(place))
            if times >= least:
                last = i + 2
                while (
                    last < len(written)
                    and written[last][0].isupper()
                    and f"{written[last - 1]} {written[last]}" in headline.text
                ):
                    last += 1  # "Coral Springs"
                shown_title = " ".join(written[i - 2 : last])
                yield Hit(
                    span=headline.span,
                    message=f"the page is called “{shown_title}”, and its {len(words):,} words "
                    f"repeat both the service and its location {times} times or more",
                    count=times,
                    severity=Severity.WARNING,
                    weight=0.55,
                )
                return


_PAYROLL = (
    "Are you looking for a payroll company in Westport? The best payroll company in Westport "
    "saves time. Our payroll services in Westport suit every firm. Ask what payroll services in "
    "Westport cost, and why a payroll agency in Westport is worth it. "
)
_TYPED = (
    "Fence Repairs in Oldham, OH\n\nA fence leans when its posts rot. That is why people need Fence"
    " Repairs Oldham OH today. Look at each post before the winter, and set it in gravel. "
)
_GUEST = (
    "Before the van comes, empty the drawers. Oldham movers will ask you for that. When you carry "
    "lamps yourself, Oldham moving companies will not break them. You should label each box for "
    "your Oldham movers. Tell the Oldham movers where you want the piano. Most Oldham moving firms "
    "bring blankets, so you need none. "
)
_LEAFLET = (
    "You can look for a dentist in Leeds on our list. You do not have to live near. If you cannot"
    " find a dentist in Leeds, call us. A dentist in Leeds must say what it costs. Never wait. "
)
_NAMES = (
    "The dentist Austin Reed moved to Austin in 1961. A lawyer called Denver Pyle wrote his will in"
    " Denver. The plumber Houston Boyd fixed every tap in the street and never saw Houston. "
)
_CABS = (
    "London cabs\n\nThe first London cabs were seen in 1634. The drivers of London cabs were called"
    " jarveys. In 1823 the cabriolet was brought from Paris. By 1900 there were eleven thousand"
    " London cabs, and the last horse was sold in 1947. London cabs had their badge since 1843. "
)
_NEWS = (
    "The council of Westport will close two clinics. Doctors in Westport spoke against it. The "
    "plan for the clinic in Westport was drawn up in May. Nurses and patients met in the hall. "
    "They asked who would run the services. The mayor had no answer, and left early. "
)

RULE = Rule(
    id="service-place",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="A service with one town, set into the sentences again and again",
    why="Readers know where they are after the first time. The repeated pair is a search query.",
    remedy="Name the town where it says something new. Elsewhere write “we”, “here” or nothing.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
        "https://developers.google.com/search/docs/essentials/spam-policies#doorways",
    ),
    finds=(
        Example(text=_PAYROLL, note="one town, in every sentence"),
        Example(
            text="Find a dentist near me today. Every dentist near me offers a check. Call the "
            "best clinic near me. ",
            note="what people type, in sentences",
        ),
        Example(
            text="Your Beekeeper in Oldham\n\nEach beekeeper in Oldham is busy. Ask our beekeeper "
            "in Oldham for honey. A good beekeeper in Oldham wears gloves. Why a beekeeper in "
            "Oldham? The beekeeper in Oldham comes at once. Call a beekeeper in Oldham now. ",
            note="a service that is on no list",
        ),
        Example(text=_TYPED, note="the query as it is typed, under a title with both"),
        Example(text=_GUEST, note="advice that says town and trade in every sentence"),
        Example(
            text="Skip Hire & Bin Bags in Selby\n\nSelby builds, and Selby needs bin bags. Our bin "
            "bags come on Monday. Do you know where bin bags go? In Selby it is the yard. Order "
            "your bin bags by phone; Selby is never far from us.",
            note="the page is called after a thing and a town, and says both all the time",
        ),
        Example(
            text="Hull movers are quick. A removal Hull needs is done in an hour, and movers in "
            "York are slow. Call us today for a free quote; our experts are glad to help.",
            note="the town before, after and beside the service",
        ),
        Example(
            text="Yoga classes in Oldham are fun. Join our yoga classes in Oldham. The teacher of "
            "our yoga training in Oldham is kind.",
            note="a short page",
        ),
    ),
    spares=(
        Example(text=_NAMES, note="people who are called like towns"),
        Example(text=_CABS, note="a history"),
        Example(text=_LEAFLET, note="advice that says what one need not do"),
        Example(text=_NEWS, note="news of a town"),
        Example(
            text="Plumber in Selby\n\nI am a plumber in Selby and answer the phone myself. A "
            "visit costs sixty. There is an honest roofer in Selby, too.",
            note="a title, a sentence after it, and a friend",
        ),
        Example(
            text="SQL tables in Azure\n\nOpen the portal of Azure and add SQL tables. Azure stores "
            "SQL tables twice. In Azure the SQL tables are then listed. Name your SQL tables. "
            "Azure asks for a region.",
            note="a lesson, which speaks for no firm",
        ),
        Example(
            text="Life in Norway is dear. The price of bread in Norway has doubled, and fish in "
            "Norway costs more than meat. Pensions in Norway rose by two percent; work in Norway "
            "pays well, and winters in Norway are long. ",
            note="a country in which much is the case",
        ),
        Example(
            text="Selby lawyers met. Selby lawyers were asked for a fee, and Selby lawyers agreed.",
            note="those that a report is about",
        ),
        Example(
            text="People search for “dentist near me” and “clinic near me” when a tooth hurts. "
            "The queries “lawyer near me” are rarer.",
            note="queries that are quoted",
        ),
        Example(
            text="She stood near me. The dog lay near me too, and nobody near me spoke.",
            note="a story",
        ),
    ),
    check=check,
    cap=0.8,
)
