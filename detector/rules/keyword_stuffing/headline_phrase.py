"""A headline or a search query, used in sentences as if it were a noun.

Prose that names a thing with four or more content words ("Springfield bridge repair news") takes
it apart again: "the repairs", "news of the bridge". If a name followed by bare nouns is repeated
whole, in lower case after the name, in every part of the text and in the questions of its headings,
while each of its words also appears alone, it is there for search engines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.counted import counted
from detector.rules.keyword_stuffing.layout import layout_of, shown, telling, tenths
from detector.rules.keyword_stuffing.naming import is_cut
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.keyphrases import FUNCTION_WORDS, Phrase, folded_words, repeated

# Set so that of 8,811 human articles two get a warning (a page on one fever, one on a celebrity's
# wealth) and none an error.
MIN_WORDS = 3
MIN_OCCURRENCES = 5
MIN_AS_QUERY = 4
MIN_FREE = 3
MIN_QUESTIONS = 2


class Query(NamedTuple):
    """A phrase used as a query: content words, times used whole in a sentence, headings."""

    phrase: Phrase
    words: int
    as_query: int
    headings: int
    questions: int
    tenths: int


def check(analysis: Analysis) -> Iterator[Hit]:
    phrases = [p for p in analysis.once(repeated) if len(p.words) >= MIN_WORDS]
    if not phrases:
        return
    counts = Counter(analysis.once(folded_words))
    queries = [q for q in (_query(analysis, phrase, counts) for phrase in phrases) if q]
    layout = analysis.once(layout_of)
    bare = [
        query
        for query in queries
        if query.as_query >= MIN_AS_QUERY
        and query.questions >= MIN_QUESTIONS
        and not is_cut(analysis, layout, query.phrase)
    ]
    if not bare:
        return
    main = max(bare, key=lambda query: (query.words * query.as_query, query.words))
    yield _hit(analysis, main)
    known = set(main.phrase.words)
    for query in sorted(queries, key=lambda q: (-q.words * len(q.phrase.positions), q.phrase)):
        content = set(query.phrase.words) - FUNCTION_WORDS
        # The same search in other words: it shares a word or two and adds a new one.
        if query.headings >= 2 and content & known and content - known:
            known |= content
            yield _hit(analysis, query)


def _query(analysis: Analysis, phrase: Phrase, counts: Counter[str]) -> Query | None:
    content = [w for w in phrase.words if w not in FUNCTION_WORDS and not w[0].isdigit()]
    times = len(phrase.positions)
    if len(content) < MIN_WORDS or times < MIN_OCCURRENCES:
        return None
    # A term is a fixed block; in a query each word also appears alone elsewhere.
    if min(counts[word] - times * phrase.words.count(word) for word in content) < MIN_FREE:
        return None
    layout = analysis.once(layout_of)
    headings = layout.headings(phrase)
    blocks = analysis.headings
    questions = sum(analysis.text_of(blocks[i]).rstrip().endswith("?") for i in headings)
    surface = analysis.surface
    as_query = 0
    for i in phrase.positions:
        if i not in layout.heading_of and i not in layout.sentence_starts:
            first, *rest = surface[i : i + len(phrase.words)]
            as_query += first.istitle() and all(word.islower() for word in rest)
    return Query(phrase, len(content), as_query, len(headings), questions, tenths(analysis, phrase))


def _hit(analysis: Analysis, query: Query) -> Hit:
    positions = query.phrase.positions
    indices = telling(analysis, query.phrase)
    clear = query.words >= 4 and query.as_query >= 6 and query.tenths >= 6
    questions = f" ({counted(query.questions, 'question')} among them)" if query.questions else ""
    headings = f"{query.headings} of {counted(len(analysis.headings), 'heading')}"
    message = (
        f"“{shown(analysis, indices)}” appears whole {len(positions)} times, "
        f"in {headings}{questions}; it reads like a search query, not like part of a sentence"
    )
    return Hit(
        span=analysis.words_to_source(indices),
        message=message,
        count=len(positions),
        severity=Severity.ERROR if clear else Severity.WARNING,
        weight=min(0.9, round(0.65 + 0.02 * query.as_query, 2)) if clear else 0.3,
    )


_PARTS = (
    "The debate went on in the town hall, and Springfield bridge repair news was on the agenda. "
    "The mayor spoke of repair and of money. Engineers see Springfield bridge repair news as "
    "a sign. They say the bridge will open in spring and that news is good.\n\n",
    "How Does Winter Affect Springfield Bridge Repair News?\n\n",
    "Snow is bad for Springfield bridge repair news, and salt harms steel. A repair in frost "
    "costs more. The council hopes that Springfield bridge repair news will be good. Nobody in "
    "Springfield has heard much news yet, and the bridge is closed.\n\n",
    "What Comes Next for Springfield Bridge Repair News?\n\n",
    "New funds support Springfield bridge repair news, says the treasurer. Traders in "
    "Springfield want the bridge back. A delay of Springfield bridge repair news would hurt "
    "them. The last repair of the bridge took a year, and news came by night. In the end, "
    "all hope for Springfield bridge repair news. Springfield waits; the repair goes on.\n",
)
_QUERY = "".join(_PARTS)
_SPARED = (
    "Bridge repairs\n\nWork on the Springfield bridge began in May. The repair crew replaced two "
    "beams. News was scarce at first: the bridge is old, and each repair showed more rust. By "
    "June the crew had good news, and the mayor walked over the bridge. Springfield "
    "paid for the repair from its road fund.\n"
)
_FEVER = (
    "What is Lassa fever?\n\nLassa fever is caused by a virus that rats carry. Most people with "
    "Lassa fever have mild signs.\n\nHow is Lassa fever treated?\n\nDrugs help if Lassa fever "
    "is found early. Rest and fluids help with fever. People with Lassa fever should stay alone. "
    "Nurses who treat Lassa fever wear masks.\n"
)
_NAME = (
    "Golden Gate Bridge\n\nThe Golden Gate Bridge opened in 1937. Painters work on the Golden "
    "Gate Bridge all year. Is the Golden Gate Bridge gold? No: the Golden Gate Bridge is orange. "
    "From the Golden Gate Bridge one sees the bay. A gate of golden light gave the strait its "
    "name, and no other bridge is painted so.\n"
)
_EXAM = (
    "Old Mill Registry health check\n\nWho can get an Old Mill Registry health check?\n\nAll who "
    "worked at the mill can ask for an Old Mill Registry health check, with or without a health "
    "plan. The registry has a list of all of them, and a clerk may check it.\n\nWhere is the Old "
    "Mill Registry health check done?\n\nA nurse does the Old Mill Registry health check at home. "
    "She may check the health of a child too. An Old Mill Registry health check takes an hour. "
    "The registry pays for an Old Mill Registry health check; a second check is paid by the "
    "health board or the registry.\n"
)

RULE = Rule(
    id="headline-phrase",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="A search query or headline repeated whole in sentence after sentence",
    why="A chain of bare nouns that never changes looks as if it was written for search engines.",
    remedy="Break up the chain with an article, a preposition or a pronoun (“repairs to the roof”, "
    "“they”). Keep it whole only in the title, and let headings ask what readers ask.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(
            text=_QUERY, note="a name and three bare nouns, in every part and in the questions"
        ),
        Example(
            text=_QUERY.replace("Springfield", "Arcadia")
            .replace("bridge", "budget")
            .replace("Bridge", "Budget"),
            note="the same with other words: the topic does not matter",
        ),
        Example(text=_QUERY.replace(" news", "").replace(" News", ""), note="three words"),
    ),
    spares=(
        Example(text=_SPARED, note="the words are separate, as in plain writing"),
        Example(text=_FEVER, note="a disease has one name"),
        Example(text=_NAME, note="a proper name is not a query"),
        Example(text=_EXAM, note="a piece of the name of a thing"),
    ),
    check=check,
    cap=0.9,
)
