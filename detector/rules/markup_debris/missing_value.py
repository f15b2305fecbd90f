"""What programs print where they have no value: “undefined”, “NaN”, “[object Object]”.

What makes it that kind: the word stands where a name, a place, a number or a date belongs. In
English “undefined” and “null” come before a noun or after a verb; a value stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, looks_like_code, tells_how, used
from detector.text.analysis import Analysis

# Votes and results may be null, and terms undefined: what is counted here cannot.
_COUNTED = (
    r"(?:stars?|reviews?|ratings?|comments?|views?|likes|followers|minutes?|mins?|hours?|km|miles"
    r"|guests|bedrooms?|bathrooms?|beds|baths)\b"
)
_MISSING = (
    rf"\b(?:undefined|null|NaN)[ ]{_COUNTED}|\bNaN[ ]?(?:%|/[ ]?\d|out[ ]of[ ]\d)"
    r"|\[object[ ][A-Z][A-Za-z]{2,30}\]|[$€£](?:undefined|null|NaN)\b"
    r"|\b(undefined|null|NaN)[ ]\1\b|^(?:undefined|null)[ ]\|[ ]"
    r"|\b(?:in|near|around|for|from|by|at)[ ]undefined(?=[ ]?[.,!?;:|)]|[ ](?:and|or)\b|[ ]?$)"
    r"|^[ \t]*(?:(?:[Pp]osted|[Pp]ublished|[Ww]ritten|[Uu]pdated)[ ])?(?:[Bb]y|[Oo]n)[ ]"
    r"(?:undefined|null|NaN)(?:[ ]on[ ][^\n]{1,40})?[ \t.]*$"
    r"|\b(?:[Hh]ello|[Hh]i|[Dd]ear)[ ](?:undefined|null|NaN)(?=[,!.])"
    r"|(?:[:·|•]|\b[Oo]n|^)[ ]?Invalid[ ]Date(?=[ \t.,|]|$)"
)
_MARKS = ("undefined", "NaN", "null", "[object ", "Invalid Date")


def check(analysis: Analysis) -> Iterator[Hit]:
    if not any(mark in analysis.text for mark in _MARKS):
        return
    found = list(used(analysis, compiled(_MISSING, re.M)))
    if not found or tells_how(analysis, found) or is_technical(analysis):
        return
    for match in found:
        if not looks_like_code(analysis.text, *match.span()):
            shown = " ".join(match.group().split())
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"“{shown}” is what a program prints where it has no value",
            )


RULE = Rule(
    id="missing-value",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Where a name or a number belongs: “undefined”, “NaN”, “null”, “[object Object]”",
    why="The page was filled by a program that had no value. Readers see the name of the fault.",
    remedy="Write the value, or delete the sentence.",
    sources=("ECMAScript 2025, 7.1.17: ToString of undefined, null, NaN and objects",),
    finds=(
        Example(text="Hello undefined, the boats run again from May, and a seat costs $NaN a day."),
        Example(text="The boats run again\n\nPosted by null\n\nFrom May the boats run each day."),
        Example(text="The best boats in undefined are here, with NaN stars from all their guests."),
        Example(text="Open on [object Object]. The boats run again from May until October."),
        Example(text="Last updated: Invalid Date\n\nThe boats run again from May, each full hour."),
    ),
    spares=(
        Example(text="The counter used to print NaN % there. It prints a dash now."),
        Example(text="The treaty was declared null on Monday.\n\nBy null he meant without effect."),
        Example(text="Dear Nan, the boats run from May. Nan out of five cousins cannot swim."),
        Example(text="The border is undefined, and the null votes were 40 in undefined districts."),
        Example(
            text="In JavaScript code, a variable without a value prints undefined. The function "
            "then compares it by undefined and null, and the browser shows NaN stars."
        ),
        Example(text='The screen said "Posted by undefined" all day, and "NaN stars" below that.'),
    ),
    check=check,
    metadata=True,
)
