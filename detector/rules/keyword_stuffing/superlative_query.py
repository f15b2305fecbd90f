"""A search with a superlative, "best payroll software in India", used whole as if it were a noun.

People type the superlative; a writer makes the claim once and then says "it" or "the software".
A phrase that begins with a superlative of shops (best, cheap, leading, ...), goes on with two or
more content words and returns in the same words through the whole text, is there to be found.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import kinds_of, sales_talk
from detector.rules.keyword_stuffing.layout import layout_of, shown, telling, tenths
from detector.rules.keyword_stuffing.naming import is_cut
from detector.rules.keyword_stuffing.promotion import promotion
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, repeated

SUPERLATIVES = word_set("best cheap cheapest affordable leading trusted reliable budget premium")
# "Premium rate numbers", "a budget that cuts": outside advertisements these are nouns and names.
_ORDINARY = word_set("budget premium")
# "A trusted root certificate": before a thing that nobody sells these are parts of terms.
_TERMS = word_set("trusted reliable leading")
# Of 3,900 human articles none repeats such a phrase four times.
MIN_COUNT, MIN_CALM, CLEAR_COUNT = 4, 6, 8
MIN_CONTENT, LONG = 3, 5
MIN_PER_THOUSAND, CLEAR_PER_THOUSAND = 2, 6
MIN_TENTHS = 3
# "Best TV comedy" is a prize where people are nominated and vote, "best pork pie" one with judges.
# Buying guides have winners and categories too.
_PRIZES = word_set(
    "award awards prize prizes nominated nominee nominees nomination nominations oscar oscars vote"
    " votes voted contest contests championship championships champion champions judge judges"
)
_QUOTES = frozenset("\"'`“‘")  # a set: nothing is in it where no character stands before


def check(analysis: Analysis) -> Iterator[Hit]:
    if SUPERLATIVES.isdisjoint(analysis.word_counts) or is_about(analysis, _PRIZES):
        return
    found = [phrase for phrase in analysis.once(repeated) if _is_query(analysis, phrase)]
    reported: set[int] = set()
    for phrase in sorted(found, key=lambda p: (-len(p.positions) * len(p.words), p.positions)):
        if reported.isdisjoint(phrase.positions):
            reported.update(phrase.positions)
            yield _hit(analysis, phrase)


def _is_query(analysis: Analysis, phrase: Phrase) -> bool:
    times = len(phrase.positions)
    if phrase.words[0] not in SUPERLATIVES or times < MIN_COUNT:
        return False
    quoted = _shown_as_value(analysis, phrase)
    if times - quoted < MIN_COUNT or 2 * quoted >= times:
        return False
    if _content(phrase) < MIN_CONTENT or times * 1000 < MIN_PER_THOUSAND * len(analysis.words):
        return False
    # A prize ("Best Original Song") has capitals, and stands in a list of prizes.
    last = len(phrase.words) - 1
    headings = analysis.once(layout_of).heading_of
    plain = sum(
        analysis.surface[i].islower() or analysis.surface[i + last].islower()
        for i in phrase.positions
        if i not in headings
    )
    advertises = analysis.once(promotion) or analysis.once(sales_talk) == 2
    offers = phrase.words[0] not in _TERMS or kinds_of(phrase.words[1:]) != {0}
    if (phrase.words[0] in _ORDINARY or not offers) and not advertises:
        return False
    in_title = analysis.once(layout_of).title.issuperset(phrase.words)
    if not (plain >= 2 or in_title) or tenths(analysis, phrase) < MIN_TENTHS:
        return False
    return not is_cut(analysis, analysis.once(layout_of), phrase)


def _content(phrase: Phrase) -> int:
    return sum(word not in FUNCTION_WORDS for word in phrase.words)


def _shown_as_value(analysis: Analysis, phrase: Phrase) -> int:
    """Return how often the phrase is quoted: what a program searches for in an example."""
    text, starts = analysis.text, analysis.word_starts
    return sum(
        text[max(0, starts[i] - 2) : starts[i]].rstrip()[-1:] in _QUOTES
        or analysis.is_mention(starts[i], starts[i] + 1)
        for i in phrase.positions
    )


def _hit(analysis: Analysis, phrase: Phrase) -> Hit:
    times = len(phrase.positions)
    total = len(analysis.words)
    indices = telling(analysis, phrase)
    clear = times >= CLEAR_COUNT and times * 1000 >= CLEAR_PER_THOUSAND * total
    # Whoever judges pies asks for the best pie again, in few words, and neither praises nor sells.
    calm = phrase.words[0] == "best" and times < MIN_CALM and _content(phrase) < LONG
    calm = calm and not (analysis.once(promotion) or analysis.once(sales_talk))
    usual = (Severity.INFO, 0.3) if calm else (Severity.WARNING, 0.55)
    severity, weight = (Severity.ERROR, 0.75) if clear else usual
    return Hit(
        span=analysis.words_to_source(indices),
        message=f"“{shown(analysis, indices)}” is worded like a search query; it appears "
        f"word for word {times} times in {total:,} words",
        count=times,
        severity=severity,
        weight=weight,
    )


_SOFTWARE = (
    "Choosing the best payroll software for shops is hard. The best payroll software for shops "
    "saves hours. Many owners ask how the best payroll software for shops differs. In short, the "
    "best payroll software for shops pays staff on time. So pick the best payroll software for "
    "shops today. "
)

RULE = Rule(
    id="superlative-query",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="A search with a superlative, used whole through the text",
    why="Nobody calls a thing “the best payroll software for shops” in every paragraph. Readers "
    "see that the words are there to be found.",
    remedy="Make the claim once, and say what supports it. Elsewhere write “it” or the noun.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_SOFTWARE, note="a query as the subject of every sentence"),
        Example(text=_SOFTWARE.replace("best", "cheapest"), note="a price"),
        Example(text=_SOFTWARE.replace("for shops", "in Leeds"), note="a place"),
        Example(
            text="\n\n".join(
                f"Cheap lamp oil in Selby {told}."
                for told in (
                    "burns for a night",
                    "comes in tins",
                    "is sold here",
                    "has no smell at all",
                    "is kept in a cool shed",
                )
            ),
            note="at the start of each paragraph",
        ),
        Example(
            text="A house is moved by hand. " + "Ask reliable packers and movers, as trees grow "
            "by the road. Many weeks pass while reliable packers and movers look at boxes. " * 4,
            note="a trade in a text that praises nobody",
        ),
    ),
    spares=(
        Example(
            text="He is my best friend. My best friend lives in Hull. A best friend is rare, and "
            "a best friend listens. " * 2,
            note="an ordinary pair of words",
        ),
        Example(
            text="Lamp Hill won the best TV comedy award. It had been nominated for best TV comedy "
            "in May. The best TV comedy prize is voted for by viewers. No best TV comedy winner "
            "has come back; last year the best TV comedy was Rain, and the jury was split. ",
            note="a prize in a report",
        ),
        Example(
            text='Send a query to the server. query = "best tea shops in Leeds" is the first. Then '
            'print the answer. Now change it. query = "best tea shops in Leeds" gives ten lines. '
            'Store them. run ( "best tea shops in Leeds" ) does both. Test it with a loop. '
            'assert rows("best tea shops in Leeds") == 10 must hold.',
            note="a value in an example",
        ),
        Example(
            text="Best Original Song: The Lamp. Best Original Song in 1990: Rain. Best Original "
            "Song in 1991: Snow. Best Original Song in 1992: Hail. ",
            note="the name of a prize",
        ),
        Example(
            text="Sign in with a premium library card account. A premium library card account is "
            "free for those who live here. To get a premium library card account, show a letter. "
            "Each premium library card account ends after a year, and we write to you before. ",
            note="the name of a kind of account",
        ),
        Example(
            text="Set up a trusted root server key before you start. The trusted root server key "
            "signs the lamp. Copy the trusted root server key to the port. Without a trusted root "
            "server key nothing glows, and the port stays dark until morning. " * 2,
            note="a term",
        ),
        Example(
            text="The council passed a budget that cut bus lines. No budget that cut bus lines had "
            "passed before. Those who voted for a budget that cut bus lines live by the station. "
            "He calls it a budget that cut bus lines to pay for a car park. ",
            note="a noun, in news",
        ),
        Example(
            text="What is the best payroll software? We tried six. The best payroll software in "
            "our test was the cheapest; the others lost data or were slow.",
            note="a claim that is made and supported",
        ),
    ),
    check=check,
    cap=0.8,
)
