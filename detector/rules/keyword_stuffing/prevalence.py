"""Whether a phrase pervades a text so far that no search word is needed to call it stuffed."""

from __future__ import annotations

from detector.rules.keyword_stuffing.commerce import SERVICE_HEADS, sales_talk
from detector.rules.keyword_stuffing.layout import Layout, tenths
from detector.rules.keyword_stuffing.naming import is_body, is_name
from detector.rules.keyword_stuffing.promotion import is_advert, promotion
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase

MIN_HEADINGS = 8  # with the phrase, where nothing else tells a query from a subject
# The share of a clear case, as a part of the usual one.
DENSE = 1.0
# In an advertisement: of the title's phrase, and of any other. Of 8,000 good articles, 60 of them
# advertisements, none has the first, and one letter of a seller the second.
TITLED, UNTITLED = 0.5, 0.7


def is_spread_offer(analysis: Analysis, layout: Layout, phrase: Phrase, density: float) -> bool:
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
