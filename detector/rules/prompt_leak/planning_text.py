"""The writer's own planning, published as if it were the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near

_TEXT = (
    r"(?:articles?|blog posts?|posts?|essays?|paragraphs?|headlines?|titles?|subtitles?"
    r"|conclusions?"
    r"|introductions?|intros?|outlines?|drafts?|summar(?:y|ies)|sections?|h[1-3]s?|headings?"
    r"|bullets?"
    r"|markdown|front ?matter|meta description|keywords?|call to action|cta|hashtags?|json|answer"
    r"|piece|content|copy|tweets?|captions?|stor(?:y|ies)|words)"
)
_MAKE = (
    r"(?:write|produce|craft|draft|output|generate|compose|create|include|mention|avoid|provide"
    r"|format|return|deliver|keep|use|add|ensure|start with|end with|follow|cover|incorporate)"
)
_LENGTH = (
    r"(?:(?:approx(?:imately|\.)?|around|about|roughly|exactly|at least|under|max(?:imum)?|~) ?)?"
    r"\d{2,4}(?: ?(?:-|–|to) ?\d{2,4})?[- ]?words?"
)
# Talk that only somebody who is about to write this very text has reason for.
_STRONG = (
    rf"\b(?:we|i) (?:need|have|are asked|are tasked|must|should) (?:to )?{_MAKE} (?:an?|the|this"
    rf"|our|only|in)? ?(?:[\w.,/'-]+ ){{0,6}}?(?:{_LENGTH}|seo|concise|educational|engaging"
    rf"|markdown"
    rf"|dev\.to|linkedin|medium)\b(?: [\w.,/'-]+){{0,4}}"
    rf"|\blet(?:'s|s| us| me) (?:aim (?:for|at|around)|target|shoot for|try to hit|keep it (?:to|"
    rf"around|under|at)) (?:a |the )?(?:total (?:of )?)?{_LENGTH}"
    r"|\blet(?:'s|s| us| me) (?:now )?(?:count|check|estimate|tally) (?:the )?words?\b"
    r"(?! (?:in|of|that))"
    rf"|\blet(?:'s|s| us| me) (?:now |carefully )?(?:craft|draft|compose|outline|produce)\b"
    rf"(?: (?:it|this|that|the|an?|our|my|final|full|\w+)){{0,3}}? ?(?:{_TEXT}|answer|carefully|now"
    r"|response)?(?=[.:,!\n])"
    r"|\bthe (?:user|client|prompt|instructions?|system prompt|brief|assignment)"
    r" (?:wants?|asks?|asked|says?|said|requests?|requested|specifie[sd]|requires?|provided|gave)"
    r"(?: (?:us|me))?(?: for| to| that| an?| the| us)? [\w'-]+"
    rf"|\b(?:the )?(?:article|post|output|answer|response|essay|piece|blog post) (?:should|must"
    rf"|needs to|has to) be (?:between )?{_LENGTH}"
    rf"|\b(?:must|should|need to|needs to) be (?:between )?{_LENGTH}(?! (?:or less|long each))"
    r"|\bwe(?:'ll| will| should| can| could|'re going to) (?:also )?(?:mention|include|reference|"
    rf"avoid|write|produce|use|add|weave in) (?:the |an? )?(?:[\w'-]+ ){{0,2}}?(?:{_TEXT}|keyword"
    rf"|phrase)\b"
)
# Orders to oneself that need company: short imperatives about form.
_WEAK = (
    rf"\b(?:must|should|need to|needs to|make sure to|be sure to|ensure to|remember to|do not|don't"
    rf"|no need to) {_MAKE} (?:an?|the|any|some)? ?(?:[\w'-]+ ){{0,3}}?{_TEXT}\b"
    rf"|\b(?:we|i) (?:need|have|must|should) (?:to )?{_MAKE} (?:an?|the|this|some)? ?(?:[\w'-]+ )"
    rf"{{0,3}}?{_TEXT}\b"
    r"|\b(?:tone|style|audience|format|length)(?: should be|:) [\w'-]+"
    rf"|\b(?:target|aim)(?:ing)?(?: for)? {_LENGTH}"
    r"|\b(?:okay|ok|alright|now),? let(?:'s| me) (?:write|start|begin|think)\b"
)
_ANCHORS = frozenset(
    """
    need let's lets let user client prompt instructions instruction brief assignment word words
    we'll must should have
    """.split()
)
_WEAK_ANCHORS = frozenset(
    "must should need needs sure ensure tone style audience format length target aim let's".split()
)
# Two strong marks, or one with three weak ones, are a plan; a plan stands in one stretch.
_STRONG_NEEDED, _WEAK_NEEDED, _STRETCH = 2, 3, 2500


def _check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the strong marks, as errors if the text holds enough of them close together."""
    strong = [
        match.span()
        for match in near(analysis, _ANCHORS, _STRONG)
        if not is_spoken_of(analysis, *match.span())
    ]
    if not strong:
        return
    places = [start for start, _ in strong]
    weak = [m.start() for m in near(analysis, _WEAK_ANCHORS, _WEAK)]
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
    check=_check,
    weight=0.7,
)
