"""One phrase of a listing, filled with one category after another, each more than once.

"Remote data roles include … Apply for remote data roles. Remote design roles include …": whoever
writes about jobs by field says "these roles" the second time. A page made from a template repeats
the whole phrase for every category.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress, count

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import OFFER_WORDS, SEARCH_WORDS, SERVICE_HEADS
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, folded_words, unbroken

# What listings offer by category, beside the words of offers.
_LISTED = (
    word_set("role job vacancy course class gift idea quote flat apartment recipe ticket wallpaper")
    | OFFER_WORDS
    | SEARCH_WORDS
    | SERVICE_HEADS
)
# Of 5,563 good articles none fills a phrase with three categories twice each.
MIN_CATEGORIES, CLEAR_CATEGORIES = 4, 7
MIN_SHARE = 0.02  # of all words, the fillings included


def check(analysis: Analysis) -> Iterator[Hit]:
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    fillings: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in compress(count(), map(_LISTED.__contains__, words)):
        first = i - 2
        if first < 0 or tokens[i] - tokens[first] != 2 or unbroken(analysis, first) < 3:
            continue
        frame = words[first : i + 1]
        if FUNCTION_WORDS.isdisjoint(frame) and len(set(frame)) == 3 and frame[1].isalpha():
            fillings[frame[0], frame[2]].append(first)
    for places in fillings.values():
        by_name = Counter(words[i + 1] for i in places)
        again = [name for name, times in by_name.items() if times >= 2]
        if len(again) < MIN_CATEGORIES or 3 * len(places) < MIN_SHARE * len(words):
            continue
        clear = len(again) >= CLEAR_CATEGORIES
        indices = range(places[0], places[0] + 3)
        yield Hit(
            span=analysis.words_to_source(indices),
            message=f"“{shown(analysis, indices)}” is one phrase filled with {len(by_name)} "
            f"categories, {len(places)} times in all",
            count=len(places),
            severity=Severity.ERROR if clear else Severity.WARNING,
            weight=0.65 if clear else 0.55,
        )


def _jobs(frame: str, fields: str, again: str) -> str:
    return " ".join(
        f"{frame.format(field).capitalize()} mean work. {again} {frame.format(field)}."
        for field in fields.split()
    )


RULE = Rule(
    id="templated-category",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="One phrase filled with category after category, each more than once",
    why="Readers see the template. The phrase is repeated for every search, and says nothing new.",
    remedy="List the categories once, and write about each only what is specific to it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#doorways",
        "https://developers.google.com/search/docs/essentials/spam-policies#scaled-content",
    ),
    finds=(
        Example(text=_jobs("remote {} roles", "data sales design legal support", "Apply for")),
        Example(text=_jobs("online {} courses", "piano guitar violin harp", "Enrol in our")),
        Example(text=_jobs("cheap {} hotels", "Rome Paris Porto Turin Lyon", "Book now:")),
    ),
    spares=(
        Example(
            text="Remote data roles and remote sales roles pay well. So do remote design roles, "
            "remote legal roles and remote support roles. Most of these roles are new.",
            note="each once",
        ),
        Example(text=_jobs("remote {} roles", "data sales", "Apply for"), note="two categories"),
        Example(
            text="Grade one class, grade two class. The early piano course met on Monday, and the "
            "late piano course on Friday. The early piano course was full.",
            note="a timetable",
        ),
    ),
    check=check,
    cap=0.7,
)
