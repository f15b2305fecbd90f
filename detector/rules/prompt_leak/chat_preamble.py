"""What a chat tool says before and after the text to the person who asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.closings import CLOSER_OPENINGS, CLOSING_TALK
from detector.rules.prompt_leak.context import (
    begins_line,
    is_closing,
    is_letter,
    is_opening,
    is_spoken_of,
    opens_sentence,
)
from detector.rules.prompt_leak.openings import (
    EAGER,
    FOLLOWS,
    OF_YOURS,
    OFFER,
    OFFER_OPENINGS,
    OPENER,
    OPENER_OPENINGS,
    ORDER,
    ORDERED,
    REWORKED,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import at, compiled
from detector.text.analysis import Analysis

_LINE = 240  # characters of the line that are searched for the request
# What the writer of the text would do next.
_OF_ME = r"(?:would you like|do you want|let me know if you(?:'d| would) like) me\b|want me\b"
_ASKS_READERS = (
    r"\b(?:(?:more|future|next|follow-up|other|new) (?:posts?|columns?|articles?|videos?|episodes?)"
    r"|in the comments|newsletters?|episodes?|future|columns?)\b"
)
# What authors of templates and people who help tell their readers.
_TOLD_READERS = (
    r"feel free to [a-z]+ (?:this|the|it|any) (?:readme|template|details|sections?)\b"
    r"|(?:just )?let me know if you(?:'d| would) like help with\b"
)
# The text is one of several that are made to order.
_FITTED = (
    r"\b(?:further|any specific aspects?|your (?:specific )?project's|your specific project"
    r"|specific [a-z]+s? or (?:further|additional|any)|your brand)\b"
)
# What letters, services and releases say too.
_OF_SELLERS = r"based on your|as per your|this version|i can\b"
# Whoever writes for a living names a price.
_YOURS = r"\byour (?:own )?[a-z]"
_PRICED = (
    r"(?i)\bi charge\b|\bmy (?:rates?|fees?|prices?)\b|\b(?:by|per) (?:the )?(?:page|word|hour)\b"
    r"|[£$€] ?\d"
)
_OPENING, _CLOSING = 40, 60  # words from the beginning, from the end


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield what is said to the person who asked, near the beginning and the end."""
    offered = 0
    for match in at(analysis, OFFER_OPENINGS, OFFER):
        if opens_sentence(analysis, match.start()):
            offered = offered or match.end()
            yield from _hits(analysis, *match.span(), *_certainty(analysis, match))
    starts = analysis.word_starts
    # A long title may come before the opening.
    reach = starts[4 * _OPENING] if len(starts) > 4 * _OPENING else len(analysis.text)
    for match in at(analysis, OPENER_OPENINGS, OPENER, start=offered, end=reach):
        start = match.start()
        if is_opening(analysis, start, _OPENING) and opens_sentence(analysis, start):
            yield from _hits(analysis, *match.span(), *_certainty(analysis, match))
    late = starts[-2 * _CLOSING] if len(starts) > 2 * _CLOSING else 0
    closers = list(at(analysis, CLOSER_OPENINGS, CLOSING_TALK))
    for match, following in zip_longest(closers, closers[1:]):
        start, end = match.span()
        near_end = match.group("polite") or is_closing(analysis, end, _CLOSING)
        if start < late or match.group("adjust") or not near_end:
            yield from _between(analysis, match, following)
            continue
        if not opens_sentence(analysis, start):
            continue
        if match.group("polite"):
            if is_closing(analysis, end, 25):
                span = analysis.to_source(start, end)
                message = "a usual closing line of chat tools; people write it too"
                yield Hit(span=span, message=message, severity=Severity.INFO, weight=0.05)
        elif not (compiled(_ASKS_READERS).search(match.group()) or _is_priced(analysis, match)):
            yield from _hits(analysis, start, end, *_of_closing(analysis, match))


def _is_priced(analysis: Analysis, match: re.Match[str]) -> bool:
    """Return whether somebody who writes for a living offers it, for the reader's own thing."""
    theirs = compiled(_YOURS).search(match.group())
    return theirs is not None and compiled(_PRICED).search(analysis.text) is not None


def _between(
    analysis: Analysis, match: re.Match[str], following: re.Match[str] | None
) -> Iterator[Hit]:
    """Yield an offer that opens a paragraph within the text: its writer stopped there once.

    A wish with another, ``following``, in its paragraph is one too.
    """
    start, end = match.span()
    if not begins_line(analysis, start) or compiled(_ASKS_READERS).search(match.group()):
        return
    twice = following is not None and "\n" not in analysis.text[end : following.start()]
    to_asker = match.group("adjust") or compiled(_OF_ME).match(match.group()) or twice
    if to_asker and not is_spoken_of(analysis, start, end, says=True):
        message = f"“{excerpt(match.group(), 60)}” is said to the person who asked for the text"
        span = analysis.to_source(start, end)
        yield Hit(span=span, message=message, severity=Severity.WARNING, weight=0.5)


def _certainty(analysis: Analysis, match: re.Match[str]) -> tuple[Severity, float | None]:
    """Return how sure the sentence hands over this text to the person who asked for it.

    An eager yes before a text of the kind that people ask for is enough, and so is a paragraph
    that begins with a reworked version "of your notes". Otherwise the sentence
    must be at the beginning or the end and repeat the request, or name the text before a colon.
    What a letter, a release or a seller may say as well is a warning.
    """
    start = match.start()
    line = analysis.text[start : start + _LINE].partition("\n")[0].rstrip()
    if compiled(EAGER).match(line) and compiled(ORDERED).search(match.group()):
        return Severity.ERROR, None
    reworked = compiled(rf"{REWORKED}|based on").search(match.group())
    reworked = reworked and compiled(OF_YOURS).search(line)
    ends = is_opening(analysis, start) or is_closing(analysis, match.end())
    order = compiled(ORDER).search(line) if ends else None
    if not (reworked and begins_line(analysis, start)) and not (
        order or (ends and compiled(FOLLOWS).search(line))
    ):
        return Severity.INFO, 0.05
    ours = compiled(r"\b(?:we|our|us)\b").search(line) is not None
    seller = compiled(_OF_SELLERS).match(match.group()) is not None
    of_file = order is not None and compiled(r"readme|.*\bmarkdown").match(order.group())
    if is_letter(analysis) or (ours and (seller or of_file)):
        return Severity.INFO, 0.05
    if seller:
        handed = compiled(r"\bhere (?:it )?is\b|\bhere's\b|\bbelow is\b").search(line)
        return Severity.WARNING, 0.5 if handed or line.endswith(":") else 0.4
    if of_file and "your" not in line.lower():
        return Severity.WARNING, 0.5
    return Severity.ERROR, None


def _of_closing(analysis: Analysis, match: re.Match[str]) -> tuple[Severity, float | None]:
    """Return how sure an offer at the end is said to the person who asked."""
    if is_letter(analysis):
        return Severity.INFO, 0.05
    if not compiled(_TOLD_READERS).match(match.group()):
        return Severity.ERROR, None
    text = analysis.text
    rest = text[match.start() : match.start() + _LINE].partition("\n")[0]
    source = analysis.document.source
    above = source[: analysis.to_source(*match.span()).start].rstrip(" \n*_>")
    clear = compiled(_FITTED).search(rest) or above.endswith(("---", "***", "___"))
    return Severity.WARNING, 0.5 if clear else 0.4


def _hits(
    analysis: Analysis,
    start: int,
    end: int,
    severity: Severity = Severity.ERROR,
    weight: float | None = None,
) -> Iterator[Hit]:
    # An offer may name code: "an example with `map`".
    named = analysis.is_mention(start, end) and not analysis.is_mention(start, start + 1)
    if is_spoken_of(analysis, start, start + 1 if named else end, says=True):
        return
    span = analysis.to_source(start, end)
    phrase = excerpt(analysis.text[start:end], 60)
    message = f"“{phrase}” is addressed to the person who asked for the text, not to its reader"
    if severity is Severity.INFO:
        message = f"“{phrase}” is how chat tools hand over a text; people write it too"
    yield Hit(span=span, message=message, severity=severity, weight=weight)


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
            text="Based on your notes, here is a plan for the path:\n\nGravel first, then slate."
        ),
        Example(
            text="Here is the updated README with the prices at the top:\n\nGarden paths lead "
            "people."
        ),
        Example(
            text="Here's the complete Markdown file with all the sections:\n\nGarden paths lead "
            "people."
        ),
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "Here's a refined version of your plan for the path:\n\nGravel drains well and is "
            "cheap. Slate lasts for a century, and it is dear."
        ),
        Example(
            text="I can write a long article for the given keyword. Here it is:\n\nGravel drains "
            "well and is cheap. Slate lasts for a century, and it is dear."
        ),
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "Feel free to customize this README further."
        ),
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
        Example(text="Based on your answers, here are the stones that suit you best."),
        Example(
            text="Here is the updated documentation of the gate. The old pages stay until June."
        ),
        Example(
            text="As per your request, I have enclosed the invoice and two copies of the contract."
        ),
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "This version keeps your original settings and files."
        ),
        Example(
            text="Gravel drains well and is cheap. Slate lasts for a century, and it is dear.\n\n"
            "Feel free to customize this template for your own projects!"
        ),
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
        Example(
            text="I write labels for museums. Would you like me to rewrite your website's content? "
            "I charge by the page, and I answer within two days.",
            note="who writes for a living",
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
