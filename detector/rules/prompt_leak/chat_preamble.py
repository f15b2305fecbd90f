"""What a chat tool says before and after the text to the person who asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.closings import CLOSER_OPENINGS, CLOSING_TALK
from detector.rules.prompt_leak.context import (
    begins_line,
    is_closing,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled, phrases
from detector.text.analysis import Analysis

_TEXT = (
    r"(?:(?:blog|news|guest|linkedin|social media) )?(?:article|post|version|draft|essay|copy"
    r"|text|piece|paragraph|section|rewrite|write-?up|story|summary|introduction|conclusion"
    r"|outline|content|description|press release|newsletter|script|report)"
)
# Adjectives for a text that was revised on request, and those that any author may use.
_REWORKED = (
    r"(?:rewritten|re-written|revised|polished|humani[sz]ed|paraphrased|seo[- ]optimi[sz]ed"
    r"|seo[- ]friendly|optimi[sz]ed|refined|reworked|reworded|rephrased|proofread"
    r"|plagiarism[- ]free|ready[- ]to[- ]publish|publish[- ]ready|publication[- ]ready"
    r"|fully formatted|well-structured|markdown)"
)
_ORDINARY = (
    r"(?:updated|improved|expanded|corrected|edited|complete|full|final|detailed|comprehensive"
    r"|concise|professional|engaging|unique|original|long|short|structured|formatted|informative"
    r"|compelling|human[- ]like|sample|possible|suggested|requested|word|\d{2,4}[- ]words?"
    r"|clean|clear|new|draft|natural|high-quality)"
)
_HERE = r"here(?:'s| is| are) (?:(?:your|the|an?|my|some)\b,? ?)"
# Agreement that people rarely write before handing something over, and agreement that they do.
_ASSENT = (
    r"(?:certainly|sure thing|of course|absolutely|got it|understood|no problem|happy to help"
    r"|definitely|great question|great choice)"
)
_EASY_ASSENT = r"(?:sure|okay|ok|alright|all right|great)"
_THING = (
    rf"(?:{_TEXT}|feature|examples?|list|overview|guide|breakdown|explanation|template|plan|tips|ideas"
    r"|code|table|analysis|response|answer|translation|titles?|headlines?|poem|letter|email|speech)"
)
_HANDS_OVER = (
    rf"(?:(?:{_HERE}|below (?:is|are) (?:an?|the|your|some) |below,? you(?:'ll| will) find"
    rf" (?:an?|the|your|some) )(?:[\w'-]+,? ){{0,7}}?{_THING}\b"
    r"|i(?:'d| would) be (?:happy|glad) to\b|i can (?:certainly |definitely )?help\b"
    r"|let me (?:write|create|draft|rewrite)\b)"
)
# How sentences that hand over a text begin; the rest of the sentence decides.
_OFFER = (
    rf"\b{_ASSENT}[!,.:;]+ {_HANDS_OVER}"
    r"|\bas (?:you )?requested[,:] (?:here|below) (?:is|are)\b"
    r"|\bplease (?:provide|share|paste|send) (?:me )?(?:with )?(?:the|your) (?:full "
    r"|original )?(?:text"
    r"|article|content|draft|passage|paragraph|blog post|topic|keywords?) (?:that )?(?:(?:you(?:'d"
    r"| would) like|you want) me to (?:rewrite|paraphrase|humani[sz]e|summari[sz]e|write)"
    r"|to (?:rewrite|paraphrase)|so (?:that )?i can (?:help|assist|rewrite|paraphrase|write))\b"
    r"|\bhere are (?:\d{1,2}|some|a few|several|three|five|ten) (?:[\w-]+ ){0,3}?(?:titles?"
    r"|headlines?"
    r"|options|variations|versions) for your (?:article|post|blog|content|essay)\b"
    rf"|\b{_HERE}(?:[\w-]+,? ){{0,3}}?{_REWORKED},? (?:(?:and )?[\w-]+,? ){{0,4}}?{_TEXT}\b"
    r"|\b(?:here(?:'s| is)|below is) (?:the|your|an?) (?:[\w-]+ ){0,2}?translation of"
    r" (?:the|your|this)"
    r" (?:[\w-]+ )?(?:article|post|text|content|page)\b"
    rf"|\bbelow is (?:the|an?|your) (?:[\w-]+,? ){{0,3}}?{_REWORKED} (?:[\w-]+,? ){{0,3}}?{_TEXT}\b"
    r"|\bi(?:'ve| have) (?:also |strategically |carefully |now )?(?:rewritten|revised|optimi[sz]ed"
    r"|restructured|humani[sz]ed|paraphrased|reworked|incorporated|placed|integrated)"
    r" (?:the |your )(?:[\w-]+ ){0,2}?(?:article|text|content|keywords?|post|draft|copy)\b"
    r"|\bthis (?:improved|revised|updated|rewritten|optimi[sz]ed|polished|refined) version"
    r" (?:provides|maintains|incorporates|keeps|preserves|includes|retains|addresses|offers"
    r"|aims|ensures|uses|removes|is)\b"
    r"|\bkey (?:seo )?(?:improvements|changes) (?:in this version|(?:made )?and explanations?|made"
    r"(?: in this version)?)\b"
)
# A kind of text that people ask a chat tool for, unlike a letter, a list or a report.
_ORDERED = (
    r"\b(?:article|blog post|linkedin post|guest post|news post|post|draft|essay|rewrite|version"
    r"|paragraph|write-?up|press release|outline|feature)\b"
)
_EAGER = r"(?:certainly|absolutely|of course|definitely|sure(?: thing)?|got it|understood)!"
# The request, repeated to the person who made it.
_ORDER = (
    r"(?<!for )\byour (?:[\w-]+,? ){0,4}?(?:article|(?:blog |linkedin |guest )?post|draft|essay"
    r"|rewrite|version|paragraph|write-?up|text|content|copy|outline|keywords?)\b"
    r"|\bseo\b|\bkey ?(?:words?|phrases?)\b|\btone\b|\bhuman[- ]like\b|\bhumani[sz]ed\b"
    r"|\bplagiarism\b|\b\d{2,4}[ -]words?\b|\bsearch engines?\b|\boriginal meaning\b"
    r"|\breadability\b|\bai[- ]detect|(?<!of )(?<!all )\byou (?:asked|requested)\b|\bas"
    r" requested\b(?=[^\n]{0,60}"
    r"\b(?:article|blog post|essay|draft|rewrite|version)\b(?! (?:i|we|that|which|by)\b))"
)
# The text itself follows: its name, then a colon.
_FOLLOWS = (
    r"\b(?:article|blog post|essay|rewrite|write-?up|(?:version|draft|paragraph|section"
    r"|introduction|conclusion|translation)(?: of (?:the|your|this) (?:[\w-]+"
    r" )?(?:article|post|text"
    r"|essay|paragraph|content|page))?)(?: (?:about|on|with|for|based on|in|into"
    r"|to)\b[^:\n]{0,80})?:[*_]*(?:\Z| (?-i:[A-Z]))"
)
# A text that somebody sent in, unlike a plan or a query.
_OF_YOURS = (
    r"\bof your (?:[\w-]+ ){0,3}?(?:article|(?:blog )?post|blog|draft|essay|text|content|copy"
    r"|documentation|readme|section|instructions|notes|report|structure|introduction|conclusion"
    r"|summary|description|paragraph|guide|outline)\b"
)
_LINE = 240  # characters of the line that are searched for the request
# Only near the beginning, and with the same weight as the offers.
_OPENER = (
    rf"\b{_EASY_ASSENT}[!,.:;]+ (?!here(?:'s| is| are) the ){_HANDS_OVER}"
    rf"|\b{_HERE}(?:[\w-]+,? ){{0,3}}?{_ORDINARY},? (?:(?:and )?[\w-]+,? ){{0,4}}?{_TEXT}\b"
    rf"|\b{_HERE}{_TEXT} (?:you (?:asked|requested)|as requested|based on (?:your|the provided)"
    r"|tailored|optimi[sz]ed|that meets)\b"
    r"|\byou(?:'re| are) (?:absolutely|completely|quite) right\b"
    r"|\b(?:great|excellent|good) question!"
)
# How such phrases begin.
_REWORKING = """
    also strategically carefully now rewritten revised optimized optimised restructured humanized
    humanised paraphrased reworked incorporated placed integrated
"""
_TO_HAND_OVER = "here here's below i i'd let"
_OWN_HERE = phrases("here's", "your the a an my some") | phrases(
    "here", "is are", "your the a an my some"
)
_OFFER_OPENINGS = (
    phrases("certainly absolutely definitely understood", _TO_HAND_OVER)
    | phrases("sure", "thing")
    | phrases("of", "course", _TO_HAND_OVER)
    | phrases("got", "it", _TO_HAND_OVER)
    | phrases("no", "problem", _TO_HAND_OVER)
    | phrases("happy", "to", "help")
    | phrases("great", "question choice")
    | phrases("as", "requested")
    | phrases("as", "you", "requested")
    | phrases("please", "provide share paste send")
    | _OWN_HERE
    | phrases("here", "are", "# a several few three five ten")
    | phrases("below", "is", "the a an your")
    | phrases("i", "have", _REWORKING)
    | phrases("i've", _REWORKING)
    | phrases("this", "improved revised updated rewritten optimized optimised polished refined")
    | phrases("key", "seo improvements changes")
)
_OPENER_OPENINGS = (
    phrases("sure okay ok alright great", _TO_HAND_OVER)
    | phrases("all", "right", _TO_HAND_OVER)
    | _OWN_HERE
    | phrases("you're", "absolutely completely quite")
    | phrases("you", "are", "absolutely completely quite")
    | phrases("great excellent good", "question")
)
# What the writer of the text would do next.
_OF_ME = r"(?:would you like|do you want|let me know if you(?:'d| would) like) me\b|want me\b"
_ASKS_READERS = (
    r"\b(?:(?:more|future|next|follow-up|other|new) (?:posts?|columns?|articles?|videos?|episodes?)"
    r"|in the comments|newsletters?|episodes?|future|columns?)\b"
)
_OPENING, _CLOSING = 40, 60  # words from the beginning, from the end


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield what is said to the person who asked, near the beginning and the end."""
    offered = 0
    for match in at(analysis, _OFFER_OPENINGS, _OFFER):
        if opens_sentence(analysis, match.start()):
            offered = offered or match.end()
            yield from _hits(analysis, *match.span(), weak=not _hands_over(analysis, match))
    starts = analysis.word_starts
    # A long title may come before the opening.
    reach = starts[4 * _OPENING] if len(starts) > 4 * _OPENING else len(analysis.text)
    for match in at(analysis, _OPENER_OPENINGS, _OPENER, start=offered, end=reach):
        start = match.start()
        if is_opening(analysis, start, _OPENING) and opens_sentence(analysis, start):
            yield from _hits(analysis, *match.span(), weak=not _hands_over(analysis, match))
    late = starts[-2 * _CLOSING] if len(starts) > 2 * _CLOSING else 0
    for match in at(analysis, CLOSER_OPENINGS, CLOSING_TALK):
        start, end = match.span()
        near_end = match.group("polite") or is_closing(analysis, end, _CLOSING)
        if start < late or match.group("adjust") or not near_end:
            yield from _between(analysis, match)
            continue
        if not opens_sentence(analysis, start):
            continue
        if match.group("polite"):
            if is_closing(analysis, end, 25):
                span = analysis.to_source(start, end)
                message = "a usual closing line of chat tools; people write it too"
                yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
        elif not compiled(_ASKS_READERS).search(match.group()):
            yield from _hits(analysis, start, end)


def _between(analysis: Analysis, match: re.Match[str]) -> Iterator[Hit]:
    """Yield an offer that opens a paragraph within the text: its writer stopped there once."""
    start, end = match.span()
    if not begins_line(analysis, start) or compiled(_ASKS_READERS).search(match.group()):
        return
    to_asker = match.group("adjust") or compiled(_OF_ME).match(match.group())
    if to_asker and not is_spoken_of(analysis, start, end, says=True):
        message = f"“{excerpt(match.group(), 60)}” is said to the person who asked for the text"
        span = analysis.to_source(start, end)
        yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)


def _hands_over(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether the sentence hands over this text to the person who asked for it.

    An eager yes before a text of the kind that people ask for is enough, and so is a paragraph
    that begins with a reworked version "of your notes". Otherwise the sentence
    must be at the beginning or the end and repeat the request, or name the text before a colon.
    """
    start = match.start()
    line = analysis.text[start : start + _LINE].partition("\n")[0].rstrip()
    if compiled(_EAGER).match(line) and compiled(_ORDERED).search(match.group()):
        return True
    reworked = compiled(_REWORKED).search(match.group()) and compiled(_OF_YOURS).search(line)
    if reworked and begins_line(analysis, start):
        return True
    if not (is_opening(analysis, start) or is_closing(analysis, match.end())):
        return False
    return compiled(_ORDER).search(line) is not None or compiled(_FOLLOWS).search(line) is not None


def _hits(analysis: Analysis, start: int, end: int, *, weak: bool = False) -> Iterator[Hit]:
    if is_spoken_of(analysis, start, end, says=True):
        return
    span = analysis.to_source(start, end)
    phrase = excerpt(analysis.text[start:end], 60)
    if weak:
        message = f"“{phrase}” is how chat tools hand over a text; people write it too"
        yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
        return
    message = f"“{phrase}” is addressed to the person who asked for the text, not to its reader"
    yield Hit(span=span, message=message)


RULE = Rule(
    id="chat-preamble",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="The text addresses the person who asked for it",
    why="“Here is your rewritten article” was meant for the author. It shows readers that nobody "
    "checked the page.",
    remedy="Delete the sentence, and check the whole text for others like it.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="Certainly! Here is a blog post about garden paths:\n\nGarden paths lead people."
        ),
        Example(text="Here's your SEO-optimized article with natural keywords. Paths lead people."),
        Example(
            text="Gravel is cheap and drains well.\n\nWould you like me to add a section on slate?"
        ),
        Example(text="Sand first, then stone.\n\nLet me know if you'd like further refinements!"),
        Example(
            text="Here's the updated blog post with more examples:\n\nGarden paths lead people."
        ),
    ),
    spares=(
        Example(text="Slate is dear. It lasts for a century. Feel free to adjust it to your oven."),
        Example(
            text="Certainly, gravel is cheap. Of course, it also drains well.", note="an adverb"
        ),
        Example(
            text="Here is the report of the board. It is long; and I hope this helps you decide."
        ),
        Example(text='Chat tools begin with "Certainly! Here is a blog post about" or the like.'),
        Example(
            text="The genie yawned. He had slept for a long time in the lamp.\n\nWould you like me "
            "to bring back the gold he stole?",
            note="a story ends in what somebody says",
        ),
        Example(
            text="She stood at the door. It still rained.\n\nShall I proceed? Do you "
            "want me to turn off the light?",
            note="so does this one",
        ),
        Example(text="Would you like to walk there? Let me know if you find the gate open."),
        Example(
            text="Here's a list of the stones that we used, and here's the full story of them."
        ),
    ),
    check=check,
    metadata=True,
    weight=0.75,
)
