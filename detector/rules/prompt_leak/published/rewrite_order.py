"""The order to work on a given text, published with the result: "Please rewrite the passage".

What makes it one: somebody is told to rewrite, shorten or continue "the given text", to write one
"based on this sentence", or how "the rewritten passage" has to be. Exercises give such orders to a
learner, and editors ask their readers for such work. So one order, at an end of the text, warns;
two different orders fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled, near, phrases
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis

_TEXT = (
    r"(?:passages?|paragraphs?|texts?|articles?|story|stories|essay|review|abstract|sentences?"
    r"|(?:blog )?posts?|content|draft|e-?mail|summary|news(?: article| piece| story)?|piece"
    r"|headline|description|transcript)"
)
_WORK = (
    r"(?:rewrite|re-write|paraphrase|rephrase|reword|summari[sz]e|proofread|humani[sz]e|polish"
    r"|expand on|shorten|continue|translate|edit|improve)"
)
# What people ask of each other too, where the text is not "given".
_TOLD = r"(?:rewrite|re-write|paraphrase|rephrase|reword|proofread|humani[sz]e|polish)"
# Somebody is to send the result, or may do it or not.
_PERSON = (
    r"[^.!?\n]{0,160}\b(?:if you (?:can|know|like|wish)|(?:send|post|bring|hand) (?:it|them)"
    r"|share your)\b"
)
_TELLS = (
    r"(?:please,? (?:now |help me )?|kindly |(?:can|could|would) you (?:please )?|(?:your"
    r"|the) (?:task"
    r"|job|goal) is to |(?:i want|i need|i'd like|we need|we want) you to |you (?:are|have been)"
    r" (?:asked|tasked|given) to |prompt: ?)"
)
_GIVEN = r"(?:(?:the|this|my|these) )?(?:given|following|above|below|provided|attached|supplied)"
_ORDER = (
    rf"\b(?:{_TELLS}(?:{_WORK} {_GIVEN}|{_TOLD} (?:the|this|my|these|each)) (?:[\w-]+ )?{_TEXT}\b"
    rf"|{_WORK} {_GIVEN} (?:[\w-]+ )?{_TEXT}\b(?=[^.!?\n]{{0,80}}(?:[.!?:\n]|\Z))"
    rf"|please,? (?:provide|write|give|share|generate|return)(?: me)?(?: with)? (?:the|an?|your)"
    rf" (?:rewritten|paraphrased|rephrased|polished) {_TEXT}\b"
    rf"|(?:the|your) (?:rewritten|paraphrased|rephrased|polished) (?:{_TEXT} )?(?:should|must"
    r"|needs? to|has to)\b|your (?:rewrite|paraphrase|rewriting) (?:should|must|needs? to|has to)\b"
    rf"|(?:write|generate|create|compose|produce)(?: me)? (?:an?|the) (?:[\w-]+,? ){{0,5}}?{_TEXT}"
    r"(?: (?:in|of|with) [^.!?\n]{1,30}?)? (?:based on|using|from|for) (?:this\b(?=:|"
    rf" {_TEXT}\b)|(?:the )?(?:given|following|provided|above) {_TEXT}"
    rf"|the (?:article )?(?:{_TEXT}|title) (?:provided|given|below|above)\b))"
)
_ANCHORS = (
    word_set(
        "rewrite write paraphrase rephrase reword summarize summarise proofread humanize humanise"
        " polish shorten translate rewritten paraphrased rephrased polished rewriting"
    )
    | phrases("given following above below provided attached supplied", "passage passages paragraph"
              " paragraphs text texts article articles story stories essay review abstract sentence"
              " sentences blog post posts content draft summary news piece headline description"
              " transcript")
    | phrases("based", "on", "this the")
    | phrases("please", "provide write give share generate return help now")
)  # fmt: skip
# Exercises and lessons give such orders to learners, help pages to readers.
_LEARNING = word_set(
    """
    student students exercise exercises exam exams assignment homework lesson lessons worksheet
    learners learner pupils teacher teachers class classroom quiz course grammar essays marks
    submit submission submissions editor's contributors translator translators
    """
)
_EDGE = 60  # words from either end


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the orders at either end, and all of them where two are different."""
    found = [
        match
        for match in near(analysis, _ANCHORS, _ORDER, before=60, after=160)
        if (opens_sentence(analysis, match.start()) or match.group().endswith(" this"))
        and not is_spoken_of(analysis, match.start(), match.start() + 1, says=True)
        and not compiled(_PERSON).match(analysis.text, match.end())
    ]
    if not found or discusses(analysis, AI_TALK) or is_technical(analysis):
        return
    if sum(analysis.word_counts[word] for word in _LEARNING if word in analysis.vocabulary) >= 2:
        return
    different = len({match.group().lower() for match in found}) >= 2
    for match in found:
        start, end = match.span()
        follows = analysis.text.startswith("based on this:", end - len("based on this"))
        edge = is_opening(analysis, start, _EDGE) or is_closing(analysis, end, _EDGE)
        sure = different or follows
        if sure or edge:
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{excerpt(match.group(), 70)}” is an order for the text, published in it",
                severity=Severity.ERROR if sure else Severity.WARNING,
                weight=None if sure else 0.4,
            )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="rewrite-order",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The order to rewrite a text, published with the result",
    why="“Please rewrite the passage” was said to a tool. Readers see how the page was made, and "
    "that nobody read it.",
    remedy="Delete the order, and the older text if it is there too.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Please rewrite the passage to make it more convincing.\n\n{_PATHS}"),
        Example(text=f"{_PATHS}\n\nThe rewritten text should be clear and easy to read."),
        Example(text=f"{_PATHS} Write a short news piece based on this sentence: {_PATHS}"),
        Example(text=f"Can you paraphrase this article in 200 words? {_PATHS}"),
    ),
    spares=(
        Example(
            text=f"Exercise 4. Rewrite the following sentences in the past tense. {_PATHS} The "
            "students hand in the exercise on Monday.",
            note="an exercise",
        ),
        Example(text=f'He wrote to me: "Please rewrite the passage." {_PATHS}', note="quoted"),
        Example(text=f"The council should rewrite the law. Please read the text below. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nPlease share this article, and write to the editor."),
        Example(text=f"Could you summarise the problem for us? {_PATHS}", note="an interview"),
        Example(text=f"Please rewrite this page if you know more of paths. {_PATHS}"),
        Example(text=f"Please rephrase the text below in Scots, and send it to us. {_PATHS}"),
        Example(text=f"{_PATHS}\n\nPlease continue the story with what you saw yourself."),
    ),
    check=check,
    weight=0.7,
)
