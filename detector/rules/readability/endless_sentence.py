"""Find single sentences that are too long to read to the end."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

MIN_WORDS = 100


def check(analysis: Analysis) -> Iterator[Hit]:
    for sentence in analysis.sentences:
        length = sentence.last_word - sentence.first_word
        if length < MIN_WORDS or analysis.blocks[sentence.block].kind is not BlockKind.PARAGRAPH:
            continue
        text = analysis.text_of(sentence)
        if text.count(";") + text.count(":") + text.count("|") >= length / 40:
            continue  # a list in a sentence: clauses of a contract, entries of an index
        first = sentence.first_word
        yield Hit(
            span=analysis.words_to_source(range(first, first + 8)),
            message=f"this sentence has {length} words",
        )


_WALK = (
    "we walked past the mill and over the bridge and up the lane where the old school used to be "
    "before they pulled it down to make room for the road, "
)
_CLAUSE = (
    "the tenant shall keep the garden, the path and the fence in the state in which they were "
    "handed over, at the tenant's own cost and without delay; "
)

RULE = Rule(
    id="endless-sentence",
    family=Family.READABILITY,
    severity=Severity.INFO,
    summary="A sentence of a hundred words or more that is not a list of clauses",
    why="Such a sentence usually lacks full stops, or several sentences were joined by mistake.",
    remedy="Find where each thought ends, and put a full stop there.",
    sources=("YoastSEO.js, sentenceLengthInText: over 20 words is long",),
    finds=(
        Example(text="After the rain " + _WALK * 4 + "and then we went home."),
        Example(text="First " + _WALK * 3 + "and after that " + _WALK * 2 + "until night."),
        Example(text="It was late. That night " + _WALK * 5 + "and slept. We woke at noon."),
    ),
    spares=(
        Example(
            text="After the rain " + _WALK * 2 + "and then we went home.", note="long, not endless"
        ),
        Example(
            text="In particular " + _CLAUSE * 6 + "and so forth.", note="clauses of a contract"
        ),
        Example(
            text=f"{_WALK.strip(', ').capitalize()}. " * 5, note="full stops where they belong"
        ),
    ),
    check=check,
)
