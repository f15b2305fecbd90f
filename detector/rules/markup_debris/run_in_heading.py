"""Headings that have run into the paragraph below them.

What makes it that kind: the tags were stripped from a page without its line breaks. A long
paragraph then holds its own headings, without a mark between them and the sentence that follows:
words with capitals that go on in lower case, or a second sentence that starts inside the first.
One such place may be a name or a title; several different ones are headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis, Sentence
from detector.text.document import BlockKind
from detector.text.familiar import familiar_words

_LEAST_LENGTH = 1000  # code points of a paragraph: shorter ones hold no sections
# Of 2,849 human articles two have so many different ones: an essay and a page of questions, both
# copied without their line breaks.
_LEAST = 3
# Names of offices and titles of works that open a sentence look like headings, but what starts a
# sentence ends no name: of 6,989 human articles none has four with two of that kind, of 7,400 that
# the rule was not made with six. Of many headings one of that kind is enough.
_WARNED, _PARTED = 4, 2
_MANY = 8
_WORDS_EACH = 900  # of a long text: contracts write the terms that they define with capitals
_MOST_WORDS = 15  # of a heading
_CAPITALS, _PLAIN = 4, 3  # in a heading: words with capitals, and how many of them are no names
_SMALL = word_set(
    "of in and for the to a an on with your its is are vs at by or from as it not you do does how"
    " that"
)
# What starts a sentence, and has a capital nowhere else but in titles.
_STARTS = word_set(
    "when if this these it here most what how why the there they in for as to many every instead"
    " before after while not some at think start use let"
)
_GAPS = frozenset((" ", "-", " & "))
_STOCK = word_set(
    "introduction conclusion summary overview background prerequisites faq faqs final_thoughts"
    " key_takeaways next_steps the_problem the_solution"
)


class _Kind(IntEnum):
    """What tells a heading: its capitals; a sentence that begins behind it, as a quotation may; or
    both, or a usual heading with a sentence behind it."""

    CAPITALS = 0
    BEGUN = 1
    SURE = 2


class _Heading(NamedTuple):
    words: range
    kind: _Kind


def check(analysis: Analysis) -> Iterator[Hit]:
    long = {
        index
        for index, block in enumerate(analysis.blocks)
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start >= _LEAST_LENGTH
    }
    if not long:
        return
    found: dict[str, _Heading] = {}
    for sentence in analysis.prose_sentences:
        if sentence.block in long and (heading := _heading(analysis, sentence)):
            words = heading.words
            found.setdefault(" ".join(analysis.words[words.start : words.stop]), heading)
    if len(found) < max(_LEAST, len(analysis.words) / _WORDS_EACH):
        return
    kinds = [heading.kind for heading in found.values()]
    parted = len(kinds) - kinds.count(_Kind.CAPITALS)
    clear = len(kinds) >= _WARNED and (parted >= _PARTED or len(kinds) >= _MANY)
    first = max(found.values(), key=lambda heading: heading.kind)  # the first of the surest
    span = analysis.words_to_source(first.words)
    shown = excerpt(analysis.document.source[slice(*span)], 60)
    yield Hit(
        span=span,
        severity=Severity.WARNING if clear and _Kind.SURE in kinds else None,
        message=f"{len(found)} headings have run into the text, such as “{shown}”",
        count=len(found),
        # Crawlers flatten good pages and bad ones alike: no score or verdict may learn from it.
        weight=0.0,
    )


def _heading(analysis: Analysis, sentence: Sentence) -> _Heading | None:
    """Return the heading at the start of ``sentence``, None without one."""
    start = sentence.first_word
    end = _unbroken(analysis, start, min(sentence.last_word, start + _MOST_WORDS + 2))
    surface = analysis.surface[start:end]
    run = 0
    while run < len(surface) and (not surface[run][0].islower() or surface[run] in _SMALL):
        run += 1
    if 0 < run < len(surface) and surface[run][0].islower():
        while surface[run - 1] in _SMALL:
            run -= 1
        capitals = [word for word in surface[:run] if word[0].isupper()]
        plain = [w for w in capitals if not w.isupper() and w.lower() in familiar_words()]
        if len(capitals) >= _CAPITALS and len(plain) >= _PLAIN:
            sure = _starts(surface, run - 1) and surface[run - 1].lower() in _STARTS
            kind = _Kind.SURE if sure else _Kind.CAPITALS
            return _Heading(range(start, start + run - sure), kind)
    for size in (1, 2):
        name = "_".join(analysis.words[start : start + size])
        if name in _STOCK and _starts(surface, size):
            return _Heading(range(start, start + size), _Kind.SURE)
    for at in range(2, len(surface) - 1):
        if surface[at - 1].islower() and surface[at].lower() in _STARTS and _starts(surface, at):
            return _Heading(range(start, start + at), _Kind.BEGUN)
    return None


def _starts(surface: list[str], at: int) -> bool:
    """Return whether a sentence starts at the word ``at``: a capital, then a word without one."""
    return at + 1 < len(surface) and surface[at][0].isupper() and surface[at + 1][0].islower()


def _unbroken(analysis: Analysis, start: int, end: int) -> int:
    """Return the end of the words from ``start`` that no mark of a sentence parts."""
    for i in range(start, end - 1):
        if analysis.text[analysis.word_ends[i] : analysis.word_starts[i + 1]] not in _GAPS:
            return i + 1
    return end


_TOLD = "The boat leaves at nine and comes back before dark. Bring a coat, since the deck is open. "
_FLAT = (
    f"Finding the Right Boat for You boats differ more than they seem. {_TOLD * 4}"
    f"What the Trip Really Costs most people pay for a day. {_TOLD * 4}"
    f"Packing Well for Cold Weather wool keeps warm when it is wet. {_TOLD * 4}"
)

RULE = Rule(
    id="run-in-heading",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.INFO,
    summary="Headings that have run into the sentence after them",
    why="The tags of the page were stripped together with its line breaks. Readers get one block "
    "of text in which titles and sentences cannot be distinguished.",
    remedy="Put each heading on a line of its own, and divide the text into paragraphs again.",
    sources=("measured on 3,181 human articles of 40 kinds",),
    finds=(
        Example(text=_FLAT),
        Example(
            text=f"{_TOLD * 4}Why this works When you book early, you choose the seat. {_TOLD * 4}"
            f"The way back If the wind turns, the bus takes you home. {_TOLD * 4}"
            f"Conclusion The island is worth a day. {_TOLD}"
        ),
        Example(text=f"{_TOLD}\n\n{_FLAT}{_TOLD}\n\n{_TOLD}"),
    ),
    spares=(
        Example(text=_TOLD * 20, note="one long paragraph"),
        Example(
            text=f"{_TOLD * 9}The Old Man and the Sea was on the table. {_TOLD * 6}The Royal "
            f"National Lifeboat Institution came at once. {_TOLD * 4}",
            note="a title and a name",
        ),
        Example(
            text=_FLAT.replace(" boats differ", "\n\nBoats differ")
            .replace(" most people", "\n\nMost people")
            .replace(" wool keeps", "\n\nWool keeps"),
            note="headings on lines of their own",
        ),
        Example(
            text="".join(
                f"The {name} may end it. {_TOLD}"
                for name in ("Ship Owner", "Crew Member", "Third Party Agent", "Harbour Master") * 3
            ),
            note="the terms of a contract",
        ),
    ),
    check=check,
)
