"""The vocabulary of pages that sell through search, shared by the rules of this family.

Word lists after the term classes of transactional queries in Jansen, Booth and Spink,
"Determining the informational, navigational, and transactional intent of Web queries" (2008):
purchase verbs, offers, file and account traffic, trades that live on local search. All are
folded (``keyphrases.fold``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import compress, count, pairwise

from detector.regex import lazy
from detector.rules.keyword_stuffing.layout import headlines_of
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import fold, folded_words

# Words that a repeated phrase rarely contains unless it is meant for a search box.
SEARCH_WORDS = word_set(
    """
    buy buying purchasing cheap cheapest affordable verified
    promo voucher keygen payday apk iptv pva backlink casino gambling bookmaker sportsbook escort
    viagra cbd vape gummy
    coupon dissertation homework
    plumber locksmith towing packer mover shifting roofing pest
    """
)
# Those of them that name what a council, a school or an old firm does, too.
CALLINGS = word_set(
    "plumber locksmith towing packer mover shifting roofing pest dissertation homework"
)
# Words of offers that honest prose uses too: evidence only beside other evidence.
OFFER_WORDS = word_set(
    """
    help service agency online free download price pricing cost discount deal
    account review assignment essay expert writer writing tool app tutor sale shop store rental
    hire loan insurance lawyer attorney dentist repair cleaning cleaner installation contractor
    follower boost purchase best top trusted supplier betting slot bonus mod generator
    seo near maker editor template personalized gift wholesale crypto recovery hacker vpn
    marketing subscription quote booking hosting broker trading bitcoin wallet
    mortgage massage salon spa hotel villa limo taxi diet keto slimming supplement pill
    replica outlet coaching tuition institute certificate visa dump
    hvac landscaping remodeling painting realtor chiropractor
    """
)
# What a business is, does or teaches: the noun before "in Westport" or "near me". Words that
# stand before a place in ordinary news (school, hospital, centre, market, job) are left out.
SERVICE_HEADS = word_set(
    """
    company agency provider firm consultant consultancy consulting contractor supplier
    manufacturer dealer distributor exporter wholesaler installer builder developer designer
    photographer service solution software marketing seo training course coaching class tuition
    academy institute certification clinic dentist dentistry orthodontist physiotherapist
    physiotherapy chiropractor dermatologist therapist surgery implant massage salon spa lawyer
    attorney notary accountant accounting bookkeeping payroll lender loan mortgage insurance
    realtor broker rental hire taxi limo cab towing mover packer removal relocation shifting
    storage hauling locksmith plumber plumbing electrician carpenter roofer roofing hvac
    handyman landscaping landscaper painter remodeling renovation flooring glazing cleaner
    cleaning repair maintenance installation pest exterminator catering caterer florist tutor
    trend store shop escort casino villa wholesale printing signage embroidery tattoo detailing
    garage mechanic tiler decking fencing paving architect surveyor translation translator
    interpreter barber hairdresser videographer bookkeeper auditor nutritionist optician veneer
    invisalign botox liposuction bootcamp tutoring upholstery drywall gutter janitorial
    concierge charter chauffeur recruiter recruitment staffing outsourcing
    """
)
# What is let and sold by place: enough in a title, too common in news of a town elsewhere.
_LET = word_set(
    "flat apartment condo bungalow townhouse plot restaurant gym hostel resort coworking"
)
_LOCAL_HEADS = SERVICE_HEADS | _LET
_CUES = word_set(
    """
    whatsapp telegram affordable cheap cheapest trusted guaranteed guarantee instantly discount
    satisfaction hassle reliable trustworthy legit premium boost effortlessly seamless seamlessly
    """
)
_CUE_PAIRS = frozenset(
    tuple(pair.split())
    for pair in """
    our expert, our team, our writer, our service, our professional, our client, our customer,
    our company, our website, our platform, contact us, order now, we offer, we provide,
    we deliver, we ensure, buy now, your order, money back, 24 7, high quality, free quote,
    call us, hire us, choose us, customer support, customer service, at affordable, best quality,
    top quality, best price, limited time, fast delivery, best service, best writer, get started,
    professional writer, official website, place your, trusted by, hassle free, click here,
    wide range, one stop, our specialist, our technician, our trainer, our range, our shop,
    our store, our collection, our course, our price, our solution, browse our, explore our,
    visit us, call today, call now, book now, book online, book your, shop now, shop online,
    order online, download now, apply now, register now, enrol now, enroll now, join now,
    free consultation, free estimate, free trial, free shipping, free delivery, doorstep delivery,
    same day, no obligation, fully insured, fully licensed, licensed and, upfront pricing,
    transparent pricing, flexible payment, secure payment, special offer, limited offer,
    why choose, right choice, best choice, trusted partner, trusted provider, leading provider,
    industry expert, placement support, placement assistance, job assistance, your business,
    your requirement, your budget, look no, cost effective, eco friendly, peace of
    """.replace("\n", " ").split(",")
)
_CUE_FIRST = frozenset(pair[0] for pair in _CUE_PAIRS)
_LEAST_CUE, _WORDS_PER_CUE = 2, 400  # of one cue, one use in so many words counts

# Words of contracts and policies. Of the stuffed pages of the wild set only one on contracts
# has four kinds of them, six in a thousand words; of 70 contracts and policies, half.
_LEGAL = word_set(
    """
    shall liability liable hereunder herein hereby thereof warranty indemnify pursuant arbitration
    jurisdiction terminate termination disclose disclosed disclosure breach obligation agree
    consent governed applicable processor processing law infringement
    """
)
_LEGAL_TITLES = word_set("term policy agreement licence license privacy eula bylaw contract")
_LEGAL_OPENINGS = frozenset(
    (first, second)
    for first in ("this", "these", "privacy", "cookie", "our")
    for second in ("policy", "term", "agreement", "notice", "licence", "license")
)
_TITLE_WORD = lazy(r"[^\W\d_]+")
_LEGAL_OPENING = 60  # words

SEARCH, OFFER = 2, 1
# Heads that also name what no one sells: "glycogen storage disease", "sub-provider", an institute.
_ALSO_NAMES = word_set(
    """
    class academy institute surgery implant storage provider developer garage architect
    translation translator interpreter auditor recruitment charter
    """
)
_KIND = dict.fromkeys(OFFER_WORDS | (SERVICE_HEADS - _ALSO_NAMES), OFFER)
_KIND |= dict.fromkeys(SEARCH_WORDS, SEARCH)


def kinds_of(words: Iterable[str]) -> set[int]:
    """Return the kinds among folded ``words``: SEARCH, OFFER, 0."""
    return {_KIND.get(word, 0) for word in words}


def intents(analysis: Analysis) -> list[int]:
    """Return for each word SEARCH, OFFER or 0.

    An offer word after "of" names something else: "terms of service", "point of sale".
    """
    words = analysis.once(folded_words)
    found = [0] * len(words)
    for i in compress(count(), map(_KIND.__contains__, words)):
        kind = _KIND[words[i]]
        if kind != OFFER or not i or words[i - 1] != "of":
            found[i] = kind
    return found


def is_contract(analysis: Analysis) -> bool:
    """Return whether the text is a contract or a policy, which repeats the terms it defines."""
    words = analysis.once(folded_words)
    found = list(filter(_LEGAL.__contains__, words))
    kinds = len(set(found))
    if kinds >= 4 and len(found) * 1000 >= 6 * len(words):
        return True
    titles = " ".join(headline.text for headline in analysis.once(headlines_of)).lower()
    if kinds >= 1 and not _LEGAL_TITLES.isdisjoint(map(fold, titles.split())):
        return True
    return kinds >= 2 and not _LEGAL_OPENINGS.isdisjoint(pairwise(words[:_LEGAL_OPENING]))


def has_local_title(analysis: Analysis) -> bool:
    """Return whether the page is called after a service and a place: "Movers in Leeds"."""
    for headline in analysis.once(headlines_of):
        words = _TITLE_WORD.findall(headline.text)
        folded = [fold(word.lower()) for word in words]
        for i, (word, following) in enumerate(pairwise(folded)):
            if (word, following) == ("near", "me") and i and folded[i - 1] in _LOCAL_HEADS:
                return True
            place = words[i + 2 : i + 3]
            local = word in _LOCAL_HEADS and following in ("in", "near")
            if local and place and place[0][0].isupper():
                return True
    return False


def sales_talk(analysis: Analysis) -> int:
    """Return 0 for prose, 1 for some sales talk, 2 for a page full of it.

    Cues are "our experts", "contact us", "trusted", "24/7". Of 3,898 good articles 0.1% reach 2
    and 0.7% reach 1 (``kinds`` is how many different cues there are); of seller pages, half.
    """
    words = analysis.once(folded_words)
    may_begin = map(_CUE_FIRST.__contains__, words)
    pairs = filter(_CUE_PAIRS.__contains__, compress(pairwise(words), may_begin))
    counts = Counter[object](filter(_CUES.__contains__, words))
    counts.update(pairs)
    kinds = len(counts)
    # A cue that returns again and again names something: a "Premium account".
    most = max(_LEAST_CUE, len(words) // _WORDS_PER_CUE)
    per_thousand = sum(min(n, most) for n in counts.values()) * 1000 / max(len(words), 1)
    if kinds >= 4 and per_thousand >= 8:
        return 2
    return 1 if kinds >= 3 and per_thousand >= 4 else 0
