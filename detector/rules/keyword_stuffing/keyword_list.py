"""A list of search phrases that differ by a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.keyword_stuffing.commerce import OFFER_WORDS, SEARCH_WORDS
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, fold

_ITEM = lazy(r"[^,|;•·\n]+")
_SOUGHT = SEARCH_WORDS | OFFER_WORDS
_WORD = lazy(r"\w+")
_STOP = lazy(r"[.!?](?:\s|$)")
MIN_ITEMS = 7
MAX_ITEM_WORDS = 7
ALIKE = 0.7


def check(analysis: Analysis) -> Iterator[Hit]:
    if is_log(analysis):
        return
    whole = analysis.text
    marks = [mark for mark in ",|;•·\n" if mark in whole]
    for block in analysis.blocks:
        start, end = block.start, block.end
        if sum(whole.count(mark, start, end) for mark in marks) < MIN_ITEMS - 1:
            continue
        for run in _runs(whole[start:end]):
            shared = shared_query([item.group() for item in run])
            if shared:
                start, end = block.start + run[0].start(), block.start + run[-1].end()
                clear = len(run) >= 10
                yield Hit(
                    span=analysis.to_source(start, end),
                    message=f"a list of {len(run)} search phrases that share “{shared}”",
                    count=len(run),
                    severity=Severity.ERROR if clear else Severity.WARNING,
                    weight=0.6 if clear else 0.45,
                )


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield runs of short items with no end of a sentence between them."""
    run: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        written = item.group()
        words = len(written.split())
        stop = _STOP.search(written) if 1 <= words <= MAX_ITEM_WORDS else None
        if 1 <= words <= MAX_ITEM_WORDS and not (stop and stop.end() < len(written)):
            run.append(item)
            if not stop:
                continue
        if len(run) >= MIN_ITEMS:
            yield run
        run = []
    if len(run) >= MIN_ITEMS:
        yield run


def shared_query(run: Sequence[str]) -> str | None:
    """Return what most items share, where they are search phrases: two words, or an offer."""
    items: list[frozenset[str]] = []
    counts: Counter[str] = Counter()
    for item in run:
        words = dict.fromkeys(fold(word) for word in _WORD.findall(item.lower()))
        items.append(frozenset(words) - FUNCTION_WORDS)
        # Counted in the order of the text, which is that of the message.
        counts.update(word for word in words if word in items[-1] and word[0].isalpha())
    least = ALIKE * len(items)
    common = [word for word, count in counts.items() if count >= least]
    if not common or len(set(items)) < MIN_ITEMS - 2:
        return None
    if sum(len(words) >= 2 for words in items) < least:
        return None
    offers = sum(not words.isdisjoint(_SOUGHT) for words in items)
    together = len(common) >= 2 and sum(words.issuperset(common) for words in items)
    # Lists of changes share words too ("added command …"), so some items must offer something.
    if offers >= least or (together >= least and offers >= 0.3 * len(items)):
        return " ".join(common)
    return None


RULE = Rule(
    id="keyword-list",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="A list of search phrases that differ by one word",
    why="Nobody reads ten wordings of one query. The list is there for search engines.",
    remedy="Delete the list. If the towns or products matter, write something about each.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(
            text="Tags: cheap lamps, cheap lamps online, buy cheap lamps, cheap lamps near me, "
            "best cheap lamps, cheap lamps for sale, cheap lamps shop, order cheap lamps.",
            note="tags in the text",
        ),
        Example(
            text="plumber in Leeds | plumber in York | plumber in Hull | plumber in Ripon | "
            "plumber in Selby | plumber in Otley | plumber in Ilkley | plumber in Whitby",
            note="a trade in one town after another",
        ),
        Example(
            text="We do essay writing help, law essay help, history essay help, nursing essay "
            "help, college essay help, cheap essay help, essay help online, urgent essay help.",
            note="one offer in eight wordings",
        ),
    ),
    spares=(
        Example(
            text="Eat foods with vitamin A, vitamin C, vitamin D, vitamin E, vitamin K, iron, "
            "zinc, iodine, copper and magnesium.",
            note="things that share a word",
        ),
        Example(
            text="The teams came from New York, New Jersey, New Mexico, New Hampshire, Maine, "
            "Ohio, Iowa, Utah, Texas and Oregon.",
            note="names",
        ),
        Example(
            text="You need two eggs, brown sugar, cane sugar, icing sugar, plain flour, salt, "
            "soft butter, cold milk, baking soda and dark chocolate.",
            note="ingredients",
        ),
    ),
    check=check,
    cap=0.8,
)
