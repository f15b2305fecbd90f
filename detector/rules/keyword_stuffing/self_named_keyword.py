"""A text that refers to its own keyword."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.keyword_stuffing.layout import shown, telling
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import Span
from detector.text.keyphrases import Phrase, folded_words, repeated

_KEYWORD = lazy(
    r"\b(?:the|this|our) (?:target |main |primary |focus )?"
    r"(?:keyword|key ?phrase|search (?:term|phrase|query))\b[: \t]{0,3}[\"']?",
    re.IGNORECASE,
)
_SEARCHED = lazy(
    r"\b(?:people|users|buyers|businesses|customers|many|they) (?:often |usually |also )?"
    r"(?:search|searching|google) for [\"']?",
    re.IGNORECASE,
)
_KEYWORD_MARKS = frozenset({"keyword", "keyphrase", "phrase", "term", "query"})
_SEARCHED_MARKS = frozenset({"search", "searching", "google"})
# Headings of a search plan, which no page needs to show.
_PLAN = frozenset(
    """
    target keyword|target keywords|focus keyword|focus keyphrase|primary keyword|primary keywords
    |secondary keywords|buyer query|comparison query|money page|keyword cluster
    |search intent this page targets|lsi keywords|long tail keywords used
    """.replace("\n", " ")
    .replace("  ", " ")
    .split("|")
)
_PLAN_HEADINGS = frozenset(" ".join(heading.split()) for heading in _PLAN)
# Each of them contains one of these.
_PLAN_MARKS = frozenset({"keyword", "keywords", "keyphrase", "query", "intent", "money"})
_LONGEST = max(map(len, _PLAN_HEADINGS)) + 4  # and the punctuation around it


def check(analysis: Analysis) -> Iterator[Hit]:
    phrases = {phrase.words: phrase for phrase in analysis.once(repeated)}
    spoken = analysis.word_counts.keys()
    for pattern, marks, what in (
        (_KEYWORD, _KEYWORD_MARKS, "calls it a keyword"),
        (_SEARCHED, _SEARCHED_MARKS, "says who searches for it"),
    ):
        if not phrases or marks.isdisjoint(spoken):
            continue
        named: dict[Phrase, list[Span]] = {}
        for match in pattern.finditer(analysis.text):
            phrase = _phrase_at(analysis, match.end(), phrases)
            if phrase:
                named.setdefault(phrase, []).append(Span(*match.span()))
        for phrase, spans in named.items():
            yield Hit(
                span=analysis.to_source(*spans[0]),
                message=f"the text repeats “{shown(analysis, telling(analysis, phrase))}” "
                f"{len(phrase.positions)} times and {what}",
                count=len(spans),
                weight=0.45 if pattern is _KEYWORD else 0.3,
            )
    if _PLAN_MARKS.isdisjoint(spoken):
        return
    for block in analysis.blocks:
        if block.end - block.start <= _LONGEST:
            text = " ".join(analysis.text_of(block).lower().strip(" :*").split())
            if text in _PLAN_HEADINGS:
                yield Hit(
                    span=analysis.to_source(block.start, block.end),
                    message=f"“{text}” belongs to a search plan, not to the page",
                    weight=0.3,
                )


def _phrase_at(
    analysis: Analysis, offset: int, phrases: dict[tuple[str, ...], Phrase]
) -> Phrase | None:
    """Return the longest repeated phrase whose words are at ``offset``, on the same line."""
    first = analysis.word_range(offset, len(analysis.text)).start
    if "\n" in analysis.text[offset : offset + 2]:
        return None
    words = analysis.once(folded_words)
    for size in range(6, 1, -1):
        found = phrases.get(tuple(words[first : first + size]))
        if found and analysis.word_starts[first] - offset <= 2 and len(found.positions) >= 5:
            return found
    return None


_NAMED = "The keyword Buy Lamp Accounts is popular. " + "Buy Lamp Accounts here. " * 5
_TOPIC = (
    "Choose the keyword with care. A page about a keyword should answer one question. People "
    "search for answers. Put the keyword into the title, and do not repeat the keyword. "
)

RULE = Rule(
    id="self-named-keyword",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A text that calls its own phrase a keyword, or shows its search plan",
    why="It shows that the page was written around a query, not for readers.",
    remedy="Write about the thing itself, and keep the plan out of the page.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(text=_NAMED, note="“the keyword …”"),
        Example(
            text="Why do people search for Buy Lamp Accounts? " + "Buy Lamp Accounts now. " * 5,
            note="the query as a question",
        ),
        Example(
            text="Lamps\n\nLamps are useful.\n\nMoney page\n\nSee our lamps for more.\n",
            note="a plan's heading",
        ),
    ),
    spares=(
        Example(text=_TOPIC, note="advice on keywords"),
        Example(text="The keyword async marks a function. " * 3, note="a keyword of a language"),
        Example(text="Many people search for meaning, and some search for work.", note="searches"),
    ),
    check=check,
    cap=0.6,
)
