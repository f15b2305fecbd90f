"""One query in all its forms: "download X apk", "X apk download", "X mod apk free download".

What makes one: a name or a thing is nearly always dressed in words that people add in a search box
(download, free, apk, coupon, promo code, price, login, 2026), in many different ways, before it and
after it, so that these dressings take a large part of a text. Whoever writes about an application
says once that it can be downloaded; then it is called by its name or "it".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.keyword_stuffing.service_forms import service_forms
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

# What people add to the name of a thing in a search box, folded.
_ADDED = word_set(
    """
    download free apk mod modded latest version full crack cracked premium unlocked pro hack cheat
    generator torrent install online app android ios pc mac windows apps installer setup key serial
    activation license watch stream streaming hd movie episode subtitle coupon promo code discount
    voucher deal offer sale cheap cheapest best top price pricing cost buy order purchase shop store
    near login signup sign account register registration bonus review rating legit scam alternative
    official website site link update new 2022 2023 2024 2025 2026 2027 today working unlimited
    safe tutorial guide pdf ebook template sample software tool saving promotion special
    """
)
# Those that manuals and news of software add as well: alone they make no query.
_PLAIN = word_set(
    """
    version full install app android ios pc mac windows apps installer setup key license account
    login register registration rating alternative official website site link update new today
    latest tutorial guide pdf template sample software tool special cost 2022 2023 2024 2025 2026
    2027 code order store movie episode subtitle activation hd signup sign working
    """
)
SOUGHT = _ADDED - _PLAIN
_MIN_SOUGHT = 2  # different words of the others
# Words between them that the query leaves out.
_GLUE = word_set("for the of to and in on with a an your & or 's")
MIN_WORDS = 60
# Of 2,339 good articles none reaches 5, 4, 0.05 and 0.3: the margin is for texts of other kinds.
MIN_DRESSED, MIN_VARIANTS, MIN_SHARE = 6, 5, 0.06
CLEAR_DRESSED, CLEAR_VARIANTS, CLEAR_SHARE = 14, 8, 0.10
_MIN_SHARE_OF_USES = 0.4  # of the thing's uses that are dressed
_COMPANION = 0.4  # of a word's uses that another stands beside: they are one name
_REACH = 5  # words on either side
_SHOWN = 3  # forms in a message


class _Dressing(NamedTuple):
    first: int
    last: int
    variant: tuple[str, ...]
    before: bool
    after: bool


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the thing that is dressed most, or the service, if its forms take much of the text."""
    found = list(_dressed(analysis))
    yield from found or service_forms(analysis)


def _dressed(analysis: Analysis) -> Iterator[Hit]:
    words = analysis.once(folded_words)
    total = len(words)
    if total < MIN_WORDS or _ADDED.isdisjoint(analysis.vocabulary):
        return
    counts = Counter(words)
    most = max(MIN_DRESSED, total // 60)
    best: tuple[float, list[_Dressing]] | None = None
    for word, count in counts.most_common(12):
        if count < most or word in _ADDED or word in FUNCTION_WORDS or not word.isalpha():
            continue
        dressings = list(_dressings(analysis, words, word, count))
        taken = sum(len(one.variant) for one in dressings) / total
        variants = {one.variant for one in dressings}
        turned = any(d.before for d in dressings) and any(d.after for d in dressings)
        many = len(dressings) >= MIN_DRESSED and len(variants) >= MIN_VARIANTS
        sought = {w for variant in variants for w in variant if w in SOUGHT}
        if not (many and turned and taken >= MIN_SHARE and len(sought) >= _MIN_SOUGHT):
            continue
        if len(dressings) >= _MIN_SHARE_OF_USES * count and (best is None or taken > best[0]):
            best = taken, dressings
    if best is None:
        return
    taken, dressings = best
    forms = {one.variant for one in dressings}
    clear = (
        len(dressings) >= CLEAR_DRESSED and len(forms) >= CLEAR_VARIANTS and taken >= CLEAR_SHARE
    )
    longest = sorted(dressings, key=lambda one: (-len(one.variant), one.first))
    # The text has more than one form, so there are always some to show.
    different = list({one.variant: one for one in reversed(longest)}.values())[::-1][:_SHOWN]
    examples = ", ".join(
        f"“{shown(analysis, range(one.first, one.last + 1))}”" for one in different
    )
    yield Hit(
        span=analysis.words_to_source(range(longest[0].first, longest[0].last + 1)),
        message=f"one search query appears in {len(forms)} forms, such as {examples}; they take "
        f"{taken:.0%} of the words",
        count=len(dressings),
        severity=Severity.ERROR if clear else Severity.WARNING,
        weight=0.75 if clear else 0.55,
    )


def _dressings(analysis: Analysis, words: list[str], word: str, count: int) -> Iterator[_Dressing]:
    """Yield the runs of added words around each use of ``word``, itself and its name in them."""
    places = [i for i, other in enumerate(words) if other == word]
    beside: Counter[str] = Counter()
    for i in places:
        beside.update({*words[max(0, i - 1) : i], *words[i + 1 : i + 2]})
    name = {word} | {
        w for w, n in beside.items() if n >= _COMPANION * count and w not in FUNCTION_WORDS
    }
    tokens, last = analysis.word_tokens, -1
    for i in places:
        if i <= last:
            continue
        low, high = i, i
        for step in (-1, 1):
            j = i
            while 0 <= j + step < len(words) and abs(j + step - i) <= _REACH:
                # A mark between two words ends the query; an apostrophe or a hyphen does not.
                if abs(tokens[j + step] - tokens[j]) > 1 or _is_parted(analysis, j, j + step):
                    break
                j += step
                if words[j] == "order" and words[j - 1 : j] == ["in"]:
                    break  # "in order to"
                if words[j] in _ADDED or words[j] in name:
                    low, high = min(low, j), max(high, j)
                elif words[j] not in _GLUE and not words[j][0].isdigit():
                    break  # "Lampo 8 crack" is one query
        inside = range(low, high + 1)
        variant = tuple(words[j] for j in inside if words[j] in _ADDED or words[j] in name)
        if any(w in _ADDED for w in variant):
            last = high
            before = any(words[j] in _ADDED for j in range(low, i))
            after = any(words[j] in _ADDED for j in range(i + 1, high + 1))
            yield _Dressing(low, high, variant, before, after)


def _is_parted(analysis: Analysis, i: int, j: int) -> bool:
    """Return whether the words stand in different blocks: a heading and what follows it."""
    starts = analysis.word_starts
    return analysis.block_at(starts[i]) != analysis.block_at(starts[j])


_APK = (
    "Lampo Apk Download\n\nDownload Lampo apk for free. The Lampo mod apk is the latest version, "
    "and Lampo apk free download works on your phone. If you want Lampo download for pc, get the "
    "Lampo app download here. Free Lampo apk latest version is safe. Many look for Lampo premium "
    "apk and find Lampo mod apk unlocked. You can install Lampo for android today with the Lampo "
    "apk download link. "
)

_CARE = (
    "Window cleaning pays. Before you choose a window cleaning company, look at reviews. A "
    "professional window cleaner is insured. Many window cleaning companies are not; ask each "
    "contractor you find. Window cleaning services differ, so call two experienced window cleaners."
    " A reputable window cleaning company needs no deposit. If you hire window cleaning experts,"
    " you will not fall. Trust a licensed window cleaner, and contact the company soon. "
)

RULE = Rule(
    id="query-variants",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="One query in all its forms, through the whole text",
    why="Readers know what the thing is called. The words around it are there to match every form "
    "of a search.",
    remedy="Say once where it can be had. Then write about the thing.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_APK, note="a download"),
        Example(
            text=_APK.replace("Lampo", "Grove Lamps")
            .replace("apk", "coupon")
            .replace("mod", "promo"),
            note="a coupon",
        ),
        Example(
            text=_APK.replace("Lampo", "Harbour Nights").replace("apk", "movie"), note="a film"
        ),
        Example(text=_CARE, note="a service and those who do it, in turns"),
    ),
    spares=(
        Example(
            text="If you hire a cleaner yourself, you become an employer and must pay the minimum "
            "wage. If you use a company, the company employs the cleaner. Ask the cleaner for two "
            "references and call them. Agree what is to be done. A house cleaner will need a key: "
            "write down who has it. Some cleaners bring their own things, others ask you to buy "
            "them. If something breaks, look at your own insurance first. Trust takes time.",
            note="advice of a consumer office",
        ),
        Example(
            text="Lampo is an app for lamps. Download it from the store. Lampo finds the lamps in "
            "your house, and Lampo dims them at night. We tried Lampo for a month. In that time "
            "Lampo lost one lamp, and we found it again by hand. The price is fair. Lampo asks for "
            "no account. Whoever has one lamp needs no Lampo; whoever has ten may like it.",
            note="a review",
        ),
        Example(
            text="The free version of the tool has no limits. The tool reads a file, and the tool "
            "writes a report. Install the tool with one command. Then run it on a folder. The "
            "tool skips what it cannot read. It says why. The tool stops at the first error if it "
            "is told to. Updates of the tool come every month, and they are free.",
            note="a manual",
        ),
        Example(
            text="# The branch code\n\nOrder the file by its first column.\n\n## New branch "
            "code\n\nOrder a card first. A clerk gives out each branch code.\n\n## Branch code "
            "update\n\nIn order to change a branch code, ask for the old card.\n\n## Update the "
            "branch code\n\nOrder is kept by hand. A branch code\nin order of size comes "
            "first.\n\n## Today's branch code\n\nOrder the file again, and see that no branch "
            "code is there twice in order that sums stay right. What a branch code stands for is "
            "on the map.\n\n",
            note="a manual; “in order to” orders nothing",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="The ferry leaves at nine. The ferry costs two pounds. Buy a ticket on the ferry "
            "or at the pier. The old ferry was sold in 1990; the new ferry is faster. The ferry "
            "does not run in a storm, and then the bridge is the only way across. The ferry takes "
            "bicycles for free, and dogs pay half. The last ferry goes at ten.",
            note="a timetable in prose",
        ),
    ),
    check=check,
    cap=0.8,
)
