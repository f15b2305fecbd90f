"""Whether a phrase pervades a text so far that no search word is needed to call it stuffed."""

from __future__ import annotations

from detector.rules.keyword_stuffing.commerce import (
    CALLINGS,
    SEARCH_WORDS,
    SERVICE_HEADS,
    has_local_title,
    sales_talk,
)
from detector.rules.keyword_stuffing.layout import Layout, tenths
from detector.rules.keyword_stuffing.local_pairs import LINKS
from detector.rules.keyword_stuffing.naming import is_body, is_cut, is_name
from detector.rules.keyword_stuffing.promotion import is_advert, promotion
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, folded_words

MIN_HEADINGS = 8  # with the phrase, where nothing else tells a query from a subject
# The share of a clear case, as a part of the usual one.
DENSE = 1.0
# In an advertisement: of the title's phrase, and of any other. Of 8,000 good articles, 60 of them
# advertisements, none has the first, and one letter of a seller the second.
TITLED, UNTITLED = 0.5, 0.7
# Times, words and tenths of a phrase that is hardly ever shortened. Of 5,800 good texts none that
# praises or sells has one of the usual share; in the others two diseases called after people take
# 2.1 of it, so without any praise the end must say that something is sold.
MIN_WHOLE, MIN_WHOLE_WORDS, MIN_WHOLE_TENTHS, MAX_SHORTENED = 5, 3, 5, 0.1
WHOLE_CALLED = 1.5
LAST_WORDS, _REACH, _BEFORE = 40, 5, 3
_ORDERS = frozenset({"buy", "order"})
_TAKING = frozenset("ask book request get schedule arrange claim order".split())
_OFFERED = frozenset("demo quote estimate consultation discount survey brochure sample".split())


def is_spread(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
    """Return whether a service, or the subject of the title, is said whole all the time."""
    case = (analysis, layout, phrase, density)
    return _is_spread_offer(*case) or _is_never_shortened(*case)


def _is_spread_offer(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
    """Return whether a service is named in three or more words through the whole text.

    Prose shortens "product management services" to "the services". Of 3,900 human articles none
    repeats such a phrase in six tenths of the text at half of the usual share and praises it.
    """
    content = sum(word not in FUNCTION_WORDS for word in phrase.words)
    return (
        content >= 3
        and density >= 0.5
        and (density >= DENSE or max(analysis.once(sales_talk), analysis.once(promotion)) > 0)
        and phrase.words[-1] in SERVICE_HEADS
        and tenths(analysis, phrase) >= 6
        and not is_body(analysis, layout, phrase)
    )


def fills_advert(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
    """Return whether an advertisement says the phrase so often that it is about nothing else.

    What a firm calls itself or its product is no query.
    """
    content = [word for word in phrase.words if word not in FUNCTION_WORDS]
    if density < (TITLED if layout.title.issuperset(content) else UNTITLED):
        return False
    return analysis.once(is_advert) and not is_name(analysis, layout, phrase)


def is_calling(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether a trade is named, by an office that does not sell it or as a firm's name.

    "Pest control" of a council, "Harlow Roofing" in the history of the firm; a query has a place
    in it or in the title, words of buyers, or an advertisement around it.
    """
    searched = SEARCH_WORDS.intersection(phrase.words)
    if not searched or not searched <= CALLINGS or analysis.once(is_advert):
        return False
    if analysis.once(has_local_title) or not LINKS.isdisjoint(phrase.words):
        return False
    calm = not (analysis.once(sales_talk) or analysis.once(promotion))
    return calm or is_name(analysis, layout, phrase)


def _is_never_shortened(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
    """Return whether the title's phrase is always said whole, and something is sold.

    Whoever writes on "cold chain monitoring" soon says "the monitoring"; whoever writes for a
    search does not. A disease has one name, so praise or an offer must stand there too.
    """
    count = len(phrase.positions)
    if count < MIN_WHOLE or density < DENSE:
        return False
    content = [word for word in phrase.words if word not in FUNCTION_WORDS]
    if (
        len(content) < 2
        or not layout.title.issuperset(content)
        or is_name(analysis, layout, phrase)
    ):
        return False
    alone = analysis.once(folded_words).count(phrase.words[-1]) - count
    if alone > MAX_SHORTENED * count or is_cut(analysis, layout, phrase):
        return False
    if tenths(analysis, phrase) < MIN_WHOLE_TENTHS:
        return False
    long, dense = len(content) >= MIN_WHOLE_WORDS, density >= WHOLE_CALLED
    sells = max(analysis.once(sales_talk), analysis.once(promotion)) > 0
    return (long and (sells or (dense and _calls_to_buy(analysis)))) or (
        dense and _is_ordered(analysis, layout, phrase)
    )


def _is_ordered(analysis: Analysis, layout: Layout, phrase: Phrase) -> bool:
    """Return whether the end of the text says to buy it: "Order the portable neck fan now"."""
    words = analysis.once(folded_words)
    return any(
        words[start] in _ORDERS and start in layout.sentence_starts
        for i in phrase.positions
        if i >= len(words) - LAST_WORDS
        for start in range(max(0, i - _BEFORE), i)
    )


def _calls_to_buy(analysis: Analysis) -> bool:
    """Return whether the end of the text asks the reader to take an offer: "book a demo"."""
    end = analysis.once(folded_words)[-LAST_WORDS:]
    return any(
        word in _OFFERED and not _TAKING.isdisjoint(end[max(0, i - _REACH) : i])
        for i, word in enumerate(end)
    )


def heads_all(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
    """Return whether the title's phrase returns in heading after heading, and all between them.

    Leaflets and encyclopedias name their subject in each of a few headings; of 5,500 good articles
    none does so in eight.
    """
    return (
        density >= 0.9
        and len(layout.headings(phrase)) >= MIN_HEADINGS
        and layout.title.issuperset(phrase.words)
        and tenths(analysis, phrase) >= 9
        and not is_name(analysis, layout, phrase)
    )
