"""A service and a place, set into the sentences again and again.

"The best payroll company in Westport", "payroll services in Westport": whoever writes for people
in Westport says the town once, then "here", "we" or nothing. Whoever writes for a search engine
repeats service, "in" and place. "… near me", outside quotation marks, is what people type; no
sentence of a page can mean it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress, count

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.keyword_stuffing.commerce import SERVICE_HEADS
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

_LINKS = frozenset({"in", "near", "at", "around", "across"})
# Of 3,900 human articles none says a service with one place three times.
MIN_COUNT, CLEAR_COUNT = 3, 8
MIN_PER_THOUSAND, CLEAR_PER_THOUSAND = 2.5, 6
MIN_NEAR_ME, CLEAR_NEAR_ME = 2, 4


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    if len(counts) and (not _LINKS.isdisjoint(counts) or "near" in counts):
        yield from _places(analysis)
    if counts.get("near", 0) >= MIN_NEAR_ME and "me" in counts:
        yield from _near_me(analysis)


def _places(analysis: Analysis) -> Iterator[Hit]:
    words, surface, tokens = analysis.once(folded_words), analysis.surface, analysis.word_tokens
    by_place: defaultdict[str, list[int]] = defaultdict(list)
    for i in compress(count(), map(SERVICE_HEADS.__contains__, words)):
        # The service, the link and the place stand side by side.
        if i + 2 < len(words) and words[i + 1] in _LINKS and tokens[i + 2] - tokens[i] == 2:
            place = surface[i + 2]
            if len(place) > 2 and place[0].isupper() and words[i + 2] not in FUNCTION_WORDS:
                by_place[words[i + 2]].append(i)
    total = max(len(words), 1)
    for found in by_place.values():
        per_thousand = len(found) * 1000 / total
        if len(found) < MIN_COUNT or per_thousand < MIN_PER_THOUSAND:
            continue
        clear = len(found) >= CLEAR_COUNT and per_thousand >= CLEAR_PER_THOUSAND
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


def _near_me(analysis: Analysis) -> Iterator[Hit]:
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    found = [
        i
        for i in analysis.word_places["near"]
        if i + 1 < len(words)
        and i
        and words[i + 1] == "me"
        and tokens[i] - tokens[i - 1] == 1
        and words[i - 1] in SERVICE_HEADS
        and not analysis.is_mention(analysis.word_starts[i], analysis.word_ends[i + 1])
    ]
    if len(found) < MIN_NEAR_ME:
        return
    clear = len(found) >= CLEAR_NEAR_ME
    indices = range(found[0] - 1, found[0] + 2)
    yield Hit(
        span=analysis.words_to_source(indices),
        message=f"“{shown(analysis, indices)}” is what people type into a search box; “near me” "
        f"follows a service {counted(len(found), 'time')}",
        count=len(found),
        severity=Severity.ERROR if clear else Severity.WARNING,
        weight=0.7 if clear else 0.55,
    )


_PAYROLL = (
    "Are you looking for a payroll company in Westport? The best payroll company in Westport "
    "saves time. Our payroll services in Westport suit every firm. Ask what payroll services in "
    "Westport cost, and why a payroll agency in Westport is worth it. "
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
            text="Yoga classes in Oldham are fun. Join our yoga classes in Oldham. The teacher of "
            "our yoga training in Oldham is kind.",
            note="a short page",
        ),
    ),
    spares=(
        Example(text=_NEWS, note="news of a town"),
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
