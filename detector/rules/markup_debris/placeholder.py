"""Filler and placeholder text where the article should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import used, word_set
from detector.text.analysis import Analysis

# Cicero's mangled text and the sentences of lipsum.com, which many templates contain.
_FILLER = (
    r"lorem ipsum(?: dolor(?: sit amet)?| is simply dummy| is not simply random)[^.\n]{0,60}"
    r"|consectetur adipisi?[cs]?ci?ing elit|sed do eiusmod tempor|ut enim ad minim veniam"
    r"|duis aute irure dolor|excepteur sint occaecat|nemo enim ipsam voluptatem"
    r"|it is a long established fact that a reader will be distracted"
)
_SLOT = (
    r"(?:(?<=^)|(?<=[.!?:\n\[(] )|(?<=[\n\[(]))"
    r"(?:(?:your|add|insert|enter|type|write|put)[ ](?:your[ ]|the[ ]|some[ ])?"
    r"(?!image)(?:[a-z]+[ ])?(?:content|text|copy|title|heading|description|headline)[ ]here"
    r"|(?:this is )?(?:a )?(?:placeholder|dummy|sample)"
    r" (?:text|content|paragraph|copy)(?=[.\])\n]|$)"
    r"|content (?:coming soon|to be added|to follow)"
    r"|this (?:is|page is) (?:a|an example) (?:page|post|sample post)\. (?:edit|you could)"
    r"|click (?:the )?edit button to change this text"
    r"|hello world! welcome to wordpress)"
)
_TODO = (
    r"^[ \t]*(?:[-*][ ])?(?:(?:TODO|FIXME|TBD|TBA|XXX)(?:[ ]?:[^\n]{0,120})?"
    r"|to be (?:written|completed|added|done))[ \t.]*$"
)


# Regular expressions are tried only near words that they contain.
_FILLER_WORDS = word_set("ipsum consectetur eiusmod veniam irure occaecat voluptatem distracted")
_SLOT_PAIRS = frozenset(
    (first, second)
    for firsts, second in (
        ("content text copy title heading description headline", "here"),
        ("placeholder dummy sample", "text"),
        ("placeholder dummy sample", "content"),
        ("placeholder dummy sample", "paragraph"),
        ("placeholder dummy sample", "copy"),
        ("content", "coming"),
        ("content", "to"),
        ("example", "page"),
        ("example sample", "post"),
        ("edit", "button"),
        ("hello", "world"),
    )
    for first in firsts.split()
)
_SLOT_FIRST = frozenset(first for first, _ in _SLOT_PAIRS)
_TODO_MARKS = (
    "TODO", "FIXME", "TBD", "TBA", "XXX", "o be written", "o be completed", "o be added",
    "o be done",
)  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    if not _FILLER_WORDS.isdisjoint(counts):
        for match in used(analysis, compiled(_FILLER)):
            yield _hit(analysis, match, "is filler text")
    if _has_slot_words(analysis):
        for match in used(analysis, compiled(_SLOT, re.I | re.M)):
            yield _hit(analysis, match, "is placeholder text")
    if any(mark in analysis.text for mark in _TODO_MARKS):
        for match in used(analysis, compiled(_TODO, re.M)):
            yield _hit(analysis, match, "says that a part has not been written yet", 0.25)


def _has_slot_words(analysis: Analysis) -> bool:
    words = analysis.words
    return any(tuple(words[i : i + 2]) in _SLOT_PAIRS for i in analysis.places_of(_SLOT_FIRST))


def _hit(analysis: Analysis, match: re.Match[str], what: str, weight: float | None = None) -> Hit:
    return Hit(
        span=analysis.to_source(*match.span()),
        message=f"“{excerpt(match.group(), 60)}” {what}",
        severity=Severity.WARNING if weight else None,
        weight=weight,
    )


RULE = Rule(
    id="placeholder",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    summary="Placeholder text: lorem ipsum, “your text here”, a line with only “TODO”",
    why="The page was published before it was finished.",
    remedy="Write the missing part, or delete the placeholder.",
    sources=("lipsum.com", "WordPress: sample page and first post of a new site"),
    finds=(
        Example(
            text="Our team\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit, sed do."
        ),
        Example(text="Our history\n\nAdd your text here.\n\nOur team has grown since 2004."),
        Example(text="Opening hours\n\nTBD\n\nWe look forward to seeing you in our shop in town."),
    ),
    spares=(
        Example(
            text="Printers have used lorem ipsum since the 1500s to show what a typeface does."
        ),
        Example(text='Replace the words "Your text here" by the sentence that you want to show.'),
        Example(
            text="What goes here depends on the season; I still have a long to-do list for May."
        ),
    ),
    check=check,
    metadata=True,
)
