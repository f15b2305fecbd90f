"""Find texts that repeat long runs of words inside sentences that otherwise differ."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.again import first_again
from detector.rules.repetition.meant import remaining
from detector.rules.repetition.reference import is_data, is_reference
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.repetition import measure

MIN_WORDS = 100
# 99.5% of human articles stay below 0.24 at every length; Gopher's crawl filter cuts at 0.10.
LIMIT = 0.25
_GRAM = 10  # words


def check(analysis: Analysis) -> Iterator[Hit]:
    repetition = analysis.once(measure)
    if repetition.words < MIN_WORDS or repetition.verse:
        return
    # Most texts stay below the limit with all their copies.
    if repetition.repeated_grams[_GRAM] <= LIMIT or is_reference(analysis) or is_data(analysis):
        return
    share = analysis.once(remaining).repeated_grams
    if share > LIMIT:
        yield Hit(
            span=analysis.words_to_source(first_again(analysis, _GRAM)),
            message=f"{share:.0%} of the text repeats passages of ten words or more; keep one of "
            "each",
        )


_HOTELS = "offers guests a warm welcome, clean rooms and a hearty breakfast close to the station. "
_TOWNS = ("Bergen", "Lyon", "Porto", "Graz", "Ghent")

RULE = Rule(
    id="repeated-passages",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="A quarter or more of the text repeats earlier runs of ten words",
    why="Whole clauses repeated word for word, with a name changed here and there, are a sign of a "
    "template filled in many times or of a text pasted into itself.",
    remedy="Keep the full wording once, and write only what differs in the other locations.",
    sources=("Rae et al. 2021 (Gopher), table A1: duplicate 10-gram characters 0.10",),
    finds=(
        Example(
            text=FERRY + "".join(f"Our house in {town} {_HOTELS}" for town in _TOWNS),
            note="one clause for five towns",
        ),
        Example(text=(FERRY + GARDEN) * 2, note="the same text twice"),
        Example(
            text="".join(
                f"{who} will learn how to plan, build and run a small shop on the web in one "
                f"weekend, and {who.lower()} will learn it {how}. "
                for who, how in (
                    ("Students", "at home"),
                    ("Parents", "on a phone"),
                    ("Teachers", "for free"),
                    ("Farmers", "in the field"),
                )
            ),
            note="one sentence for four kinds of people",
        ),
    ),
    spares=(
        Example(text=FERRY + GARDEN + BIRDS, note="nothing is repeated"),
        Example(
            text=FERRY + GARDEN + BIRDS + "He says that slugs follow the damp, and I smile.",
            note="one clause is repeated",
        ),
        Example(text=FERRY * 2, note="too short to judge"),
    ),
    check=check,
)
