"""A search phrase repeated more often than the text needs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import (
    OFFER,
    SEARCH,
    has_local_title,
    intents,
    is_contract,
    kinds_of,
    sales_talk,
)
from detector.rules.keyword_stuffing.layout import (
    Layout,
    layout_of,
    shown,
    telling,
    tenths,
    usual_share,
)
from detector.rules.keyword_stuffing.naming import is_cut, is_name, is_one_word, is_slot
from detector.rules.keyword_stuffing.prevalence import (
    DENSE,
    fills_advert,
    heads_all,
    is_calling,
    is_spread,
)
from detector.rules.keyword_stuffing.promotion import is_advert, promotion
from detector.rules.keyword_stuffing.register import narrates
from detector.rules.releases import is_log
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_api_page
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, repeated

# Occurrences; fewer suffice in a text so short that they are many in a hundred words.
MIN_OCCURRENCES, MIN_OCCURRENCES_SHORT = 6, 4
SHORT = 250  # words
# A subject of a long text is said as often; with a search word in it, a phrase says more.
MIN_SHARE = 0.012
# Without search intent no density is stuffing: a disease, a law or an ingredient has one name.
MIN_INTENT = 1.25
# The strength worth a note, the one at which an editor would act, the same on a page that sells
# nothing and of a phrase without a search word, and a clear case. Of 7,647 good articles
# (encyclopedia, health, news, documentation, law, honest commerce, ...) fewer than one in 300
# reaches the first, one in 1,000 the second or the third, none the last.
NOTE, ACT, ACT_CALM, CLEAR = 1.3, 1.6, 1.9, 3.0
# Where neither the phrase nor the page sells, praise alone is no proof: agencies and ministers
# praise too. The share, as a part of the usual one, at which an editor would act; of 16,522 human
# articles a minister's answer reaches 0.58. An agency's post reaches 0.75, below ``DENSE``.
MIN_DENSE = 0.6
# From this multiple of the usual share on, the message states both: closer figures prove nothing.
TOLD = 1.25


class Use(NamedTuple):
    """How one phrase is used in a text, and how strong the evidence of overuse is."""

    phrase: Phrase
    share: float
    headings: int
    capitals: int
    strength: float


def check(analysis: Analysis) -> Iterator[Hit]:
    # Each release names its program, and who made it; each member of a class names the class.
    if is_log(analysis) or is_api_page(analysis):
        return
    layout = analysis.once(layout_of)
    phrases = analysis.once(repeated)
    uses = [use for use in (_use(analysis, layout, phrase) for phrase in phrases) if use]
    reported: set[str] = set()
    hits: list[Hit] = []
    for use in sorted(uses, key=lambda use: (-use.strength, use.phrase.positions)):
        if use.strength < NOTE or not reported.isdisjoint(use.phrase.words):
            continue
        whole = _whole(use, uses)
        content = set(whole.phrase.words) - FUNCTION_WORDS
        if content.isdisjoint(reported):
            reported |= content
            hits.append(_hit(analysis, whole, use.strength))
    if len(hits) > 1 and all(hit.severity is Severity.INFO for hit in hits):
        # Together they reach the score at which an editor acts, so one of them says so.
        hits[0] = replace(hits[0], severity=Severity.WARNING)
    yield from hits


def _use(analysis: Analysis, layout: Layout, phrase: Phrase) -> Use | None:
    """Weigh one phrase: how much of the text it takes, on a log scale, plus search intent."""
    total, count = len(analysis.words), len(phrase.positions)
    content = [w for w in phrase.words if w not in FUNCTION_WORDS and not w[0].isdigit()]
    share = count * len(content) / total
    density = share / usual_share(total)
    filled = fills_advert(analysis, layout, phrase, density)
    least = MIN_OCCURRENCES if total > SHORT and not filled else MIN_OCCURRENCES_SHORT
    if count < least or density < 0.2 or is_slot(analysis, phrase):
        return None
    searched = SEARCH in kinds_of(phrase.words)
    if share < MIN_SHARE and not searched:
        return None
    heads = heads_all(analysis, layout, phrase, density)
    # "Super-casinos" is one word too; "buy-yahoo-accounts" is an address used as one.
    if is_one_word(analysis, phrase) and kinds_of(phrase.words[:1]) == {0}:
        return None
    if not (searched or heads) and (analysis.once(is_contract) or is_cut(analysis, layout, phrase)):
        return None
    capitals = _capitals(analysis, layout, phrase)
    spread = heads or is_spread(analysis, layout, phrase, density)
    intent = _intent(analysis, layout, phrase) + (capitals >= 2)
    named = is_name(analysis, layout, phrase) and capitals < 2
    if named and not searched and analysis.once(sales_talk) < 2:
        intent -= 1
    weak = intent < MIN_INTENT or is_calling(analysis, layout, phrase)
    if weak and not (spread or filled):
        return None
    strength = min(1.5, math.log2(density)) + intent
    if tenths(analysis, phrase) < 4:
        strength -= 1
    headings = len(layout.headings(phrase))
    offered = any(analysis.once(intents)[i] for i in _first(phrase))
    if offered and headings >= 3 and 2 * headings >= len(analysis.headings):
        strength += 0.5
    if spread or filled:
        strength = max(strength, ACT_CALM)
    return Use(phrase, share, headings, capitals, strength)


def _first(phrase: Phrase) -> range:
    return range(phrase.positions[0], phrase.positions[0] + len(phrase.words))


def _whole(use: Use, uses: list[Use]) -> Use:
    """Return the longest phrase that nearly always appears where ``use`` does."""
    inner = " ".join(use.phrase.words)
    wider = [
        other
        for other in uses
        if f" {inner} " in f" {' '.join(other.phrase.words)} "
        and len(other.phrase.positions) >= 0.75 * len(use.phrase.positions)
    ]
    return max(wider, key=lambda other: (len(other.phrase.words), other.strength))


def _capitals(analysis: Analysis, layout: Layout, phrase: Phrase) -> int:
    """Count "Buy …" with a capital inside a sentence: a search phrase used like a name."""
    if phrase.words[0] not in ("buy", "buying", "order", "purchase", "download", "watch", "hire"):
        return 0
    surface = analysis.surface
    return sum(
        surface[i][0].isupper()
        for i in phrase.positions
        if i not in layout.heading_of and i not in layout.sentence_starts
    )


def _intent(analysis: Analysis, layout: Layout, phrase: Phrase) -> float:
    """Weigh what makes the phrase one for a search box: its words, neighbours, title, page."""
    kinds = analysis.once(intents)
    size = len(phrase.words)
    count = len(phrase.positions)
    inside = {kinds[i] for i in _first(phrase)}
    around = [
        {*kinds[max(0, i - 2) : i], *kinds[i + size : i + size + 2]} for i in phrase.positions
    ]
    intent = 0.0
    for kind in (SEARCH, OFFER):
        near = sum(kind in places for places in around)
        if kind in inside:
            intent += kind
        elif near >= 3:  # a fifth of all occurrences counts in full
            intent += kind * min(1, near / (count / 5))
    if layout.title.issuperset(phrase.words):
        beside = kinds_of(layout.title.difference(phrase.words))
        searched = SEARCH in beside or analysis.once(has_local_title)
        intent += 1.5 if searched else 1 if OFFER in beside else 0.5
    intent += max(analysis.once(sales_talk), analysis.once(promotion))
    # A sales page may name its subject: without a search word in the phrase, density decides.
    return intent if SEARCH in inside else min(intent, 3.5)


def _hit(analysis: Analysis, use: Use, strength: float) -> Hit:
    positions, total = use.phrase.positions, len(analysis.words)
    indices = telling(analysis, use.phrase)
    message = f"“{shown(analysis, indices)}” appears {len(positions)} times in {total:,} words"
    taken, usual = f"{use.share:.1%} of them", usual_share(total)
    if use.share >= TOLD * usual:
        taken += f"; one phrase rarely takes more than {usual:.1%} of a text of this length"
    elif analysis.once(sales_talk) > 0:
        taken += ", on a page that sells"
    message += f" ({taken})"
    if len(analysis.headings) == use.headings == 1:
        message += ", and in the heading"
    elif use.headings:
        message += f", in {use.headings} of {len(analysis.headings)} headings"
    if use.capitals >= 2:
        message += f", {use.capitals} times capitalised inside a sentence"
    severity, weight = _judged(analysis, use, strength)
    return Hit(
        span=analysis.words_to_source(indices),
        message=message,
        count=len(positions),
        severity=severity,
        weight=weight,
    )


def _judged(analysis: Analysis, use: Use, strength: float) -> tuple[Severity, float]:
    """Return the severity of a use of ``strength``, and its weight."""
    sells = analysis.once(sales_talk) > 0 or SEARCH in kinds_of(use.phrase.words)
    calm = not (sells or analysis.once(promotion))
    density = use.share / usual_share(len(analysis.words))
    if analysis.once(narrates) and not analysis.once(is_advert):
        return Severity.INFO, 0.3
    # A notice of a hundred words on free school meals says little else, and sells nothing.
    notice = calm and len(analysis.words) <= SHORT
    if strength >= CLEAR and (sells or density >= DENSE) and not notice:
        return Severity.ERROR, min(0.95, round(0.7 + 0.1 * (strength - CLEAR), 2))
    often = not calm or len(use.phrase.positions) >= MIN_OCCURRENCES
    if often and (sells or density >= MIN_DENSE) and strength >= (ACT_CALM if calm else ACT):
        return Severity.WARNING, 0.55
    return Severity.INFO, 0.3


_SHOP = (
    "Buy verified lamp accounts\n\n"
    "Many traders want to Buy verified lamp accounts today. Our team offers a trusted service. "
    "When you Buy verified lamp accounts you save time. We provide 24/7 support and it is cheap. "
    "People who Buy verified lamp accounts from us come back. Contact us for a discount. "
    "The choice to Buy verified lamp accounts is yours, and our experts are reliable. "
    "So Buy verified lamp accounts now. "
)
_HELP = (
    "Case study help\n\n"
    + "A case study is hard. Our experts give case study help at a low price. Each case study is "
    "written by our writers. Order now and a case study is yours. Students need case study help, "
    "and case study help is what we provide. A good case study wins. " * 3
)
_MOVERS = (
    "Packers and Movers in Springfield\n\n"
    + "Packers and Movers in Springfield are near you. Choose Packers and Movers in Springfield "
    "for home shifting. The Packers and Movers in Springfield team is reliable. " * 3
)
_TERM = (
    "Germ cell tumors\n\n"
    "A germ cell tumor grows from reproductive cells. Doctors see a germ cell tumor most often in "
    "young people. Most of them can be cured. Treatment of a germ cell tumor depends on where it "
    "is and how far it has spread. A scan shows whether the germ cell tumor has reached the "
    "lungs. The stage decides how many rounds are given. After a germ cell tumor has been removed, "
    "blood tests follow for years. Relapse of a germ cell tumor is rare but happens. "
)
_RECIPE = (
    "Green chile stew\n\nRoast the green chile over a flame. Peel the green chile and chop it. "
    "Brown the pork, add onions and garlic, then stir in the green chile with the stock. Simmer "
    "for an hour. Taste; add more green chile if the stew is mild. Serve with tortillas, cheese "
    "and a spoon of green chile on top. "
)
_LOG = "".join(f"Overview of changes in 1.0.{n}\n\n* It reads {n}.\n\n" for n in range(16))
_TERMS = (
    "Terms of service\n\nThese terms of service bind you and the company. By using the site you "
    "accept the terms of service. If you break the terms of service, we may close your account. "
    "We may change the terms of service; we will tell you thirty days before. The terms of "
    "service are governed by the laws of the state. Parts of the terms of service that a court "
    "strikes out do not void the rest. "
)

RULE = Rule(
    id="keyphrase-overuse",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="A search phrase repeated more often than the text needs",
    why="Readers stumble over a phrase that was inserted for search engines, and search engines "
    "treat it as spam.",
    remedy="Use the phrase where it is the natural name: in the title, and once or twice in the "
    "text. Elsewhere write “it”, a synonym or nothing, and let headings say what follows.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
        "https://github.com/Yoast/wordpress-seo (keyphrase density: 0.5–3% is advised)",
    ),
    finds=(
        Example(text=_SHOP, note="a purchase phrase, capitalised inside sentences"),
        Example(text=_HELP, note="a seller's page that can say nothing without its phrase"),
        Example(text=_MOVERS, note="a trade and a town in every sentence"),
    ),
    spares=(
        Example(text=_TERM, note="a medical term has no other name"),
        Example(text=_RECIPE, note="an ingredient is named where it is used"),
        Example(text=_TERMS, note="legal text repeats its subject on purpose"),
        Example(text=_LOG, note="a log of changes"),
    ),
    check=check,
    cap=0.95,
)
