"""An advert for accounts, reviews or followers, published under a search query.

The query ("Top 9 sites to buy aged mail accounts") is the title. Below it is often neutral text
about the subject that would suit any page, so no phrase is dense; what gives the page away is that
the title asks to buy what no honest shop sells, and that somebody waits for the buyer. Services
that claim to get lost coins back, and hackers for hire, advertise in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.layout import headlines_of
from detector.rules.keyword_stuffing.local_query import title_words
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis

# What is traded although the platforms forbid it.
_GOODS = (
    r"(?:accounts?|reviews?|followers?|likes|subscribers|backlinks|upvotes|e-?mails|gmails"
    r"|members|views|comments)"
)
# A query has no article: "buy a savings account" is a sentence.
_TRADE = (
    r"\b(?:buy|buying|purchase|purchasing|order|sell|selling|get)\b"
    r"(?! (?:an?|the|your|my|our|their|his|her|its)\b)"
    rf"[^.?!|:;\n]{{1,70}}?\b{_GOODS}\b"
)
_WHO = r"(?:compan(?:y|ies)|services?|experts?|agents?|agency|firms?|hackers?)"
_RESCUE = (
    r"\b(?:best|top|legit|legitimate|trusted|reputable|genuine|hire|reliable)\b[^.?!|\n]{1,60}?"
    r"\b(?:(?:crypto(?:currency)?|bitcoin|usdt|scam) recovery"
    rf"|(?:wallet|asset|funds?) recovery {_WHO}|hackers? (?:for hire|to recover))\b"
    r"|\bhire [^.?!|\n]{0,40}?\bhackers?\b"
)
# Who praises such a service in a title sells it.
_RESCUER = (
    r"\b(?:best|top|legit|legitimate|trusted|genuine|hire)\b[^.?!|\n]{1,40}?"
    r"\b(?:crypto(?:currency)?|bitcoin|usdt) recovery"
    rf" {_WHO}\b"
)
# A copy of a program that is offered instead of the one that is sold.
_CRACK = r"\bmod(?:ded)?[ -]?apks?\b|\bapk mod\b|\b(?:cracked|patched|unlocked) apks?\b"
_CRACKED_PARTS = word_set(
    "unlocked unlocks unlock unlimited premium pro paid free watermark ads root download"
)
_UNLOCKED = word_set("unlocked unlocks unlock unlimited")
_MODDED = word_set("mod modded modapk")
_MIN_PARTS = 4
_OPENING = 600  # characters
# "Get" and "order" also take honest objects: they count beside a word of the trade.
_PLAIN_VERBS = ("buy", "purchas", "sell")
_GOODS_MARKS = word_set("aged verified old pva bulk cheap real usa buying")
# Warnings, news and questions of principle are about the trade, not part of it.
_ABOUT = (
    r"\b(?:not|never|don't|dont|shouldn't|should|stop|avoid|ban(?:s|ned)?|scam(?:s|med|mers?)?"
    r"|illegal|fraud|fake|why|police|arrest(?:s|ed)?|sue[sd]?|court|criminals?|crackdown|against"
    r"|study|report|danger(?:s|ous)?|without|instead|stolen|guilty|jailed|problem|settings?)\b"
)
_OFFER = (
    r"\b(?:we (?:provide|offer|sell|deliver|supply|ensure)|our (?:accounts?|services?|team|experts?"
    r"|customers?|clients?|reviews?)|contact (?:us|them|him|now)|available 24|24/7|24 hours?"
    r"|reach out to|order now|in stock|money.back|replacement guarantee|place your order)"
)
_CONTACT = r"\b(?:whats ?app|telegram|skype|t\.me|wa\.me)\b"
_MAIL = r"\be-?mail ?(?:address)? ?[:：]|@[\w-]{1,60}\."
_QUALITY = (
    r"\b(?:aged|verified|old|pva|bulk|cheap|instant|real|active|trusted|reputable|certified)"
    rf" (?:\w{{2,20}} ){{0,3}}(?:{_GOODS}|recovery|hackers?)\b"
)
# What a seller does not say twice: a text that refuses or advises against the trade is about it.
_REFUSAL = (
    r"\b(?:(?:do|does|did|should|must|would)(?:n['’]t| not)|never) (?:\w{2,15} ){0,2}?"
    r"(?:buy|sell|recommend|encourage|endorse|support|purchase|pay|trust|trade)\b"
    r"|\bavoid (?:buying|purchasing|paying|sellers|such|them)\b"
    r"|\b(?:instead of|rather than) (?:buying|purchasing)\b"
)
_LONGEST = 20_000  # characters of the text that are searched for an offer


def check(analysis: Analysis) -> Iterator[Hit]:
    for headline in analysis.once(headlines_of):
        query = _query(headline.text)
        if query is None:
            continue
        signs = _signs(analysis, query)
        if "an offer" not in signs and _refuses(analysis):
            continue
        advert = compiled(_RESCUER).search(headline.text) is not None
        if len(signs) >= 2 or "a contact" in signs or advert:
            clear = len(signs) >= 2
            holds = f", and the text holds {_listed(signs)}" if signs else ""
            yield Hit(
                span=headline.span,
                message=f"the title is a search by buyers (“{query}”){holds}",
                severity=Severity.ERROR if clear else Severity.WARNING,
                weight=min(0.9, 0.6 + 0.1 * len(signs)) if clear else 0.55,
            )
            return
    yield from _crack(analysis)


def _listed(names: list[str]) -> str:
    """Return ``names`` as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _query(title: str) -> str | None:
    if compiled(_ABOUT).search(title):
        return None
    trade = compiled(_TRADE).search(title)
    if trade:
        query = trade.group()
        if query.lower().startswith(_PLAIN_VERBS) or not _GOODS_MARKS.isdisjoint(
            title.lower().split()
        ):
            return query
    rescue = compiled(_RESCUE).search(title)
    return rescue.group() if rescue else None


def _crack(analysis: Analysis) -> Iterator[Hit]:
    """Yield the offer of a cracked program that opens a text about what is unlocked in it."""
    if "apk" not in analysis.word_counts:
        return
    offer = compiled(_CRACK).search(analysis.text, 0, _OPENING)
    titles = " ".join(headline.text for headline in analysis.once(headlines_of))
    parts = _CRACKED_PARTS.intersection(analysis.word_counts)
    if offer is None or len(parts) < _MIN_PARTS or _UNLOCKED.isdisjoint(parts):
        return
    if analysis.is_mention(*offer.span()) or compiled(_ABOUT).search(titles):
        return
    named = not _MODDED.isdisjoint(analysis.once(title_words))
    if named and not _refuses(analysis) and not is_technical(analysis):
        yield Hit(
            span=analysis.to_source(*offer.span()),
            message=f"the page offers a cracked program (“{offer.group()}”) and says what is "
            "unlocked in it",
            severity=Severity.WARNING,
            weight=0.55,
        )


def _refuses(analysis: Analysis) -> bool:
    return sum(1 for _ in compiled(_REFUSAL).finditer(analysis.text[:_LONGEST])) >= 2


def _signs(analysis: Analysis, query: str) -> list[str]:
    """Return what the text holds of an advert, beside its title."""
    text = analysis.text[:_LONGEST]
    found = []
    if compiled(_CONTACT).search(text) or compiled(_MAIL).search(text):
        found.append("a contact")
    if sum(1 for _ in compiled(_OFFER).finditer(text)) >= 2:
        found.append("an offer")
    if sum(1 for _ in compiled(_QUALITY).finditer(text)) >= 3:
        found.append("praise of the goods")
    verb, _, rest = query.lower().partition(" ")
    if text.lower().count(rest) >= 3 and verb in text.lower():
        found.append("the query again")
    return found


_FILLER = (
    "Digital communication has become part of modern life. People use it for education and work. "
    "Understanding how it functions helps everyone. "
)
_CALL = "Contact us on WhatsApp: +1 555 010 0000 or Telegram: @lampseller. We offer fast delivery. "
_NEWS = (
    "Shops that sell followers were fined on Monday. The court heard how they reached customers "
    "on WhatsApp and Telegram. Contact us with tips. We offer anonymity. "
)

RULE = Rule(
    id="account-trade",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="An advert for accounts, reviews, followers or recovery under a search query",
    why="The title is a query and the text is there to be found by it. What is offered breaks the "
    "rules of the platforms, or is a fraud.",
    remedy="Do not publish it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
        "https://developers.google.com/search/docs/essentials/spam-policies#site-reputation",
    ),
    finds=(
        Example(
            text=f"# Top 9 Sites to Buy Aged Lamp Accounts\n\n{_CALL}{_FILLER * 3}{_CALL}",
            note="the query in the title, filler, and a seller",
        ),
        Example(
            text=f"# How to Safely Buying Lampbook Followers in 2031\n\n{_FILLER}{_CALL * 2}",
            note="followers",
        ),
        Example(
            text="# Best Crypto Recovery Company\n\nOur team gets lost coins back. Our experts are "
            "available 24/7. Email: mail@site.invalid\n",
            note="a recovery agent",
        ),
        Example(
            text="# Lampo MOD\n\nLampo MOD APK is the best app for lamps. It unlocks all premium "
            "lamps, shows no ads, and gives you unlimited oil. Download it for free.\n",
            note="a cracked program",
        ),
    ),
    spares=(
        Example(text=f"# Why people buy fake followers\n\n{_NEWS}", note="a report on the trade"),
        Example(
            text="# How to buy a savings account for a child\n\nBanks offer accounts for children. "
            "Compare the interest. Our accounts desk answers questions by email: mail@site.invalid",
            note="an object that is sold in public, named in the singular",
        ),
        Example(
            text="# Buy Verified Lampbook Accounts: the truth\n\nSellers wait on Telegram and "
            "WhatsApp. We do not recommend it: the account is closed within a week. Never pay for "
            "one. Open an account of your own instead of buying one.",
            note="a warning under the query",
        ),
        Example(
            text="# Why the mod apk of your bank is dangerous\n\nThey say that premium is unlocked "
            "and that there are no ads, and you download it free. It reads your messages.\n",
            note="a warning",
        ),
        Example(
            text='# Ten years of modding\n\nSome sites offered a "Lampo mod apk" for this free '
            "game. It was a download of something worse: no premium oil was unlocked by it.\n",
            note="a history of the mods of a game",
        ),
        Example(
            text=f"# Get help with your account\n\nOur team answers within 24 hours. {_CALL}",
            note="support",
        ),
    ),
    check=check,
    weight=0.7,
    cap=0.9,
)
