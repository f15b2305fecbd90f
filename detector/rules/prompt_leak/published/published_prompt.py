"""The prompt itself was published: "Write a blog post on … Return only HTML. Do not mention …".

What makes it one: an order to write a text, and after it conditions of several kinds, one of which
only a machine is given: to return nothing else, to use an exact format, to play a part. Rules of
contests and style guides also give lengths, tones and things to avoid; they order no machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    discusses,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.text.analysis import Analysis

_ORDER = (
    r"(?:write|create|generate|craft|compose|produce|draft)(?: me)? (?:an? |the |\d )(?:[\w,'’-]+ )"
    r"{0,6}?(?:blog posts?|articles?|posts?|essay|newsletter|landing page|product descriptions?"
    r"|press release|listicle|guide|web page)\b"
)
# Conditions that only a machine is given.
_MACHINE = (
    r"\b(?P<only>(?:return|output|respond with|reply with|give me|provide) (?:only|nothing but"
    r"|just)"
    r"|only (?:return|output|respond with)|(?:do not|don't) (?:output|return|wrap|add any (?:text|"
    r"explanation|commentary)|include any (?:explanation|commentary|preamble)|explain your))\b"
    r"|\b(?P<format>(?:format|write|list|output|return)\b[^.\n]{0,50}\b(?:exactly like this"
    r"|in exactly"
    r" this|as valid (?:json|html)|in (?:markdown|html|json)(?: format)?)|use (?:markdown|html|h2)"
    r"(?: and h3)? (?:headings?|format(?:ting)?|tags?|syntax))"
    r"|\b(?P<part>act as an? |you are an? (?:expert|professional|experienced|senior|seasoned|world"
    r"|seo|skilled|helpful)\b)"
    r"|\b(?P<covered>already[- ](?:covered|published|used) (?:topics?|titles?|articles?)"
    r"|(?:completely"
    r"|entirely) different from\b[^.\n]{0,60}\b(?:topics?|titles?|articles?|posts?)"
    r"|(?:do not|don't) (?:repeat|reuse) (?:any )?(?:topics?|titles?|previous))\b"
)
# Conditions that people are given too.
_ANY = (
    r"\b(?P<avoid>(?:do not|don't|never|avoid) (?:use|using|include|mention|write|start|add))\b"
    r"|\b(?P<length>\d{3,4}(?: ?[-–] ?\d{3,4})?[ -]words?|word count)\b"
    r"|\b(?P<tone>(?:tone|style|voice|target audience|audience|language|keywords?) ?:|(?:friendly"
    r"|professional|conversational|engaging) tone)"
    r"|\b(?P<first>first, (?:research|search|find|analy[sz]e|identify))\b"
    r"|\b(?P<then>then (?:pick|choose|select|write|generate))\b"
    r"|\b(?P<parts>(?:include|add|end with|start with|must (?:include|have|contain)"
    r"|should (?:include"
    r"|have|contain)) (?:an? |the |at least |\d )(?:[\w-]+ ){0,2}?(?:titles?|intro\w*|headings?"
    r"|conclusion|tags|faqs?|call to action|hook|meta description|examples?|links?))\b"
)
_OPENINGS = phrases(
    "write create generate craft compose produce draft", "a an the me # two three five ten"
)
_REACH = 1800  # characters after the order
_KINDS = 3


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the order of a prompt that is followed by its conditions."""
    text = analysis.text
    about = None
    last = -_REACH
    for match in at(analysis, _OPENINGS, _ORDER):
        start, end = match.span()
        if start - last < _REACH:
            continue
        # Whoever reports a prompt says first who wrote it.
        if is_spoken_of(analysis, start, end, says=not is_opening(analysis, start, 8)):
            continue
        # In a pasted chat the order follows the labels of the page, without a full stop.
        if not (opens_sentence(analysis, start) or match.group()[0].isupper()):
            continue
        low = max(0, start - _REACH // 6)
        machine = {m.lastgroup for m in compiled(_MACHINE).finditer(text, low, end + _REACH)}
        others = {m.lastgroup for m in compiled(_ANY).finditer(text, start, end + _REACH)}
        if not machine or len(machine) + len(others) < _KINDS:
            continue
        if about is None:
            about = discusses(analysis, AI_TALK)
        if about:
            return
        last = start
        message = f"“{excerpt(match.group(), 60)}” begins a prompt; it was published as text"
        yield Hit(span=analysis.to_source(start, end), message=message)


RULE = Rule(
    id="published-prompt",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The prompt published as text",
    why="An order such as “Return only HTML” was meant for a machine. It shows readers how the "
    "page was produced.",
    remedy="Delete the prompt. If nothing remains, the article was never written.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="Write a detailed blog post about garden paths of 900 words. Do not mention "
            "concrete. Return only the HTML."
        ),
        Example(
            text="You are an expert gardener. Write an engaging article on gravel. Tone: friendly. "
            "Include a call to action at the end."
        ),
        Example(
            text="Create a long listicle on slate. First, research the prices. Pick one that is "
            "completely different from the topics below. Format the tags exactly like this."
        ),
    ),
    spares=(
        Example(
            text="Write an article of 900 words on your garden. Do not include photos. Tone: "
            "friendly. The jury meets in May.",
            note="rules of a contest",
        ),
        Example(
            text='He typed "Write a blog post about paths of 900 words. Return only the HTML." '
            "and went for tea.",
            note="quoted",
        ),
        Example(text="Write a post about your path, and return only when the gravel is dry."),
    ),
    check=check,
    weight=0.7,
)
