"""The writer's planning notes, published as if they were the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_opening, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases, starts_of
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

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
_GAP = r"\b(?!')(?:[^.!?\n]|\.(?=\w)){0,60}?\b"
# What somebody says who is about to write this text. Memoirs and rules for essays say much of it
# too, so it counts only beside other signs and in certain locations.
_STRONG = (
    r"\b(?:okay|ok|alright),? (?:so )?(?:the user (?:wants|is asking|asks)|i need to (?:"
    r"create|write|craft|come up with|produce|draft))\b|"
    rf"\b(?:we|i) (?:(?:need|have) to|(?:are|am) (?:asked|tasked|supposed) to|must|should)"
    rf" {_PRODUCE}{_GAP}(?:{_TEXT}|{_LENGTH})\b(?: [\w,/'-]+){{0,4}}"
    rf"|\b(?:we're|i'm) (?:asked|tasked|supposed) to {_PRODUCE}{_GAP}"
    rf"(?:{_TEXT}|{_LENGTH})\b"
    rf"|\blet(?:'s|s| us| me) (?:aim (?:for|at|around)|target|shoot for|try to hit|keep it (?:to|"
    rf"around|under|at)|write) (?:a |the )?(?:total (?:of )?)?{_LENGTH}"
    r"|\b(?:let(?:'s|s| us| me)|need to|must) (?:now )?(?:count|tally|estimate)(?::"
    r"| (?:the )?(?:total "
    r")?words?(?! (?:in|of|that)))"
    r"|\b(?:user|system prompt) (?:wants?|asks?|requests?|specifies|requires?|is asking|says?)\b"
    rf"(?: (?:me|us|for))?[^.!?\n]{{0,50}}?\b(?:{_TEXT}|{_LENGTH})\b"
)
# Thinking aloud and notes to oneself, in a clipped form that is not meant for readers.
_ALOUD = (
    r"\b(?:okay|ok|alright),? (?:so )?(?:the user|i need to)\b|\bhmm,|\bthe user (?:said|wants|"
    r"mentioned|asked|asks)\b|\bthey (?:mentioned|specified)\b"
    r"|\blet(?:'s| me) (?:structure|check|think|start with|count)\b"
    r"|\blet(?:'s|s| us| me) (?:now |carefully )?(?:craft|draft|compose|outline|produce|write)\b"
    r"|\blet(?:'s| me) think about (?:the|how)\b|\blet(?:'s| me) aim (?:for|at|around)\b"
    r"|(?:(?<=[.!?:\n] )|(?<=\n)|\A)(?:also )?(?:must|should|need to|no need to) (?:not )?"
    r"(?:include|mention|avoid|provide|keep|use|add|cover|end with|start with|incorporate|be)\b"
    r"|(?<=[.!?] )(?:include|keep|avoid|mention|provide|no) [^.!?\n]{2,30}\."
)
# These, and what is said of any text that is to be written.
_WEAK = (
    rf"{_ALOUD}|\b(?:but )?wait, |\bthey asked for\b"
    r"|(?:(?<=[.!?:\n] )|(?<=\n)|\A)(?:also )?make sure to (?:not )?"
    r"(?:include|mention|avoid|provide|keep|use|add|cover|end with|start with|incorporate|be)\b"
    rf"|\b(?:must|should|need to|needs to) be (?:between )?{_LENGTH}(?! (?:or less|long each))"
    rf"|\b(?:client|prompt|assignment) (?:wants|asks|requests|specifies|requires|says)\b[^.!?\n]"
    rf"{{0,50}}?\b(?:{_TEXT}|{_LENGTH})\b"
    r"|\b(?:i|we) (?:need to|should|must|'ll) (?:make it|make sure|keep it)\b"
    rf"|\b(?:we|i)(?:'ll| will| should| could| can| need to| must) (?:also )?(?:mention|include"
    rf"|avoid|"
    rf"write|use|add|weave in|start with|end with|cover|structure)[^.!?\n]{{0,40}}?\b{_TEXT}\b"
    r"|\b(?:the )?(?:tone|style|format|length|language)(?: should be|:) [\w'-]+"
    rf"|\b(?:the )?{_TEXT} (?:should|must|needs to|has to) (?:be|have|include|contain)\b"
    rf"|\b(?:word count|target|aim for|aiming for)\W{{0,3}}{_LENGTH}?"
    r"|(?:\babout|\baround|\bapprox\.?|\bapproximately|~) ?\d{3,4} words\b"
    r"|\b(?:first|second|third|next|final) paragraph\b|\bavoid (?:hype|fluff|jargon|cliches)\b"
)
_COUNT = "count tally estimate now"
_PRODUCING = "write produce craft draft output generate compose create deliver"
_OPENINGS = (
    phrases("okay ok alright", "so the i")
    | phrases("we i", "need have are am", f"to asked tasked supposed {_PRODUCING}")
    | phrases("we i", "must should", _PRODUCING)
    | phrases("we're i'm", "asked tasked supposed")
    | phrases("let's lets", f"aim target shoot try keep write {_COUNT}")
    | phrases("let", "us me", f"aim target shoot try keep write {_COUNT}")
    | phrases("need", "to", _COUNT)
    | phrases("must", _COUNT)
    | phrases("user", "want wants ask asks request requests specifies require requires is say says")
    | phrases("system", "prompt")
)
_WEAK_ANCHORS = word_set(
    """
    must should need needs sure tone style language format length target aim aiming let's let
    we'll i'll we i word paragraph avoid include keep mention wait hmm user let they
    provide words client prompt assignment okay ok alright no
    """
)
# Thinking aloud about a brief: who asks, what the text should be, what the writer will do, how
# long it is. Three kinds in one passage at the beginning, two of them of these, are no diary.
_THINKING = (
    r"\b(?P<asks>the (?:brief|prompt|user|instructions?|system prompt) (?:asks?|wants?|says?|say"
    r"|specif(?:y|ies)|requires?|mentions?|tells?)\b)"
    r"|\b(?P<text>(?:the|this) (?:article|post|blog post|piece) (?:should|must|needs to"
    r"|has to) (?:be"
    r"|have|include|cover|open|end)\b)"
    r"|\b(?P<self>(?:wait|hmm)[,:]|(?:okay|alright), so\b|now,? (?:writing|drafting)\b"
    r"|final answer:)"
    r"|\b(?P<next>let me (?:re-?count|count|re-?read|rewrite|write|draft|outline|structure"
    r"|check the"
    r" (?:word )?count|think about the structure)\b)"
    r"|\b(?P<will>(?:i'll|i should|i need to|i must|we should|we need to) (?:trim|keep|use|avoid"
    r"|include|mention|write|open with|aim|stay|cut)\b[^.!?\n]{0,40}?\b(?:paragraphs?|headings?"
    r"|words"
    r"|tone|sections?|hook|keywords?|intro|title|sentences?|it (?:under|to|around|below))\b)"
    rf"|\b(?P<length>{_LENGTH})"
)
_THINKING_OPENINGS = (
    phrases("the", "brief prompt user instruction instructions system article post blog piece")
    | phrases("this", "article post blog piece")
    | phrases("wait hmm now final")
    | phrases("okay alright", "so")
    | phrases("let", "me")
    | phrases("i'll")
    | phrases("i we", "should need must")
    | phrases("about around under roughly approximately exactly", "#")
    | phrases("word words")
)
# Two strong signs, or one with two weak ones, are a plan if the writer thinks aloud in it. They
# are in one passage: at the beginning of the text, or close together.
_STRONG_NEEDED, _WEAK_NEEDED, _STRETCH = 2, 2, 2000
_BEGINNING, _KINDS = 90, 3  # words of the text, kinds of thinking
_CROWD, _CROWDED = 3, 400  # signs, characters on either side


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the strong signs if the text contains enough of them close together."""
    strong = [
        match.span()
        for match in at(analysis, _OPENINGS, _STRONG)
        if not is_spoken_of(analysis, *match.span())
    ]
    if not strong:
        yield from _thinking(analysis)
        return
    places = [start for start, _ in strong]
    marks = list(near(analysis, _WEAK_ANCHORS, _WEAK))
    weak = sorted(
        match.start()
        for match in marks
        if not any(start <= match.start() < end for start, end in strong[:50])
    )
    aloud = sorted(m.start() for m in marks if compiled(_ALOUD).match(analysis.text, m.start()))
    planned = False
    for start, end in strong:
        company = _within(places, start)
        orders = _within(weak, start)
        if (company < _STRONG_NEEDED and orders < _WEAK_NEEDED) or not _within(aloud, start):
            continue
        crowd = _within(places, start, _CROWDED) + _within(weak, start, _CROWDED)
        if crowd >= _CROWD or is_opening(analysis, start):
            phrase = excerpt(analysis.text[start:end], 70)
            message = f"“{phrase}” is a planning note, not part of the article"
            planned = True
            yield Hit(span=analysis.to_source(start, end), message=message, count=company)
    if not planned:
        yield from _thinking(analysis)


def _thinking(analysis: Analysis) -> Iterator[Hit]:
    """Yield the first of three kinds of thinking aloud, if the text begins with them."""
    starts = analysis.word_starts
    reach = starts[_BEGINNING] if len(starts) > _BEGINNING else len(analysis.text)
    places = starts_of(analysis, _THINKING_OPENINGS)
    if not places or places[0] >= reach:
        return
    found = list(compiled(_THINKING).finditer(analysis.text, 0, reach))
    kinds = {match.lastgroup for match in found}
    about = kinds & {"asks", "text", "self"}
    if len(kinds) < _KINDS or not about or kinds.isdisjoint(("next", "will")):
        return
    # "The user says the page is slow": no text is spoken of.
    if kinds.isdisjoint(("text", "will", "length")):
        return
    first = found[0]
    if not is_spoken_of(analysis, *first.span()) and not discusses(analysis, AI_TALK):
        phrase = excerpt(first.group(), 70)
        message = f"“{phrase}” is thinking about the task, not part of the article"
        yield Hit(span=analysis.to_source(*first.span()), message=message, count=len(found))


def _within(places: list[int], start: int, reach: int = _STRETCH) -> int:
    return bisect_right(places, start + reach) - bisect_left(places, start - reach)


RULE = Rule(
    id="planning-text",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The writer's planning notes left in the text",
    why="A model's or an editor's notes about the task were published with the article or instead "
    "of it.",
    remedy="Delete the planning notes. If nothing remains, the article was never written.",
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
        Example(
            text="Hmm, the brief asks for a list. I'll use short headings, and then sum up. Paths "
            "lead people."
        ),
        Example(
            text="Okay, so the user is asking for an article on bread. I should keep it warm. "
            "Let me start with the smell. Bread is older than the town."
        ),
    ),
    spares=(
        Example(
            text="We need to write a concise letter of 300 words to the mayor, he said.",
            note="a single sign",
        ),
        Example(
            text="The user wants a fast page. We should include the cache in the plan.",
            note="software",
        ),
        Example(
            text="Essays must be 500 words. Send them to the jury by May.",
            note="rules of a contest",
        ),
        Example(
            text="The client wants a story; the client asks for jokes. The title should be short. "
            "An essay must be 300 words. The prompt required a poem.",
            note="about the work of others",
        ),
        Example(
            text="I need to write an article of 800 words by noon. The second paragraph is bad, "
            "and I should add a headline to the piece.",
            note="a diary",
        ),
        Example(
            text="Wait, the user says the page is slow. Let me write it down, and we will see."
        ),
        Example(text="Let's count the ways: there are four."),
    ),
    check=check,
    weight=0.7,
)
