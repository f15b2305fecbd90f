"""A reply of a chat around the text, set off from it by lines: "Sure! Here's a guide:", "---".

A heading sets off too what names the part that follows it: "Here's the revised section:".

What makes it one: chat tools draw a line between what they say and what they wrote. So a paragraph
beside such a line hands over a text (an eager yes, or "here is" and a colon), offers further work
on it, or says what "this draft" does for its buyer. Newsletters and posts draw lines too, and greet
or ask for comments beside them; they agree to nothing, and offer no other version or format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.closings import MORE, ON_TEXT, PIECE
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_api_page, word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, Block, BlockKind, ContentType

_LINE = r"^[ \t]{0,3}(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|={5,})[ \t]*$|<hr\b"
_EAGER = (
    r"(?:(?:certainly|sure(?: thing)?|of course|absolutely|definitely|understood|got it|no problem"
    r"|great question)!|certainly\.)"
)
_EASY = r"(?:okay|ok|alright|all right|sure|certainly|of course|great|perfect)[,.!]"
_HERE = r"(?:here(?:'s| is| are)|below (?:is|are))"
_HANDS = (
    rf"{_HERE} (?:an?|the|your|some|(?P<more>additional|further|more)|\d{{1,3}}|three|five|ten) "
)
# What the author tells of, and what is asked of readers or offered to them.
_AUTHORS = (
    r"\b(?:i(?! will also (?:provide|include|give|explain)\b)|i've|my|mine|we|we've|our|ours)\b"
)
_READERS = (
    r"\b(?:posts?|columns?|comments?|videos?|episodes?|newsletters?|copy of|follow-up|e-?mail"
    r"|subscribe|series|(?:see|read|visit|check|contact|follow|join|buy|order|leave)\b)"
)
# What is asked for; a confession or a secret is not.
_THING = (
    r"\b(?:article|(?:blog )?post|versions?|draft|text|paragraphs?|sections?|guide|tutorial|list"
    r"|report|table|examples?|scripts?|steps|breakdown|overview|explanation|questions|summary|code"
    r"|translation|outline|analysis|template|description|content|plan|document|documentation"
    r"|techniques|notes|introduction|conclusion|titles?|headlines?|letter|e-?mail|cases?|readme)\b"
)
# What says how it was ordered, or that there was an earlier one.
_TO_ORDER = (
    r"\byour? (?:asked|requested|provided|shared|[\w-]+ (?:article|post|text|content|draft|notes"
    r"|format|document|request))\b|\byour (?:text|content|request|article|post|draft|notes)\b"
    r"|\b(?:requested|provided) (?:format|data|dataset|text|content|structure|context)\b|\bas"
    r" requested\b|\b(?:maintaining|preserving|following|incorporating) (?:the|your|all|key)\b"
    r"|\bmaking sure\b|\bbreaking (?:it|them) down (?:by|into)\b|\b(?:full|complete|final"
    r"|entire) (?:blog post|article|draft|post)\b"
    r"|\b(?:revised|rewritten|reworked|enhanced|refined|polished|reformatted"
    r"|organi[sz]ed|restructured|expanded|more complete|cleaned[- ]up) (?:[\w-]+ ){0,3}?(?:version"
    r"|draft|article|post|text|outline|guide|report|readme|documentation)\b|\b(?:structured"
    r"|formatted|written)"
    r" (?:according|based|in markdown|for (?:clarity|readability))\b|\bsuitable for (?:an?|your)\b"
)
# Work on the text that is offered to one person: people in letters offer to pay for a hen, shops
# another size, and recipes say what to do "if you'd like" it without milk.
_ASKS = (
    r"(?:(?:just |please )?let me know if you(?:'d| would)? (?:like|want|need|prefer)"
    r"|would you like|do you want)"
)
_FORMAT = (
    r"(?:file|pdf|format|markdown|html|word document|spreadsheet|slides?|slide deck|script|table"
    r"|checklist|template|printable|e-?book|infographic|newsletter|bullet points|docx?|csv)"
)
_OFFER = (
    rf"(?:^|(?<=[.!?] )){_ASKS}(?: me to (?:{ON_TEXT}|[a-z]+{PIECE}|{MORE})"
    r"|:|[^.!?\n]{0,30}?(?:\b(?:this|it) (?:as|in|into|turned into|converted (?:to|into)) "
    rf"[^.!?\n]{{0,40}}?\b{_FORMAT}\b|\b(?:this|it) (?:expanded|shortened|rewritten|condensed)\b"
    r"|\bto (?:turn|convert|expand|refine|tailor|export|format) (?:this|it|the|any)\b"
    r"|\bto (?:move on|proceed|continue) (?:to|with) (?:the next|another) (?:section"
    r"|part|step)\b|\b(?:an?|the|this|another|any) (?:[\w`.-]+ ){0,4}?(?:version|draft|pdf|section"
    r"|part (?:of|expanded)|diagram|visuali[sz]ation)\b"
    r"|\bmore (?:details?|examples|depth|sections)\b[^.!?\n]{0,60}\b(?:on|about|in)\b))"
    r"|\bif you(?:'d| would)? (?:like|want|prefer),? i (?:can|could)\b(?! (?:send|e-?mail|bring))"
    rf"[^.!?\n]{{0,60}}?(?:{ON_TEXT}|{PIECE}|\b{_FORMAT}\b)"
    r"|\btell me (?:where|what|which)\b[^.!?\n]{0,40}\bto (?:expand|add|cut|change|adjust)\b"
)
_OF_DRAFT = (
    r"this (?:draft|outline|response|version|rewrite|structure|readme|article|(?:blog )?post)"
    r"(?: \w+)?"
    r" (?:provides|blends|offers|combines|covers|includes|keeps|follows|maintains|aims to"
    r"|is (?:structured|designed|written|intended|optimi[sz]ed|a starting point|meant))\b"
)
_OF_BUYER = (
    r"\b(?:showcasing your|your (?:personal|own|blog|brand|audience|readers|style|expertise"
    r"|website|site|needs|preferences)|seo|search engines?"
    r"|feel free to (?:adjust|edit|modify|customi[sz]e|adapt|tweak|expand)|word count"
    r"|keywords?|proposed article|requested|requirements|structured outline|alternative phrasing"
    r"|(?:original|functional) (?:structure|meaning|intent|tone|integrity)"
    r"|guiding users|comprehensive overview"
    r"|while (?:improving|using|altering|enhancing|adding|keeping))\b"
)
# The part that follows begins with its own heading.
_SECTION = (
    rf"\b{_HERE} (?:(?:the|an?|your) (?:revised|updated|improved|rewritten|modified|polished"
    r"|refined|enhanced|reworked|expanded) (?:version of (?:the|this|your) )?(?:[\w-]+ ){0,2}?"
    r"(?:section(?! (?:of|that|which|on)\b)|readme|documentation(?=:| with| including))\b"
    r"|the (?:[\w-]+ ){1,3}?in (?:\w+ )?markdown (?:format|syntax)\b(?![^\n]{0,60}\b(?:which"
    r"|you)\b))"
    r"[^.!?\n]{0,160}:\Z"
)
_SIGNS = word_set("here here's below let would do if tell feel this")
_LONGEST = 520  # characters of such a paragraph
_LAST = 3  # paragraphs at the end that may be an offer


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the paragraphs beside a line that hand the text over or offer work on it."""
    source = analysis.document.source
    marks = ("---", "***", "___", "- - -", "* * *", "====", "<hr")
    if not (analysis.headings or any(mark in source for mark in marks)):
        return
    if _SIGNS.isdisjoint(analysis.vocabulary):
        return
    found = [
        (block, severity)
        for block, before, after, late in _beside(analysis)
        if (severity := _said(analysis, block, before=before, after=after, late=late))
    ]
    if not found or discusses(analysis, AI_TALK) or is_api_page(analysis):
        return
    for block, severity in found:
        if not is_spoken_of(analysis, block.start, block.start + 1, says=True):
            yield Hit(
                span=analysis.to_source(block.start, block.end),
                message=f"“{excerpt(analysis.text_of(block), 70)}” is what a chat tool says beside "
                "the text",
                severity=severity,
                weight=None if severity is Severity.ERROR else 0.5,
            )


def _beside(analysis: Analysis) -> Iterator[tuple[Block, bool, bool, bool]]:
    """Yield short paragraphs with a line before or after them, and whether they are late."""
    source = analysis.document.source
    blocks = sorted(analysis.document.blocks, key=lambda block: block.source)
    last = blocks[max(0, len(blocks) - _LAST)].source.start if blocks else 0
    gaps = [(one.source.end, other.source.start) for one, other in pairwise(blocks)] + [
        (blocks[-1].source.end, len(source)) if blocks else (0, 0)
    ]
    lines = [compiled(_LINE, re.I | re.M).search(source, low, max(low, high)) for low, high in gaps]
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or not 12 < block.end - block.start <= _LONGEST:
            continue
        heads = all(b.kind in HEADING_KINDS for b in blocks[:number])
        before = heads or lines[number - 1] is not None
        after = lines[number] is not None
        headed = number + 1 < len(blocks) and blocks[number + 1].kind in HEADING_KINDS
        if (after or headed) and _names_part(analysis, block):
            yield block, True, True, True
        elif before or after:
            yield block, before, after, block.source.start >= last


def _names_part(analysis: Analysis, block: Block) -> bool:
    """Return whether ``block`` hands over the part that follows: "Here's the revised section:"."""
    text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'")
    if not text.endswith(":"):
        return False
    found = compiled(_SECTION).search(text)
    return found is not None and compiled(_AUTHORS).search(found.group()) is None


def _said(
    analysis: Analysis, block: Block, *, before: bool, after: bool, late: bool
) -> Severity | None:
    """Return how sure ``block`` speaks to the person who asked for the text."""
    text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'")
    if after and _names_part(analysis, block):
        # Councils and papers print revised sections too.
        return Severity.ERROR if compiled(r"\byour\b").search(text) else Severity.WARNING
    # An answer to the question above it agrees too.
    if before and analysis.text[max(0, block.start - 3) : block.start].strip()[-1:] != "?":
        severity = _handed(text, after=after)
        if severity:
            return severity
    # "Got it! We can shorten it. Here's a polished version of it:", then a line
    if after and text.endswith(":") and compiled(rf"{_EAGER} ").match(text):
        handed = _handed(text, after=True)
        if handed is Severity.ERROR and compiled(_TO_ORDER).search(text):
            return handed
    if before and late:
        drafted = compiled(_OF_DRAFT).match(text) and compiled(_OF_BUYER).search(text)
        offer = compiled(_OFFER).search(text)
        if drafted or (offer and not compiled(_READERS).search(text)):
            return Severity.ERROR if drafted else Severity.WARNING  # authors offer files too
    return None


def _handed(text: str, *, after: bool) -> Severity | None:
    """Return how sure a paragraph after a line, or between two, hands over what follows."""
    hands = rf"(?:(?P<eager>{_EAGER}) |{_EASY} (?!here(?:'s| is| are) the ))?{_HANDS}"
    found = compiled(hands).search(text)
    if found is None or (found.start() and text[found.start() - 2] not in ".!"):
        return None
    rest = text[found.start() :]
    if found["more"] and not found["eager"]:
        return None
    if compiled(_AUTHORS).search(rest):
        return None
    thing = compiled(_THING).search(rest) is not None
    ordered = compiled(_TO_ORDER).search(rest) is not None
    agreed = found["eager"] or not compiled(_HERE).match(rest)
    if agreed and (thing or rest.endswith(":")):
        return Severity.ERROR if ordered or (found["eager"] and thing) else Severity.WARNING
    if after and thing and (ordered or text.endswith(":")):
        return Severity.ERROR if ordered else Severity.WARNING
    return None


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="set-off-reply",
    family=Family.PROMPT_LEAK,
    severity=Severity.ERROR,
    summary="What a chat tool said beside the text, set off by a line",
    why="“Sure! Here's a guide” above a line was said to one person. Readers see that the text was "
    "copied from a chat, and that nobody read it.",
    remedy="Delete the paragraph and its line.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text=f"{_PATHS}\n\nHere's the revised section with prices:\n\n## Prices\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"Got it! We can shorten it. Here's a polished version of it:\n\n---\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nSure! Here's a short guide to slate:\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nLet me know if you'd like this as a printable file.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"Here's a revised outline of your notes:\n\n---\n\n{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n***\n\nThis draft keeps the steps short. Feel free to adjust it to "
            "your readers.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text=f"{_PATHS}\n\nHere is the revised section that we will vote on:\n\n## Stones\n\n"
            f"{_PATHS}",
            note="bylaws",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nOkay, here are additional dates for the outing:\n\n- 3 May",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"Hello friends. Here are five stones that I saw this week:\n\n---\n\n{_PATHS}",
            note="a newsletter",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nLet me know if you'd like to see more posts like this!",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nIf you'd like a softer version, mix some sand into it.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nDear Mr Hale, would you like me to return the stones?",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"## Can I see an example?\n\nSure! Here is an example:\n\n---\n\n{_PATHS}",
            note="answers the question above it",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=f"{_PATHS}\n\n---\n\nThe plan is yours: feel free to adapt it in any way you "
            "like.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
    weight=0.65,
)
