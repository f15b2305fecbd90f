"""The writer's own planning, published as if it were the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, near, phrases
from detector.rules.surroundings import word_set

_TEXT = (
    r"(?:articles?|blog posts?|posts?|essays?|paragraphs?|headlines?|titles?|subtitles?"
    r"|conclusions?"
    r"|introductions?|intros?|outlines?|drafts?|summar(?:y|ies)|sections?|headings?|markdown"
    r"|front ?matter|meta description|keywords?|call to action|cta|hashtags?|piece|tweets?"
    r"|captions?"
    r"|stor(?:y|ies)|synopsis|script|poem|blog|newsletter|hook)"
)
_LENGTH = (
    r"(?:(?:approx(?:imately|\.)?|around|about|roughly|exactly|at least|under|max(?:imum)?|~) ?)?"
    r"\d{2,4}(?: ?(?:-|–|to) ?\d{2,4})?[- ]?words?"
)
_PRODUCE = r"(?:write|produce|craft|draft|output|generate|compose|create|deliver)"
# What only somebody says who is about to write this very text.
_STRONG = (
    r"\b(?:okay|ok|alright),? (?:so )?(?:the user (?:wants|is asking|asked|said)|i need to (?:"
    r"create|write|craft|come up with|produce|draft))\b|"
    rf"\b(?:we|i)(?:'re| are)? (?:need|have|asked|tasked|supposed|must|should) (?:to )?{_PRODUCE}\b"
    rf"(?:[^.!?\n]|\.(?=\w)){{0,60}}?\b(?:{_TEXT}|{_LENGTH})\b(?: [\w.,/'-]+){{0,4}}"
    rf"|\blet(?:'s|s| us| me) (?:aim (?:for|at|around)|target|shoot for|try to hit|keep it (?:to|"
    rf"around|under|at)|write) (?:a |the )?(?:total (?:of )?)?{_LENGTH}"
    r"|\b(?:let(?:'s|s| us| me)|need to|must) (?:now )?(?:count|tally|estimate)(?::"
    r"| (?:the )?(?:total "
    r")?words?(?! (?:in|of|that)))"
    r"|\b(?:user|client|prompt|system prompt|assignment) (?:wants?|asks?|asked|requests?|"
    r"requested|specifie[sd]|requires?|is asking|says?|said)\b(?: (?:me|us))?[^.!?\n]{0,50}?"
    rf"\b(?:{_TEXT}|{_LENGTH})\b"
    rf"|\b(?:must|should|need to|needs to) be (?:between )?{_LENGTH}(?! (?:or less|long each))"
)
# Orders to oneself and thinking aloud, which need company.
_WEAK = (
    r"\b(?:but )?wait, |\bhmm,|\bthey (?:mentioned|specified|asked for)\b|\bthe user (?:said|wants|"
    r"mentioned|asked)\b|\blet(?:'s| me) (?:structure|check|think)\b|"
    r"(?:(?<=[.!?:\n] )|(?<=\n)|\A)(?:also )?(?:must|should|need to|no need to"
    r"|make sure to) (?:not )?"
    r"(?:include|mention|avoid|provide|keep|use|add|cover|end with|start with|incorporate|be)\b"
    rf"|\b(?:we|i)(?:'ll| will| should| could| can| need to| must) (?:also )?(?:mention|include"
    rf"|avoid|"
    rf"write|use|add|weave in|start with|end with|cover|structure)[^.!?\n]{{0,40}}?\b{_TEXT}\b"
    rf"|\blet(?:'s|s| us| me) (?:now |carefully )?(?:craft|draft|compose|outline|produce|write|"
    rf"structure|think about (?:the|how))\b"
    r"|\b(?:the )?(?:tone|style|format|length|language)(?: should be|:) [\w'-]+"
    rf"|\b(?:the )?{_TEXT} (?:should|must|needs to|has to) (?:be|have|include|contain)\b"
    rf"|\b(?:word count|target|aim for|aiming for)\W{{0,3}}{_LENGTH}?"
    r"|(?<=[.!?] )(?:include|keep|avoid|mention|provide|no) [^.!?\n]{2,30}\."
    r"|(?:\babout|\baround|\bapprox\.?|\bapproximately|~) ?\d{3,4} words\b"
    r"|\b(?:first|second|third|next|final) paragraph\b|\bavoid (?:hype|fluff|jargon|cliches)\b"
)
_LONG = "# approximately approx around about roughly exactly at under max maximum"
_COUNT = "count tally estimate now"
_NEEDED = "need have asked tasked supposed must should"
_PRODUCING = "write produce craft draft output generate compose create deliver"
_OPENINGS = (
    phrases("okay ok alright", "so the i")
    | phrases("we i we're i're", _NEEDED, "to", _PRODUCING)
    | phrases("we i we're i're", _NEEDED, _PRODUCING)
    | phrases("we i", "are", _NEEDED)
    | phrases("let's lets", f"aim target shoot try keep write {_COUNT}")
    | phrases("let", "us me", f"aim target shoot try keep write {_COUNT}")
    | phrases("need needs", "to", _COUNT)
    | phrases("must", _COUNT)
    | phrases("must should", "be", f"between {_LONG}")
    | phrases("need needs", "to", "be", f"between {_LONG}")
    | phrases(
        "user client prompt assignment",
        "want wants ask asks asked request requests requested specifies specified require requires "
        "is say says said",
    )
    | phrases("system", "prompt")
)
_WEAK_ANCHORS = word_set(
    """
    must should need needs sure tone style language format length target aim aiming let's let
    we'll i'll we i word paragraph avoid include keep mention wait hmm user let they
    provide words
    """
)
# Two strong marks, or one with two weak ones, are a plan; a plan stands in one stretch.
_STRONG_NEEDED, _WEAK_NEEDED, _STRETCH = 2, 2, 2000


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the strong marks, as errors if the text holds enough of them close together."""
    strong = [
        match.span()
        for match in at(analysis, _OPENINGS, _STRONG)
        if not is_spoken_of(analysis, *match.span())
    ]
    if not strong:
        return
    places = [start for start, _ in strong]
    weak = sorted(
        match.start()
        for match in near(analysis, _WEAK_ANCHORS, _WEAK)
        if not any(start <= match.start() < end for start, end in strong[:50])
    )
    for start, end in strong:
        company = _within(places, start)
        orders = _within(weak, start)
        if company >= _STRONG_NEEDED or orders >= _WEAK_NEEDED:
            phrase = " ".join(analysis.text[start:end].split())
            message = f"“{phrase[:70]}” is planning for the text, not part of it"
            yield Hit(span=analysis.to_source(start, end), message=message, count=company)


def _within(places: list[int], start: int) -> int:
    return bisect_right(places, start + _STRETCH) - bisect_left(places, start - _STRETCH)


RULE = Rule(
    id="planning-text",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The writer's planning stands in the text",
    why="A model's reasoning about the task, or an editor's, was published with the article or "
    "instead of it.",
    remedy="Delete the planning; if nothing remains, the article was never written.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="We need to write a concise 400-500 word educational article on soil. Must "
            "include a title. Let's aim around 440 words. Soil is alive."
        ),
        Example(
            text="The user wants a blog post on bread. We should include a keyword in the title. "
            "Let me count words."
        ),
        Example(
            text="I need to produce an SEO article of 600 words. The article should be 600-700 "
            "words. Let's craft the final answer."
        ),
    ),
    spares=(
        Example(
            text="We need to write a concise letter of 300 words to the mayor, he said.",
            note="once",
        ),
        Example(
            text="The user wants a fast page. We should include the cache in the plan.",
            note="software",
        ),
        Example(
            text="Essays must be 500 words. Send them to the jury by May.",
            note="rules of a contest",
        ),
        Example(text="Let's count the ways: there are four."),
    ),
    check=check,
    weight=0.7,
)
