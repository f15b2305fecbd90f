"""Questions that all repeat one phrase: "What does roof repair cost? Who does roof repair?"

What makes it one: in a list of questions nearly every one says the same offer whole, with its place
or product, though the first has already said it. People ask "What does it cost?" next. Leaflets on
a disease or a law repeat its name in their questions; what they repeat is no offer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import (
    OFFER,
    SEARCH,
    has_local_title,
    is_contract,
    kinds_of,
    sales_talk,
)
from detector.rules.keyword_stuffing.layout import shown
from detector.rules.keyword_stuffing.promotion import promotion
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, ContentType
from detector.text.keyphrases import FUNCTION_WORDS, folded_words

# Of 2,339 good articles none has four questions in which an offer of two content words returns.
MIN_QUESTIONS, CLEAR_QUESTIONS = 4, 7
MIN_SHARE, CLEAR_SHARE = 0.6, 0.75
_LONGEST = 24  # words of a question
_SIZES = range(5, 1, -1)  # words of the phrase
# A phrase of so many content words is no name of a subject.
_LONG = 3
# Words of questions: "cost" and "price" are asked for, not repeated.
_ASKED = word_set("cost price much help best need find choose work use long good")
_KINDS = HEADING_KINDS | {BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.TABLE}


class _Question(NamedTuple):
    first: int  # word indices
    last: int


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the longest phrase that returns in most questions."""
    if analysis.text.count("?") < MIN_QUESTIONS:
        return
    questions = list(_questions(analysis))
    if len(questions) < MIN_QUESTIONS:
        return
    words = analysis.once(folded_words)
    for size in _SIZES:
        places = _repeated(words, questions, size)
        for phrase, found in sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            share = len(found) / len(questions)
            if len(found) < MIN_QUESTIONS or share < MIN_SHARE:
                continue
            offer = _offer(analysis, phrase)
            if not offer or analysis.once(is_contract):
                continue
            many = len(found) >= CLEAR_QUESTIONS and share >= CLEAR_SHARE
            clear = many and offer == SEARCH
            indices = range(found[0], found[0] + size)
            yield Hit(
                span=analysis.words_to_source(indices),
                message=f"“{shown(analysis, indices)}” is repeated in {len(found)} of "
                f"{len(questions)} questions",
                count=len(found),
                severity=Severity.ERROR if clear else Severity.WARNING,
                weight=0.7 if clear else 0.5 if many or offer == SEARCH else 0.3,
            )
            return


def _questions(analysis: Analysis) -> Iterator[_Question]:
    """Yield the questions that head an answer: blocks of their own, or the first of a block."""
    seen = set()
    for sentence in analysis.sentences:
        block = analysis.blocks[sentence.block]
        if block.kind not in _KINDS or sentence.block in seen:
            continue
        seen.add(sentence.block)
        text = analysis.text_of(sentence).rstrip(" *_\"'”’)")
        size = sentence.last_word - sentence.first_word
        if analysis.is_code(sentence.end - 1, sentence.end):  # "odd?" is a name
            continue
        if text.endswith("?") and 3 <= size <= _LONGEST:
            yield _Question(sentence.first_word, sentence.last_word)


def _repeated(
    words: list[str], questions: list[_Question], size: int
) -> dict[tuple[str, ...], list[int]]:
    """Return the phrases of ``size`` words, each with its first place in every question."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for question in questions:
        seen = set()
        for i in range(question.first, question.last - size + 1):
            phrase = tuple(words[i : i + size])
            if phrase not in seen and _is_whole(phrase):
                seen.add(phrase)
                found[phrase].append(i)
    return found


def _is_whole(phrase: tuple[str, ...]) -> bool:
    if phrase[0] in FUNCTION_WORDS or phrase[-1] in FUNCTION_WORDS:
        return False
    return sum(word not in FUNCTION_WORDS and word not in _ASKED for word in phrase) >= 2


def _offer(analysis: Analysis, phrase: tuple[str, ...]) -> int:
    """Return 0 where nothing is offered, OFFER where an authority may inform about the same (a
    visa, a loan), SEARCH for a search phrase or the offer of somebody who sells."""
    content = [word for word in phrase if word not in FUNCTION_WORDS and word not in _ASKED]
    selling = max(analysis.once(sales_talk), analysis.once(promotion)) > 0
    local = analysis.once(has_local_title)
    kinds = kinds_of(content)
    if SEARCH in kinds:
        return SEARCH
    if OFFER in kinds:
        return SEARCH if selling or local else OFFER
    return OFFER if selling and len(set(content)) >= _LONG else 0


def _faq(offer: str, questions: tuple[str, ...]) -> str:
    return "\n\n".join(f"## {question.format(offer)}\n\nAsk us by mail." for question in questions)


_ASK = (
    "What does {} cost?",
    "How do I find {}?",
    "How long does {} take?",
    "Is {} worth it?",
    "Who offers {}?",
)

RULE = Rule(
    id="question-frame",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="Questions that all repeat one offer",
    why="Readers know from the first question what the others are about. The phrase is repeated "
    "for search engines.",
    remedy="Say the offer once in the heading above, and ask short questions below it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_faq("roof repair in Leeds", _ASK), content_type=ContentType.MARKDOWN),
        Example(text=_faq("a cheap oak table", _ASK), content_type=ContentType.MARKDOWN),
        Example(
            text=_faq("dog grooming service", (*_ASK, "Where is {} near me?")),
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text=_faq("it", _ASK), content_type=ContentType.MARKDOWN),
        Example(text=_faq("hay fever", _ASK), note="a disease", content_type=ContentType.MARKDOWN),
        Example(
            text="## What does roof repair cost?\n\nAsk.\n\n## How long does it take?\n\nA day.\n\n"
            "## Who does it?\n\nWe do.\n\n## Do you mend gutters?\n\nYes.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
)
