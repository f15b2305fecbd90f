"""An agent reports its finished work, and the report is published with it.

What makes it one: the text says of itself that it is written, how long it is against the brief,
where the file is saved, or that the facts were checked, and then hands over "the article body".
Authors say one of these things at times ("the book is finished"); none says how long the article
is against a target, or where its file is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
from detector.rules.search import at, near, phrases
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

_PIECE = r"(?:article|blog post|post|story|piece|draft|copy|write-?up|html|markdown|file)"
_FILE = r"[~.\w/\\-]{1,120}\.(?:html?|mdx?|txt|docx?|json)\b"
# Certain by itself: how long the text is against the brief, and what it calls its body.
_LENGTH = (
    r"(?P<length>\b\d[\d,]{1,6}[ -]words?\)?,? (?:which is |and is |so |comfortably |well "
    r"|right ){0,3}"
    r"(?:within|inside|under|in line with|meeting|matching|hitting|against) (?:the |your |my )?"
    r"(?:requested |required |specified |target |given "
    r"|agreed )?(?:\d[\d,–—-]{2,10}[ -]?(?:words?)?"
    r" ?)?(?:brief|target|range|word (?:count|limit|range|target)|spec(?:ification)?s?"
    r"|requirements?|length|instructions)\b)"
)
# Said by authors too; two different ones in one passage are a report.
_SAID = (
    r"(?P<body>\b(?:here is|here's|below is|this is) (?:the |your )?(?:complete |full |final"
    r" |finished |ready |clean |raw ){0,3}(?:html |markdown )?(?:article|post|story)(?:'s)? (?:body"
    r"|html|markdown|content|text)\b(?=[^.\n]{0,40}:))"
    rf"|(?P<done>\b(?:the|your) {_PIECE} (?:is|has been) (?:now )?(?:complete|written|finished"
    rf"|saved"
    r"|ready|drafted)\b(?! (?:by|in|for|with|to)\b))"
    r"|(?P<checked>\b(?:facts?|claims?|sources?|figures|quotes?"
    r"|names and"
    r" dates|story|details) (?:(?:are|is|were|was|have been|has been) )?(?:all )?(?:verified"
    r"|check(?:s|ed)? out|confirmed|fact-?checked|cross-?checked)\b)"
    rf"|(?P<hands>\b(?:so )?(?:here is|here's) the (?:complete |full |final )?(?:html )?{_PIECE}"
    r"\b(?=[.:]))"
    rf"|(?P<saved>\b(?:saved|written|exported) (?:it |the {_PIECE} |the file )?(?:to|at|as|under"
    rf"|in) [`'\"“]?{_FILE})"
    rf"|(?P<filed>\bi(?:'ve| have) (?:saved|written|exported) the (?:[\w-]+ ){{0,2}}?(?:article"
    rf"|blog post|post|story|draft|write-?up) (?:to|at|as|under|in) [`'\"“]?{_FILE})"
    r"|(?P<have>\b(?:i|we)(?: now)? have(?: now)? (?:(?:all (?:of )?the|enough|everything i need"
    rf"|sufficient) [^.\n]{{0,40}}?\bto (?:write|draft|compose) the (?:{_PIECE}|section|report"
    r"|summary|introduction|conclusion)\b|everything (?:i|we) need(?=[.!])"
    r"|(?:all (?:of )?the|enough|sufficient|a (?:clear|complete|comprehensive|thorough|solid"
    r"|good|full))"
    r" (?:[\w-]+ ){0,2}?(?:information|context|details|data|material|picture|understanding"
    r"|overview)"
    r"(?: (?:needed|required|i need|necessary))?\b))"
    rf"|(?P<intent>\b(?:now )?(?:let me|i'll|i will)(?: now)? (?:write|draft|compose|save|create"
    rf"|produce|compile|generate|build|prepare|provide|put together|synthesi[sz]e) (?:(?:the|a"
    rf"|your)"
    rf" (?:[\w-]+ ){{0,3}}?(?:{_PIECE}|report|summary|plan|documentation|analysis|guide|brief"
    rf"|review)\b"
    rf"|(?:it|this)(?: now| up| out| together)?(?: for you)?(?=[.!:])))"
    rf"|(?P<final>\bhere(?:'s| is) (?:my|the|your) (?:final|complete|full"
    rf"|comprehensive) (?:[\w-]+ )"
    r"{0,2}?(?:report|summary|plan|analysis|answer|review|documentation)\b(?=[.:]))"
)
_LENGTH_ANCHORS = phrases(
    "words word",
    "within inside under in meeting matching hitting against which and so comfortably well right",
)
_PIECES = "article blog post story piece draft copy write writeup html markdown file"
_MAKE = (
    "now write draft compose save create produce compile generate build prepare provide put"
    " synthesize synthesise"
)
_OPENINGS = (
    phrases("here below this", "is")
    | phrases("here's")
    | phrases("so", "here here's")
    | phrases("now", "let i i'll")
    | phrases("the your", _PIECES, "is has post up")
    | phrases("fact facts claim claims source sources figures quote quotes dates story details")
    | phrases("names", "and", "dates")
    | phrases("saved written exported", "to at as under in it the")
    | phrases("i we", "have", "all enough everything sufficient a now")
    | phrases("i we", "now", "have")
    | phrases("i've", "saved written exported")
    | phrases("i", "have", "saved written exported")
    | phrases("let", "me", _MAKE)
    | phrases("i'll", _MAKE)
    | phrases("i", "will", _MAKE)
)
# Diarists and detectives plan to write as well.
_PLANS = frozenset({"have", "intent", "final"})
_NEAR = 300  # characters between two signs of one report


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the certain signs, and the others where two of them are in one passage."""
    signs = []
    found = (
        *near(analysis, _LENGTH_ANCHORS, _LENGTH, before=12, after=90),
        *at(analysis, _OPENINGS, _SAID),
    )
    for match in found:
        if not is_spoken_of(analysis, *match.span()):
            signs.append((match.start(), match.end(), match.lastgroup or ""))
    if not signs:
        return
    signs.sort()
    about = discusses(analysis, AI_TALK)
    starts = [start for start, _, _ in signs]
    for start, end, kind in signs:
        first, last = bisect_right(starts, start - _NEAR), bisect_left(starts, start + _NEAR)
        company = {k for _, _, k in signs[first:last] if k != kind}
        alone = kind == "length" or (kind == "body" and is_opening(analysis, start))
        # "Saved to" without a subject, at the head of a sentence.
        own = kind == "saved" and opens_sentence(analysis, start)
        alone = alone or (own and not is_technical(analysis))
        phrase = excerpt(analysis.text[start:end], 70)
        span = analysis.to_source(start, end)
        planned = kind in _PLANS and company <= _PLANS
        filed = kind == "filed" and not is_technical(analysis)
        if not about and ((planned and company) or filed):
            message = f"“{phrase}” is what agents say of the work that they do"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)
        elif not about and (alone or company):
            message = f"“{phrase}” reports on the finished work to whoever ordered it"
            yield Hit(span=span, message=message, count=len(signs))
        elif kind in ("length", "body"):
            message = f"“{phrase}” is what agents say of their finished work"
            yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)


RULE = Rule(
    id="handover-note",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="A report on the finished work published with it",
    why="How long the article is against its brief and where its file is saved concern whoever "
    "ordered it. Readers see that nobody read the page.",
    remedy="Delete the report, and check that the article after it is whole.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text="The post is complete (612 words, within the requested range). Paths wind."),
        Example(text="Sources checked. Here is the full article body: Paths wind through gardens."),
        Example(text="All facts verified. Saved to drafts/paths.md. Paths wind through gardens."),
        Example(
            text="I now have everything I need to write the article. Facts confirmed. Paths wind."
        ),
    ),
    spares=(
        Example(text="The story is finished, and the press has the book, 612 words to a page."),
        Example(text="The facts were confirmed by the clerk, and the range is within the town."),
        Example(text="Keep your entry within the word limit of 600 words, and send it by May."),
        Example(text="The settings are saved to config/paths.json when the window is closed."),
        Example(text="Let me write the article that I would have liked to read on gravel."),
    ),
    check=check,
    weight=0.7,
)
