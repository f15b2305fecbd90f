"""Headings about the page itself: “What this guide actually covers”, the title in a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, BlockKind, ContentType

_PIECES = word_set(
    "guide article page post tutorial checklist breakdown resource blog comparison review"
)
_PIECE = f"(?:{'|'.join(sorted(_PIECES))})"
_HEADING = (
    rf"(?:what (?:this|the|our) {_PIECE} (?:actually |really |also )?(?:covers|is about|does"
    rf"|offers|"
    rf"will (?:cover|teach you))|how to (?:use|read|get the most (?:out of|from)) this {_PIECE}|who"
    rf" (?:this|the) {_PIECE} is (?:not )?for|why (?:this|the) {_PIECE} (?:exists|matters|helps)|"
    rf"what you(?:'ll| will) (?:learn|find|get) (?:in|from) this {_PIECE}|"
    rf"how this {_PIECE} (?:was made|works|helps(?: you)?))\??"
)
_MIN_TITLE_WORDS = 5
# A disease, a law or a device may have a name of eight words, and may be asked about by it. A
# headline is none: it speaks to somebody, counts, asks, or opens with what is done.
_HEADLINE_WORDS = word_set(
    "how why what when where which who you your yours we our should can is are was will do"
    " does best top ultimate complete guide tips ways reasons things everything"
)
_MIN_OPENING_LETTERS = 6  # of a word in -ing: "Caring for"


def _is_headline(title: tuple[str, ...]) -> bool:
    first = title[0]
    return not _HEADLINE_WORDS.isdisjoint(title) or (
        first.endswith("ing") and len(first) >= _MIN_OPENING_LETTERS and len(title) > 2
    )


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield headings about the page itself, and questions that contain the whole title."""
    words = analysis.words
    found: list[Hit] = []
    title: tuple[str, ...] = ()
    for index, block in enumerate(analysis.blocks):
        if block.kind not in HEADING_KINDS:
            continue
        reach = analysis.word_range(block.start, block.end)
        if len(reach) > 40:
            continue
        phrase = analysis.text_of(block).strip(" *_:#")
        name = tuple(words[i] for i in reach)
        if not _PIECES.isdisjoint(name) and compiled(_HEADING).fullmatch(phrase):
            found.append(
                Hit(
                    span=analysis.to_source(block.start, block.end),
                    message=f"“{phrase}” is about the page, not about its subject",
                )
            )
        if index == 0 or block.kind is BlockKind.TITLE:
            title = title or name
        elif (
            len(title) >= _MIN_TITLE_WORDS < len(name)
            and phrase.endswith("?")
            and _is_headline(title)
        ):
            size = len(title)
            if any(name[i : i + size] == title for i in range(len(name) - size + 1)):
                yield Hit(
                    span=analysis.to_source(block.start, block.end),
                    message="the question is a template filled in with the page's title",
                )
    for hit in found:
        # One such heading tells readers where they are.
        yield hit if len(found) > 1 else replace(hit, severity=Severity.INFO, weight=0.05)


RULE = Rule(
    id="self-template",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="Headings about the page itself, or with its title in a template",
    why="“What this guide actually covers” fits every page of a site. It comes from a template.",
    remedy="Delete the section, or give it a heading that says what it contains.",
    sources=("https://developers.google.com/search/docs/fundamentals/creating-helpful-content",),
    finds=(
        Example(
            text="Old boats\n\nBoats are made of wood, and they swell in water, all of them.\n\n"
            "What this guide actually covers\n\nWe look at planks, nails, paint and the like here."
        ),
        Example(
            text="# Caring for Old Wooden Boats\n\nBoats swell.\n\n## How long does it take to "
            "get answers from Caring for Old Wooden Boats?\n\nA week.\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="# Boats\n\nBoats swell.\n\n## How to use this guide\n\nRead it on deck.\n",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text="# Hereditary weakness of the small bones in the foot\n\n## What is hereditary "
            "weakness of the small bones in the foot?\n\nA rare illness.\n",
            content_type=ContentType.MARKDOWN,
            note="the name of a disease",
        ),
        Example(
            text="# Boats\n\nBoats swell.\n\n## How to use a plane\n\nPush it along the plank.\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="# Old boats\n\nBoats swell.\n\n## Why old boats?\n\nThey are cheap to buy.\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="What this guide covers is the river from the mill to the sea, with maps."),
    ),
    check=check,
    weight=0.2,
    cap=0.2,
)
