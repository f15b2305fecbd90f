"""A text that consists of its own title, in one order after another.

A title of a query, "Lock Repair Leeds | Key Maker Leeds", comes back in pieces: "lock repair",
"Leeds lock repair", "key maker in Leeds". So the share of words is counted that stand in runs of
the title's words, whatever they mean. A subject has one name; a query has many forms. Of a leaflet
a disease with a name of five words takes a fifth, and nothing takes a quarter. A title that says
its own words twice needs less: writers say them once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.keyword_stuffing.commerce import is_contract
from detector.rules.keyword_stuffing.layout import headlines_of, shown
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, fold, folded_words

MIN_WORDS, MIN_RUNS, MIN_FORMS, MIN_TENTHS = 80, 8, 3, 5
# The shares of words in runs, by the words that parts of the title share: none, one, two or more.
# Of 2,378 human articles none reaches 0.203, 0.139 and 0.081.
MIN_SHARE = (0.25, 0.17, 0.12)
_LONGEST_RUN = 10  # words
_LONGEST_TITLE = 20  # words; longer ones are sentences
_WORD = r"[^\W_]+(?:['’][^\W_]+)?"
_PARTS = lazy(r"[|:,;•»()!?]|[ ][-–—][ ]|\.[ ]", re.NOFLAG)
# What may stand between two words of a query.
_GLUE = frozenset("in for of near the a to on with at from and me my your".split())


class _Echo(NamedTuple):
    """Runs of the title's words, as word indices; how many of its words and what forms they are."""

    runs: list[range]
    words: int
    forms: int


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the first run, if the runs take more of the text than a subject does."""
    total = len(analysis.words)
    if total < MIN_WORDS:
        return
    titles = [one.text for one in analysis.once(headlines_of)]
    titles = [text for text in titles if len(text.split()) <= _LONGEST_TITLE]
    words = {word for text in titles for word in _content(text)}
    if len(words) < 2:
        return
    echo = _echo(analysis, words)
    share = echo.words / total
    if len(echo.runs) < MIN_RUNS or echo.forms < MIN_FORMS:
        return
    if share < MIN_SHARE[min(2, max(map(_doubled, titles)))]:
        return
    if len({run.start * 10 // total for run in echo.runs}) < MIN_TENTHS:
        return
    if not analysis.once(is_contract) and not is_api_page(analysis):
        yield Hit(
            span=analysis.words_to_source(echo.runs[0]),
            message=f"the text repeats the words of its title {len(echo.runs)} times, in "
            f"{echo.forms} forms such as “{shown(analysis, echo.runs[0])}”: {share:.0%} of it",
            count=len(echo.runs),
        )


def _content(text: str) -> list[str]:
    folded = (fold(word.lower()) for word in compiled(_WORD).findall(text))
    return [w for w in folded if w not in FUNCTION_WORDS and len(w) > 1 and not w[0].isdigit()]


def _doubled(title: str) -> int:
    """Return how many words two parts of the title share."""
    parts = [set(_content(part)) for part in _PARTS.split(title)]
    return max((len(a & b) for n, a in enumerate(parts) for b in parts[:n]), default=0)


def _echo(analysis: Analysis, title: set[str]) -> _Echo:
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    opening = analysis.headings[:1] or analysis.blocks[:1]
    start = 0
    if opening and opening[0].end - opening[0].start <= 160:
        start = analysis.word_range(opening[0].start, opening[0].end).stop
    runs, forms, taken = [], set(), 0
    first = start
    while first < len(words):
        if words[first] not in title:
            first += 1
            continue
        last = at = first
        form = [words[first]]
        while (
            at + 1 < min(len(words), first + _LONGEST_RUN)
            and tokens[at + 1] - tokens[at] == 1
            and (words[at + 1] in title or words[at + 1] in _GLUE)
        ):
            at += 1
            if words[at] in title:
                form.append(words[at])
                last = at
        if len(set(form)) >= 2:
            runs.append(range(first, last + 1))
            forms.add(tuple(form))
            taken += len(form)
        first = last + 1
    return _Echo(runs, taken, len(forms))


_LOCKS = (
    "Lock Repair Selby | Key Maker Selby\n\nLock repair in Selby is our trade. Ask the key maker "
    "in Selby for a price. A Selby lock repair takes an hour. The Selby key maker comes by van, "
    "and lock repair Selby is open at night. When a door jams, the key maker Selby trusts is near. "
    "We cut keys, change cylinders and open cars. Lock repair in Selby has never been so quick. "
    "Our key maker in Selby has thirty years of practice, and each lock repair in Selby is done "
    "with care.\n"
)
_WISHES = (
    "Birthday Wishes for Aunt - Happy Birthday Aunt Wishes\n\nBirthday wishes for aunt are here. "
    + "Happy birthday aunt, you are a star. Send birthday wishes for aunt by mail. We like happy "
    "birthday aunt wishes that rhyme. Birthday wishes for aunt can be short. " * 3
)
_STREAM = (
    "Watch Iron Moon Full Movie\n\n" + "Watch Iron Moon full movie here. Iron Moon full movie is "
    "long. You can watch the full movie Iron Moon at home or on the train, and with a friend. " * 4
)
_CANCER = (
    "Childhood Brain Stem Glioma\n\nChildhood brain stem glioma is a disease in which cells form "
    "in the tissue of the brain stem. The stem is the part above the neck. It controls breathing, "
    "the heart and the muscles of the face. Childhood brain stem glioma is seen most often between "
    "five and ten years. The cause is not known. A scan shows how large it is, and sometimes a "
    "small piece is taken. Doctors then choose how to treat it. Childhood brain stem glioma may "
    "grow slowly, and then watching it is enough. If it grows fast, rays are used. Children are "
    "seen every three months. The family may ask for a second opinion at any time.\n"
)
_CITY = (
    "Roads in Selby: what Selby plans for its roads\n\nThe council of Selby will pave nine roads. "
    "Work begins in May. It asked who uses which street, and counted cars for a week. Most of them "
    "come from the ring. The mayor said that Selby had waited for too long. Cyclists want a lane "
    "along the canal, and the shops fear for their customers. A plan hangs in the library. The "
    "state pays half. In June the first roads are closed at night. Buses stop at the church "
    "instead, and the market moves to the park until the autumn.\n"
)
_SCORE = "Lock Repair Selby\n\nA good day. " + "The lock of the canal in Selby needs repair. " * 2

RULE = Rule(
    id="title-echo",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A text that consists of the words of its own title, in one order after another",
    why="Whoever has read the title learns nothing new. The forms are there to be found.",
    remedy="Say the words of the title once, then what a reader does not know yet.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_LOCKS, note="a title of two queries, and a text made of them"),
        Example(text=_WISHES, note="no one sells anything here"),
        Example(text=_STREAM, note="a name and what people type beside it"),
    ),
    spares=(
        Example(text=_CANCER, note="a disease with a name of four words"),
        Example(text=_CITY, note="a title that says its words twice"),
        Example(text=_SCORE, note="a short text"),
    ),
    check=check,
    weight=0.55,
    cap=0.6,
)
