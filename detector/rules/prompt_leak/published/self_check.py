"""The writer's check against the brief: "key phrase in the title: yes", "58 characters, good".

What makes it one: measures that only whoever ordered the text asks for (how often the key phrase
is used, the reading level, the number of characters of a title), each with its value or a tick.
One such measure may stand in any text on writing; two of different kinds beside each other are a
check list that was published with the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, SEO_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, near, phrases
from detector.rules.surroundings import is_about, is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_KEY = r"(?:(?:focus|main|primary|target|exact|secondary) )?key[ -]?(?:words?|phrases?|terms?)"
_DONE = r"(?:yes|done|ok(?:ay)?|check(?:ed)?|passed|met|included|✓|✔|✅|☑)(?!\w)"
_IS = r"[*_]{0,2}\s?[:=,–—-]{1,2}\s?[*_]{0,2}\s?"
_PLACE = (
    r"(?:(?:the )?(?:title|h1|headline|first (?:paragraph|sentence|100 words)|intro(?:duction)?"
    r"|opening|meta description|url|slug|conclusion|subheadings?|headings?))"
)
_MEASURES = (
    rf"\b(?P<uses>{_KEY} (?:is |was |are )?(?:used|appears?|occurs?|mentioned|included|repeated)"
    rf" (?:about |exactly )?(?:\d{{1,3}}|once|twice|three|four|five|six|seven) ?(?:times|x\b|×)?"
    rf"|{_KEY} (?:count|uses|mentions|frequency|occurrences){_IS}\d)"
    rf"|\b(?P<place>{_KEY} (?:is )?in {_PLACE}(?: and {_PLACE})?(?:{_IS}{_DONE}|(?= ?[✓✔✅☑])))"
    rf"|\b(?P<level>(?:reading (?:level|ease|grade)|grade level|readability){_IS}"
    r"(?:grade |about |approx\. )?(?:\d|easy|high school|college|b[12]|good))"
    rf"|\b(?P<flesch>flesch(?:[ -]kincaid)?(?: reading ease| grade| score)?{_IS}\d)"
    rf"|\b(?P<density>key(?:word|phrase) density{_IS}\d[\d.]* ?%)"
    rf"|\b(?P<passive>passive voice{_IS}(?:about |under )?\d[\d.]* ?%)"
    rf"|\b(?P<total>(?:total|length|word count|words){_IS}(?:about |approx\. |~)?\d[\d,]{{2,5}} ?"
    r"(?:words|total)?\b)|\b(?P<chars>(?:that's|that is|this is|it is|now|title|description"
    r"|headline|which is|at) (?:about |exactly |only |now )?\d{2,3} (?:characters|chars)\b"
    r"(?=[,.)]? ?(?:good|fine|fits|which fits|ok|perfect|within|under|so )))"
    r"|\b(?P<order>(?:keep|limit) (?:each |the |all )?(?:sentences?|paragraphs?|title"
    r"|intro(?:duction)?|meta description)\b[^.!?\n]{0,30}?"
    r"\b(?:under|below|to|within|at most) \d{1,3} (?:words|characters|sentences))"
    r"|\b(?P<banned>(?:do not|don't|never|avoid) us(?:e|ing) (?:the )?(?:words?|phrases?"
    r"|terms?)\b)|\b(?P<tone>(?:tone|style|voice|formatting|structure|length|headings|subheadings"
    r"|call to action|cta|faqs?|bullet points|short paragraphs"
    rf"|active voice)(?: [\w-]+){{0,3}}?{_IS}{_DONE})"
    rf"|\b(?P<copy>(?:plagiarism|originality|uniqueness|ai detection|ai score|human score){_IS}"
    r"\d[\d.]* ?%)|\b(?P<must>(?:title|headline|heading|intro(?:duction)?|first paragraph"
    r"|meta description) (?:must|should|needs to|has to) (?:contain|include|start with"
    rf"|have) (?:the |my |our )?(?:exact )?{_KEY}"
    r"(?=[^.!?\n]{0,30}\b(?:so|let me|i'll|i will|again)\b))"
)
_ANCHORS = (
    phrases(
        "keyphrase keyphrases keyword keywords keyterm keyterms density flesch passive tone"
        " plagiarism"
    )
    | phrases("key", "word words phrase phrases term terms")
    | phrases("reading", "level ease grade")
    | phrases("grade", "level")
    | phrases(
        "readability originality uniqueness characters chars cta faq faqs subheadings headings"
    )
    | phrases("formatting structure style voice length total words")
    | phrases("word", "count")
    | phrases("ai human", "detection score")
    | phrases("call", "to", "action")
    | phrases("bullet", "points")
    | phrases("short", "paragraphs")
    | phrases("keep limit", "each the all sentences paragraphs")
    | phrases("use using", "the word words phrase phrases term terms")
)
# What only a brief measures; the others stand in data sheets and reviews as well.
_THIS = phrases("this", "article blog post piece content draft version")
_OWN = frozenset({"order", "banned", "uses", "place", "density", "copy", "chars", "must", "flesch"})
# One of their words is there, or nothing is searched.
_SIGNS = word_set(
    "keyphrase keyphrases keyword keywords keyterm keyterms key flesch plagiarism originality"
    " uniqueness characters chars ai human keep limit words"
)
# What was kept, after its tick.
_KEPT = (
    r"\W{0,8}(?P<part>(?:title|meta description|h1|headline|url|slug)\b[^\n]{0,30}?\b\d{2,3} char"
    r"|(?:focus |primary |target )?key ?(?:word|phrase)s? in\b|(?:two|three|four"
    r"|\d) (?:internal|external)"
    r" links|(?:friendly |warm )?tone\b|word count|readability|alt text|no (?:passive|fluff"
    r"|jargon|em dash)"
    r"|(?:sub)?headings? |faqs? |call[- ]to[- ]action|cta\b|plagiarism)"
)
# A task, and what is made: parts that only pages have, and what is done for searches.
_TASK = (
    r"\W{0,6}(?:\[?[ x]?\] ?)?(?:(?:final|initial) )?(?:write|draft|add|research|optimi[sz]e"
    r"|proofread|insert|include|check|create|update|review|find|generate|finali[sz]e|verify"
    r"|outline|edit|expand|analy[sz]e)\b[^\n]{0,40}?\b(?P<part>key ?word|internal link"
    r"|external link"
    r"|meta (?:title|description)|faq|alt text|word count|introduction|conclusion|heading|cta"
    r"|featured image|competitor|outline|plagiarism|readability|call[- ]to[- ]action|headline"
    r"|hook|citation|search intent|schema)"
)
_TASKS = 3  # parts
_LONG_TASK = 120  # characters
_NEAR = 260  # characters between two measures of one list
# Advice on how to write, and tools that measure texts.
_WRITING = word_set("essay essays students copywriting copywriter writers thesis assignment plugin")


_OF_ITSELF = (
    r"\bthis (?:article|(?:blog )?post|piece|content|draft|version) (?:uses|includes|incorporates"
    r"|maintains|contains|features|follows|is (?:written|structured|optimi[sz]ed"
    r"|formatted))\b[^.!?\n]{0,120}?\b(?:(?:target|focus|primary|main|relevant|required"
    r"|requested) key ?(?:words?|phrases?)"
    r"|seo\b|(?:required|requested|target) word count|(?:requested|required|specified) (?:tone"
    r"|length|format|style))"
)


def _of_itself(analysis: Analysis) -> Iterator[Hit]:
    """Yield what the text says of its own keywords and format."""
    for match in at(analysis, _THIS, _OF_ITSELF):
        about = discusses(analysis, SEO_TALK) or is_technical(analysis)
        if about or is_spoken_of(analysis, *match.span()):
            return
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{excerpt(match.group(), 60)}” describes the text to whoever ordered it",
        )


def _tasks(analysis: Analysis) -> Iterator[Hit]:
    """Yield a list of ticked and open tasks for the parts of a text and its place in searches."""
    source = analysis.document.source
    if not any(box in source for box in ("[ ]", "[x]", "[X]", "☐", "☑", "✅")):
        return
    if discusses(analysis, SEO_TALK) or is_technical(analysis):
        return
    for kind, group in groupby(analysis.blocks, key=lambda block: block.kind):
        items = list(group) if kind is BlockKind.LIST_ITEM else []
        texts = [analysis.text_of(item)[:_LONG_TASK] for item in items]
        found = [compiled(_TASK).match(text) or compiled(_KEPT).match(text) for text in texts]
        names = {match["part"].lower() for match in found if match}
        if len(names) < _TASKS or 2 * sum(map(bool, found)) < len(items):
            continue
        span = analysis.to_source(items[0].start, items[-1].end)
        first = source[max(0, span.start - 6) : span.end]
        if compiled(r"\[[ x]\]|[☐☑✅]").search(first):
            phrase = excerpt(analysis.text_of(items[0]), 50)
            message = f"“{phrase}” and the list around it are tasks of whoever makes the text"
            yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the measures where two of different kinds are together, one of them a brief's own."""
    yield from _tasks(analysis)
    if _SIGNS.isdisjoint(analysis.vocabulary):
        return
    yield from _of_itself(analysis)
    found: list[re.Match[str]] = [
        match
        for match in near(analysis, _ANCHORS, _MEASURES, before=60, after=110)
        if not is_spoken_of(analysis, *match.span())
    ]
    if len(found) < 2:
        return
    about = discusses(analysis, SEO_TALK) or discusses(analysis, AI_TALK)
    if about or is_technical(analysis) or is_about(analysis, _WRITING, share=0.008, least=4):
        return
    starts = [match.start() for match in found]
    for match, start in zip(found, starts, strict=True):
        beside = found[bisect_left(starts, start - _NEAR) : bisect_right(starts, start + _NEAR)]
        kinds = {m.lastgroup for m in beside}
        if len(kinds) < 2 or kinds.isdisjoint(_OWN):
            continue
        phrase = excerpt(match.group(), 60)
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{phrase}” checks the text against its brief; readers have not ordered it",
            count=len(beside),
        )


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="self-check",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The writer's check against the brief, published with the text",
    why="How often a key phrase is used and how many characters a title has concern whoever "
    "ordered the text. Readers see that it was written for a search engine.",
    remedy="Delete the check list.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(text=f"{_PATHS}\n\nKeyphrase used 6 times. Reading level: grade 7."),
        Example(text=f"{_PATHS}\n\nKeyword in title: yes. Tone friendly: yes. Total: 900 words."),
        Example(text=f"{_PATHS}\n\nPlagiarism: 0 %. Reading level: grade 8."),
        Example(text=f"{_PATHS}\n\nKeyword density: 1.4 %. Flesch: 66. Passive voice: 4 %."),
        Example(
            text="The title must contain the keyword, so again: Garden Paths of Gravel. That is 26 "
            f"characters, good. {_PATHS}"
        ),
    ),
    spares=(
        Example(text="Length: 400 m. Style: baroque. Structure: stone. Reading level: easy."),
        Example(text="The population density: 14 % of the mean. Total: 1,200 people."),
        Example(text="The key word is used six times in the sonnet, and its tone is bitter."),
        Example(text="Tone: warm. Voice: passive in the first stanza, active in the second."),
    ),
    check=check,
    weight=0.7,
)
