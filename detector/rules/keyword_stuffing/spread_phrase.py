"""A search phrase in nearly every paragraph of a post that sells.

What makes one: a phrase of the title, two words or more and no name, stands in most of the longer
paragraphs and returns in headings, and the post advertises. Textbooks, leaflets and manuals say
their subject in every paragraph too (of 2,339 good articles 73 say a phrase in eight tenths of
them), so the spread alone is no evidence: none of those advertises.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import is_contract, kinds_of
from detector.rules.keyword_stuffing.layout import layout_of, shown, telling
from detector.rules.keyword_stuffing.naming import is_cut, is_name
from detector.rules.keyword_stuffing.promotion import is_advert
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, repeated

MIN_PARAGRAPHS = 6
_LONG = 25  # words of a paragraph that could do without
_SHORT_WORD = 3  # letters: "e-bike" is one word
# In a post that advertises; of 2,339 good articles that do, none has its title's phrase in so many.
MIN_SHARE, CLEAR_SHARE = 0.5, 0.75
# Without praise, for a phrase with the word of an offer that also returns in headings.
OFFER_PARAGRAPHS, OFFER_SHARE, OFFER_HEADINGS = 10, 0.6, 3


class _Spread(NamedTuple):
    phrase: Phrase
    share: float
    headings: int


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the phrase that is spread widest."""
    paragraphs = [
        inside
        for block in analysis.prose_blocks
        if len(inside := analysis.word_range(block.start, block.end)) >= _LONG
    ]
    if len(paragraphs) < MIN_PARAGRAPHS:
        return
    spreads = [s for s in _spreads(analysis, paragraphs) if _is_sold(analysis, s, len(paragraphs))]
    if not spreads or analysis.once(is_contract):
        return
    widest = max(spreads, key=lambda s: (s.share, len(s.phrase.words), s.phrase.positions))
    indices = telling(analysis, widest.phrase)
    headings = f" and in {widest.headings} headings" if widest.headings > 1 else ""
    yield Hit(
        span=analysis.words_to_source(indices),
        message=f"“{shown(analysis, indices)}” is in {widest.share:.0%} of {len(paragraphs)} "
        f"paragraphs{headings}, like a search phrase that must not be missed",
        count=len(widest.phrase.positions),
        weight=0.55 if widest.share >= CLEAR_SHARE else 0.4,
    )


def _spreads(analysis: Analysis, paragraphs: list[range]) -> Iterator[_Spread]:
    layout = analysis.once(layout_of)
    starts = [inside.start for inside in paragraphs]
    for phrase in analysis.once(repeated):
        content = [word for word in phrase.words if word not in FUNCTION_WORDS]
        if len(content) < 2 or min(map(len, content)) < _SHORT_WORD:
            continue
        if not layout.title.issuperset(content):
            continue
        within = {
            number
            for place in phrase.positions
            if (number := bisect_right(starts, place) - 1) >= 0 and place in paragraphs[number]
        }
        share = len(within) / len(paragraphs)
        if share < MIN_SHARE:
            continue
        if not (is_name(analysis, layout, phrase) or is_cut(analysis, layout, phrase)):
            yield _Spread(phrase, share, len(layout.headings(phrase)))


def _is_sold(analysis: Analysis, spread: _Spread, paragraphs: int) -> bool:
    if analysis.once(is_advert):
        return True
    offered = any(kinds_of(spread.phrase.words))
    enough = paragraphs >= OFFER_PARAGRAPHS and spread.share >= OFFER_SHARE
    often = spread.headings >= max(OFFER_HEADINGS, len(analysis.headings) // 4)
    return offered and enough and often


def _post(phrase: str) -> str:
    parts = (
        "A reliable {} saves time for every growing business. It helps teams to streamline their "
        "work, to boost growth and to keep each customer happy from the first call onwards.",
        "With an innovative {} your staff gains insight at every step. Leading providers offer a "
        "seamless start, expert support and flexible plans for a modern business of any size.",
        "Choosing the right {} is crucial. Consider the budget, the experience of the provider and "
        "how scalable the solution is when the strategy of the business is about to change.",
        "An efficient {} will enhance the workflow and ensure quality. Professional teams trust"
        " it, "
        "since it delivers robust results, and a tailored plan makes the investment worth it.",
    )
    return f"# Why every firm needs a {phrase}\n\n" + "\n\n".join(
        part.format(phrase) for part in (*parts, *parts)
    )


_LEAFLET = (
    "A {} is found in one of a hundred people. It grows slowly, and many never notice it before a "
    "doctor hears it by chance on some other day of their lives, often late.\n\n"
)
_SPEECH = (
    "The water supply of the city is old. Pipes leak, and each industry that takes water by night "
    "pays less than a family does; we asked the board to look at the cost of that.\n\n",
    "A water supply for a growing town needs a second well. Business in the north said so in May, "
    "and those who live by the lake said it long before, in letters to us.\n\n",
    "The new water supply opened last year. An efficient pump takes a third of the power of the "
    "one that it replaced, and the old pump is kept for days of great heat.\n\n",
    "Does the water supply reach the hills? Not yet. The quality of the water there is checked "
    "once a week, and a cart comes to each street that has no pipe of its own.\n\n",
    "Whoever has no water supply at home may ask for help. A fund pays half, and trust between the "
    "board and the people of the hills grows when the first pipes are laid.\n\n",
    "I said that the water supply would be ready by spring. It was not, and I will tell the house "
    "in June what went wrong, who knew of it, and whether growth was to blame.\n\n",
)

RULE = Rule(
    id="spread-phrase",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A search phrase in nearly every paragraph of a post that sells",
    why="Readers know what the post is about. A phrase that must not be missed in any paragraph is "
    "there for search engines.",
    remedy="Say “it” or “the system” where the phrase is clear, and write about it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_post("visitor management system"), content_type=ContentType.MARKDOWN),
        Example(text=_post("fleet tracking app"), content_type=ContentType.MARKDOWN),
        Example(text=_post("cloud ledger"), content_type=ContentType.MARKDOWN),
    ),
    spares=(
        Example(
            text="# A heart murmur\n\n" + _LEAFLET.format("heart murmur") * 8,
            note="a leaflet",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="# The water supply\n\n" + "".join(_SPEECH),
            note="a minister answers, with some praise",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text=_post("Ledgero Suite"), note="a name", content_type=ContentType.MARKDOWN),
        Example(text=_post("system"), note="one word", content_type=ContentType.MARKDOWN),
    ),
    check=check,
)
