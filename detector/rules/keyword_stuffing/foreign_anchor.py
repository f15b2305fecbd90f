"""Search phrases of another trade, dropped into an article: "cheap jerseys" in a text on bees.

What makes one: a link text, or words left of one, that offers goods or services in the way people
type them (a buyer's word and a trade that lives on such links), while nothing else in the text
belongs to that trade. An article on casinos names them elsewhere too; a sponsor is thanked by name
and called one; whoever earns by links says so. Links of many trades side by side are a link farm,
whatever the page is about: no page is about jerseys, loans and slots at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.excerpt import excerpt
from detector.rules.keyword_stuffing.layout import layout_of
from detector.rules.keyword_stuffing.link_grid import page_links
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, starts_of
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link, Span
from detector.text.keyphrases import FUNCTION_WORDS, fold, folded_words

# The trades of link spam after Google's policy on link spam and the topics of Web spam corpora
# (UK-2007, ClueWeb09), each with the words of its offers.
_TRADES = {
    "gambling": "casino slot poker betting bet gambling bookmaker sportsbook baccarat roulette"
    " blackjack jackpot lottery togel judi",
    "loans": "payday loan lender refinance mortgage",
    "pharmacy": "viagra cialis levitra kamagra pharmacy tramadol xanax phentermine steroid pill"
    " modafinil ozempic",
    "adult": "escort porn hookup webcam milf",
    "papers": "essay dissertation coursework thesis homework assignment",
    "goods": "jersey replica handbag rolex sneaker sunglasses ugg shoe watch bag",
    "smoke": "vape cbd kratom hemp cannabis kush",
    "streams": "iptv apk",
    "reach": "follower backlink seo pva",
    "money": "forex crypto bitcoin",
    "claims": "lawyer attorney insurance",
    "call-outs": "locksmith plumber towing mover limo roofing exterminator plumbing",
    "slimming": "slimming keto diet",
}
_TRADE_OF = {fold(word): trade for trade, words in _TRADES.items() for word in words.split()}
_BUYERS = word_set(
    """
    buy buying cheap cheapest affordable discount discounted best top order wholesale online sale
    replica authentic bonus price hire play trusted quality professional service company agency
    coupon promo code site website near writing custom deal rental bad credit fast instant no
    deposit free real
    """
)
# Buyer's words that few use who do not sell or buy.
_STRONG = word_set("cheap cheapest wholesale replica discount discounted")
# Words that any trade may have: they do not say what is sold.
_VAGUE = _BUYERS | word_set(
    "new good great more visit click get now this link page info store shop"
)
_DISCLOSED = word_set(
    "affiliate affiliates sponsor sponsors sponsored sponsorship commission advertisement"
    " advertorial advertising"
)
_MIN_WORDS = 120  # of the text: a shorter one may be about anything
# Links of offers on a page, and their trades: of 2,378 human articles none has links of two.
_MIN_FARM, _MIN_TRADES = 5, 3
_LONGEST = 7  # words of a link
# Sentences with a link of one trade, each between others: none of 6,041 labelled and human texts,
# the first half of the sites, has three.
_MIN_DROPPED = 3
_STEM = 5  # letters: "bet" and "betting" differ, "jersey" and "jerseys" do not


class _Anchor(NamedTuple):
    span: Span
    start: int  # in the view
    text: str
    words: tuple[str, ...]
    linked: bool


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the search phrases whose trade the rest of the text does not know."""
    links = page_links(analysis)
    farm = [one for one in _links(links) if _trades_of(one)] if len(links) >= _MIN_FARM else []
    if len(farm) >= _MIN_FARM and len(trades := set().union(*map(_trades_of, farm))) >= _MIN_TRADES:
        yield Hit(
            span=farm[0].span,
            message=f"{len(farm)} links offer what {len(trades)} different trades sell "
            f"({', '.join(f'“{excerpt(one.text, 30)}”' for one in farm[:3])}, …)",
            count=len(farm),
            weight=0.6,
        )
        return
    if len(analysis.words) < _MIN_WORDS or not _DISCLOSED.isdisjoint(analysis.vocabulary):
        return
    anchors = [*_links(analysis.document.links), *_bare(analysis)]
    if not anchors:
        return
    rest = Counter(analysis.once(folded_words))
    for words in _dropped(analysis, anchors) or (anchor.words for anchor in anchors):
        rest.subtract(words)
    known = {word[:_STEM] for word, count in rest.items() if count > 0}
    known |= {word[:_STEM] for word in analysis.once(layout_of).title}
    trades = {_TRADE_OF[word] for word, count in rest.items() if count > 0 and word in _TRADE_OF}
    foreign = [anchor for anchor in anchors if _is_foreign(anchor, known, trades)]
    linked = [anchor for anchor in foreign if anchor.linked]
    # Words without a link are a mention like any other until they return.
    if len(linked) + len(foreign) // 2 < 1:
        return
    # One phrase of no known trade may be a term, as "discount rate" is.
    if len(foreign) == 1 and not any(word in _TRADE_OF for word in foreign[0].words):
        return
    clear = len(linked) >= 2 or len(foreign) >= 3
    for anchor in foreign:
        yield Hit(
            span=anchor.span,
            message=f"“{excerpt(anchor.text, 50)}” offers what nothing else in the text is about; "
            f"there {'is' if len(foreign) == 1 else 'are'} "
            f"{counted(len(foreign), 'phrase')} of this kind",
            count=len(foreign),
            weight=0.55 if clear else 0.3,
        )


def _dropped(analysis: Analysis, anchors: Sequence[_Anchor]) -> list[Sequence[str]]:
    """Return the words of the sentences with links of one trade, if they are strewn over the text.

    Such a sentence is made for its link ("students with no time for homework can use …"), so that
    it names the trade says nothing. A digest that links to one trade does so in one part.
    """
    linked = [one for one in anchors if one.linked]
    counts = Counter(trade for one in linked for trade in _trades_of(one))
    strewn = {trade for trade, count in counts.items() if count >= _MIN_DROPPED}
    words, sentences = analysis.once(folded_words), analysis.sentences
    starts = [one.first_word for one in sentences]
    at = {one: _sentence_of(analysis, starts, one) for one in anchors}
    inside = {at[one] for one in linked if not strewn.isdisjoint(_trades_of(one))}
    numbers = sorted(number for number in inside if number >= 0)
    # No two in a row: between them the article goes on.
    if len(numbers) < _MIN_DROPPED or any(b - a < 2 for a, b in pairwise(numbers)):
        return []
    ends = [*starts[1:], len(words)]
    found: list[Sequence[str]] = [words[starts[n] : ends[n]] for n in numbers]
    return found + [one.words for one in anchors if at[one] not in inside]


def _sentence_of(analysis: Analysis, starts: Sequence[int], anchor: _Anchor) -> int:
    word = analysis.word_range(anchor.start, anchor.start + 1).start
    return bisect_right(starts, word) - 1


def _links(links: Sequence[Link]) -> Iterator[_Anchor]:
    for link in links:
        words = _folded(link.anchor)
        if link.target.startswith(("http:", "https:", "//")) and _is_commercial(words):
            yield _Anchor(link.source, link.start, link.anchor, words, True)


def _bare(analysis: Analysis) -> Iterator[_Anchor]:
    """Yield "cheap … jerseys", "payday loans online" and the like where no link is around them."""
    words, tokens = analysis.once(folded_words), analysis.word_tokens
    linked = [(link.start, link.end) for link in analysis.document.links]
    last = -1
    for start in starts_of(analysis, _OPENINGS):
        i = analysis.word_range(start, start + 1).start
        if i <= last:
            continue
        size = next(
            (
                n
                for n in (2, 3, 4)
                if i + n <= len(words)
                and tokens[i + n - 1] - tokens[i] == n - 1
                and words[i + n - 1] in _TRADE_OF
                and FUNCTION_WORDS.isdisjoint(words[i : i + n])
            ),
            0,
        )
        if not size or any(low <= start < high for low, high in linked):
            continue
        if analysis.is_mention(start, start + 1):
            continue
        last = i + size - 1
        indices = range(i, i + size)
        end = analysis.word_ends[last]
        yield _Anchor(
            analysis.words_to_source(indices),
            start,
            analysis.text[start:end],
            tuple(words[i : i + size]),
            False,
        )


_OPENINGS = frozenset(
    {"cheap", "cheapest", "buy", "wholesale", "replica", "discount", "discounted"}
)


def _folded(anchor: str) -> tuple[str, ...]:
    words = compiled(r"[^\W\d_]+").findall(anchor[:120].lower())
    return tuple(map(fold, words)) if 2 <= len(words) <= _LONGEST else ()


def _trades_of(anchor: _Anchor) -> set[str]:
    return {_TRADE_OF[word] for word in anchor.words if word in _TRADE_OF}


def _is_commercial(words: tuple[str, ...]) -> bool:
    if not words:
        return False
    trades = sum(word in _TRADE_OF for word in words)
    buyers = sum(word in _BUYERS for word in words)
    content = [w for w in words if w not in _VAGUE and w not in FUNCTION_WORDS]
    if trades:
        return trades + buyers >= 2
    return bool(content) and not _STRONG.isdisjoint(words)


def _is_foreign(anchor: _Anchor, known: set[str], trades: set[str]) -> bool:
    content = [w for w in anchor.words if w not in _VAGUE and w not in FUNCTION_WORDS]
    return (
        bool(content)
        and _trades_of(anchor).isdisjoint(trades)
        and not any(w[:_STEM] in known for w in content)
    )


_BEES = (
    "Bees fly out when the air is warm, and they come back before the rain. A hive needs a dry "
    "corner and a clear path to the south. In May the keeper looks for new queens, and in June he "
    "takes the first frames out. Honey from lime trees is pale; honey from heather is dark and "
    "sets like jelly. Whoever keeps bees learns to move slowly and to wait. "
)
_MORE = (
    "In autumn the keeper feeds syrup and closes the hive against mice. In winter the bees hang "
    "in a ball around the queen and keep her warm. He does not open the hive before the willows "
    "are in flower, and then only for a short look on a mild day without wind. "
)


def _in(link: str, note: str) -> Example:
    text = f"# A year with bees\n\n{_BEES}{link}\n\n{_MORE}"
    return Example(text=text, note=note, content_type=ContentType.MARKDOWN)


_FARM = "Roses want sun. " + " ".join(
    f"[{text}](https://{n}.example/)"
    for n, text in enumerate(
        (
            "best online casino",
            "cheap replica watches",
            "payday loans",
            "buy backlinks",
            "cheap vape",
        )
    )
)

RULE = Rule(
    id="foreign-anchor",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="Search phrases of another trade, dropped into the article",
    why="The phrase has nothing to do with the text; it is there so that a search engine counts "
    "the link. Search engines call it link spam.",
    remedy="Delete the phrase and its link, and the sentence that was made for it.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies#link-spam",),
    finds=(
        _in("Some read of [cheap nfl jerseys](https://shirts.example/) then.", "goods"),
        _in("It helps to try a [payday loan online](https://cash.example/) too.", "money"),
        _in("Many like cheap jerseys. Others like wholesale jerseys.", "the links were lost"),
        _in("We like [best online casino](https://bets.example/) evenings.", "gambling"),
        Example(text=_FARM, note="a link farm", content_type=ContentType.MARKDOWN),
    ),
    spares=(
        _in("The [lime honey](https://honey.example/) of May is best.", "its own subject"),
        _in("Our sponsor: [cheap shoes](https://shoes.example/).", "called a sponsor"),
        _in("He paid for the hive with a loan and a [bank loan](https://bank.example/).", "known"),
        _in("The [discount rate](https://terms.example/discount-rate) is 3%.", "a term"),
        _in("His cousin sells cheap shoes in the town.", "a mention"),
    ),
    check=check,
    cap=0.7,
)
