"""How a text speaks of a trade: whether it says to hire somebody, tells what happened, or warns.

Posts that guests write for firms praise nobody and say neither "we" nor "call now", so they are no
advertisements; what they have is advice to hire: choose, call, find a reputable, licensed,
experienced company or professional. Consumer advice has it too, so this is evidence only beside a
query. History and news speak to nobody, in the past tense; they name their subject often. Whoever
has nothing to sell says what is not so, and what one must not do.
"""

from __future__ import annotations

from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import folded_words

_HIRE = word_set(
    """
    hire hiring choose choosing call calling find finding contact contacting select selecting look
    looking consider recommend need trust rely reputable reliable experienced licensed insured
    certified trained qualified trusted
    """
)
_FIRM = word_set(
    """
    company contractor provider professional specialist technician expert firm
    supplier lawyer attorney dentist plumber mover roofer electrician locksmith installer cleaner
    """
)
# In a thousand words. Of 6,073 good texts twelve have this register, with what follows.
_MIN_HIRE, _MIN_FIRM, _MIN_KINDS = 8, 15, 3
# Or, where the reader is spoken to, so much of firms alone.
_MIN_FIRM_TO_YOU, _MIN_YOU = 30, 30
_MIN_WORDS = 60
_YOU = ("you", "your", "yours", "you're")
_ADDRESS = (*_YOU, "you'll", "we", "our", "us", "we're", "we'll", "i", "my", "me")
_PAST = ("was", "were", "had", "did")
_MIN_PAST, _MAX_ADDRESS = 15, 3  # in a thousand words
_CAUTION = (
    "not", "never", "must", "cannot", "don't", "can't", "won't", "doesn't", "no", "nobody",
    "nothing", "unless", "seldom",
)  # fmt: skip
# In a thousand words. Of 38 pages with local queries none has more than 18; leaflets of councils,
# health services and consumer offices have 30 and more.
_MIN_CAUTION = 25
# An account of what one did oneself says "we" and "you" too. Of 211 labelled pages, the first half
# of the sites, none is lost where so many of these, in a thousand words, make one.
_DID = (*_PAST, *"went came took said asked told sent gave got wanted thought".split())
_MIN_DID = 25


def advises_hiring(analysis: Analysis) -> bool:
    """Return whether the text speaks of firms and of hiring them all the time."""
    words = analysis.once(folded_words)
    if len(words) < _MIN_WORDS or analysis.once(recounts):
        return False
    hire = list(filter(_HIRE.__contains__, words))
    firms = sum(map(_FIRM.__contains__, words))
    if firms * 1000 < _MIN_FIRM * len(words):
        return False
    if len(hire) * 1000 >= _MIN_HIRE * len(words) and len(set(hire)) >= _MIN_KINDS:
        return True
    often = firms * 1000 >= _MIN_FIRM_TO_YOU * len(words)
    return often and speaks_to_you(analysis, _MIN_YOU)


def speaks_to_you(analysis: Analysis, least: float) -> bool:
    """Return whether "you" and its forms stand ``least`` times in a thousand words."""
    return _rate(analysis, _YOU) >= least


def recounts(analysis: Analysis) -> bool:
    """Return whether the text tells what somebody did: a diary of a move, a patient's account."""
    return _rate(analysis, _DID) >= _MIN_DID


def narrates(analysis: Analysis) -> bool:
    """Return whether the text tells what happened, and speaks to nobody."""
    told = _rate(analysis, _PAST) >= _MIN_PAST
    return told and _rate(analysis, _ADDRESS) <= _MAX_ADDRESS


def cautions(analysis: Analysis) -> bool:
    """Return whether the text says all the time what must, need not or cannot be done."""
    return _rate(analysis, _CAUTION) >= _MIN_CAUTION


def _rate(analysis: Analysis, words: tuple[str, ...]) -> float:
    found = sum(analysis.word_counts.get(word, 0) for word in words)
    return found * 1000 / max(len(analysis.words), 1)
