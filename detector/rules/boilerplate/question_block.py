"""Blocks of templated questions, whose answers begin by repeating the question.

An interview is none: its questions address a person, who answers at length or of themselves. What
a company asks itself for its readers ("Do you ship abroad? We ship …") is answered by a "we", and
what readers ask ("Can I …?") by a "you".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis, Sentence
from detector.text.averages import median
from detector.text.document import HEADING_KINDS, BlockKind, ContentType
from detector.text.keyphrases import FUNCTION_WORDS, fold

_MIN_PAIRS = 3
# The share of the question's long words that its answer's first sentence repeats. Measured on
# question headings of human question-and-answer pages: half of them stay below 0.3.
_ECHO = 0.5
_MIN_WORDS, _MAX_WORDS = 5, 26
_MIN_LETTERS = 4
_ADDRESS = word_set("you your yours yourself you're you've")
_SPEAKER = word_set("i i'm i've i'd i'll my me mine myself")
# Share of the questions that address a person, and of the answers in which that person speaks;
# half of it is enough where the middle answer is long, as one may speak of the subject.
_INTERVIEW_SHARE = 0.4
_LONG_ANSWER = 80  # words
_STEM = 6  # letters that must agree: "restore", "restoration"
_OPENERS = word_set(
    """
    what why how when where who which is are can does do will should has have did could would was
    """
)


def _is_question(analysis: Analysis, sentence: Sentence) -> bool:
    """Return whether the sentence ends in a question mark that is not of a name in code: "odd?"."""
    return (
        analysis.text[sentence.end - 1] == "?"
        and not analysis.is_code(sentence.end - 1, sentence.end)
        and _MIN_WORDS <= sentence.last_word - sentence.first_word <= _MAX_WORDS
    )


def _content(analysis: Analysis, sentence: Sentence) -> set[str]:
    words = analysis.words[sentence.first_word : sentence.last_word]
    return {word[:_STEM] for word in words if len(word) >= _MIN_LETTERS and word not in _OPENERS}


def _ends_answer(analysis: Analysis, answer: Sentence, following: Sentence) -> bool:
    return following.block != answer.block or analysis.text[following.end - 1] == "?"


def _adds(analysis: Analysis, question: Sentence, answer: Sentence) -> bool:
    """Return whether ``answer`` has a word of its own, be it "yes" or a number."""
    asked, given = (
        {
            fold(word)[:_STEM]
            for word in analysis.words[sentence.first_word : sentence.last_word]
            if word not in FUNCTION_WORDS
        }
        for sentence in (question, answer)
    )
    return not given <= asked


def _goes_on(analysis: Analysis, answer: Sentence) -> bool:
    """Return whether the answer's first sentence opens a list or a sample: "when:"."""
    text = analysis.text
    end = analysis.word_ends[answer.last_word - 1]
    if ":" in text[end : end + 3] or text[answer.end - 1] == ":":
        return True
    block = analysis.blocks[answer.block]
    following = analysis.blocks[answer.block + 1 : answer.block + 2]
    unended = answer.end >= block.end and text[answer.end - 1] not in ".!?\"')"
    return unended and any(each.kind is BlockKind.LIST_ITEM for each in following)


def _is_interview(analysis: Analysis, questions: Sequence[Sentence]) -> bool:
    """Return whether these are an interviewer's questions: one asks a person, who answers."""
    if not questions:
        return False
    words = analysis.words
    ends = [question.first_word for question in questions[1:]] + [len(words)]
    asked = [words[question.first_word : question.last_word] for question in questions]
    answers = [
        words[question.last_word : end] for question, end in zip(questions, ends, strict=True)
    ]
    least = _INTERVIEW_SHARE * len(questions)
    addressed = sum(not _ADDRESS.isdisjoint(each) for each in asked)
    if addressed < least or any(not _SPEAKER.isdisjoint(each) for each in asked):
        return False
    spoken = sum(not _SPEAKER.isdisjoint(each) for each in answers)
    long = median(map(len, answers)) >= _LONG_ANSWER
    return spoken >= (least / 2 if long else least)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each question that is answered by its own words, if the text contains three or more.

    An answer that goes on to say something is written to match a query, but is an answer.
    """
    if analysis.text.count("?") < _MIN_PAIRS:
        return
    sentences, blocks = analysis.sentences, analysis.blocks
    echoed: list[tuple[Sentence, bool]] = []
    for i, (question, answer) in enumerate(pairwise(sentences)):
        if not _is_question(analysis, question) or analysis.text[answer.end - 1] == "?":
            continue
        asked = _content(analysis, question)
        if len(asked) >= 2 and len(asked & _content(analysis, answer)) >= _ECHO * len(asked):
            if _goes_on(analysis, answer):
                continue
            alone = i + 2 == len(sentences) or _ends_answer(analysis, answer, sentences[i + 2])
            echoed.append((question, alone and not _adds(analysis, question, answer)))
    if len(echoed) >= _MIN_PAIRS and not _is_interview(analysis, [each for each, _ in echoed]):
        for question, empty in echoed:
            yield Hit(
                span=analysis.to_source(question.start, question.end),
                message=f"the answer {'only repeats' if empty else 'begins by repeating'} the "
                "question",
                count=len(echoed),
                severity=None if empty else Severity.INFO,
            )
    echoed_starts = {question.start for question, _ in echoed}
    # A heading of two questions is one heading.
    headings = list(
        {
            s.block: s
            for s in reversed(sentences)
            if blocks[s.block].kind in HEADING_KINDS and _is_question(analysis, s)
        }.values()
    )[::-1]
    others = sum(block.kind in HEADING_KINDS for block in blocks) - len(headings)
    if (
        len(headings) >= _MIN_PAIRS
        and len(headings) > others
        and not _is_interview(analysis, headings)
    ):
        for heading in headings:
            if heading.start not in echoed_starts or len(echoed) < _MIN_PAIRS:
                yield Hit(
                    span=analysis.to_source(heading.start, heading.end),
                    message=f"{len(headings)} of {len(headings) + others} headings are questions, "
                    "a form made for search engines",
                    count=len(headings),
                    severity=Severity.INFO,
                    weight=0.03,
                )


RULE = Rule(
    id="question-block",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="Questions that only search engines ask, with answers that repeat them",
    why="Such blocks are written to match search queries. Readers get each sentence twice.",
    remedy="Keep the questions that readers really ask, and answer them directly.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="What materials are best for garden paths?\nThe best materials for garden paths "
            "are gravel and slate.\nHow much do garden paths cost?\nGarden paths cost about forty "
            "pounds a metre.\nWhy should garden paths have a slope?\nGarden paths should have a "
            "slope so that they drain."
        ),
        Example(
            text="Q1: Is the ferry company reliable in winter? The ferry company is reliable in "
            "winter. Q2: Does the ferry carry bicycles? The ferry carries bicycles. Q3: Can I book "
            "the ferry online? You can book the ferry online."
        ),
        Example(
            text="# Ferry\n\n## Why did the council close it?\n\nRust had eaten the bolts.\n\n"
            "## How will people cross the river?\n\nBoats go every hour.\n\n"
            "## What will happen next year?\n\nSteel will be dear.\n",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text="What shall we do? We wait. Who comes? Nobody. Where is the ferry? It sank."),
        Example(
            text="Can I take my bicycle on the ferry?\nYes, for two pounds.\nThe bridge\nIt is "
            "closed until spring, and walkers go round by the mill.\nThe mill\nIt is open."
        ),
        Example(text="How much does the ferry cost? The ferry costs two pounds. It sails at nine."),
        Example(
            text="# Tolls\n\n## When do you charge heavy vehicles?\n\nWe charge heavy vehicles "
            "when:\n\n- they weigh four tons\n\n## Who counts as a resident here?\n\nA resident "
            "here is\n\n- an islander\n\n## Where is the collected money spent?\n\nThe collected "
            "money is spent on\n\n- paint\n\n## Notes\n\nNone.\n\n## Rates\n\nLow.\n\n"
            "## Boats\n\nFree.\n\n## Bicycles\n\nFree.\n",
            content_type=ContentType.MARKDOWN,
            note="the answer is the list",
        ),
        Example(
            text="# A ferryman\n\n## When did you first steer the ferry?\n\nI was nine, and my "
            "uncle slept.\n\n## What do you do in winter then?\n\nI mend nets, and I read.\n\n"
            "## Why do people still cross by boat?\n\nMy guess is that they like the wind.\n",
            content_type=ContentType.MARKDOWN,
            note="an interview",
        ),
    ),
    check=check,
    weight=0.08,
    cap=0.3,
)
