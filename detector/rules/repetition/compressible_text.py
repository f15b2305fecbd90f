"""Find texts that compress far better than human prose of their length."""

from __future__ import annotations

import math
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.repetition.again import first_again
from detector.rules.repetition.entries import is_entries
from detector.rules.repetition.meant import remaining
from detector.rules.repetition.primer import is_primer
from detector.rules.repetition.reference import is_data, is_reference
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from detector.text.repetition import measure

MIN_WORDS = 150
_GRAM = 5  # words of the phrases that the message tells of
_TOLD = 0.1  # share of the text in them; with less, single words return


def _limit(words: int) -> float:
    """The ratio that 99.8% of 5,700 human articles stay below, at most 4."""
    return min(2.9 + 1.0 * math.log10(words / 100.0), 4.0)


def check(analysis: Analysis) -> Iterator[Hit]:
    repetition = analysis.once(measure)
    ratio = repetition.compression
    if ratio is None or repetition.words < MIN_WORDS or repetition.verse:
        return
    if ratio <= _limit(repetition.words) or is_data(analysis) or is_reference(analysis):
        return
    if is_primer(analysis) or is_entries(analysis):
        return
    left = analysis.once(remaining)
    ratio = left.compression
    if ratio is None:
        return
    excess = ratio - _limit(left.words)
    if excess > 0:
        share = repetition.repeated_grams[_GRAM]
        told = (
            f"{share:.0%} of it repeats earlier phrases of five words or more"
            if share >= _TOLD
            else "it has few different words for its length"
        )
        yield Hit(
            span=analysis.words_to_source(first_again(analysis, _GRAM)) if share else None,
            message=f"the text says the same again and again: {told}",
            weight=min(0.25 + 0.15 * excess, 0.6),
        )


RULE = Rule(
    id="compressible-text",
    family=Family.REPETITION,
    severity=Severity.WARNING,
    summary="Text that compresses far better than human prose of its length",
    why="Compression measures how much of a text repeats earlier words. When this was first "
    "measured, seven of ten pages with a ratio above four were spam.",
    remedy="Look for passages that repeat each other, and cut them.",
    sources=(
        "Ntoulas et al. 2006, Detecting Spam Web Pages through Content Analysis, section 4.6",
        "limits by length: fitted on 5,700 human articles of 30 kinds",
    ),
    finds=(
        Example(text=(FERRY + GARDEN) * 4, note="the same text four times"),
        Example(
            text="".join(
                f"Plumber in zone {n}? Call the best plumber in zone {n} today. " * 2
                for n in range(1, 13)
            ),
            note="one line for every zone",
        ),
        Example(text=GARDEN + BIRDS + "Click here to see more of our offers. " * 25),
    ),
    spares=(
        Example(text=FERRY + GARDEN + BIRDS, note="plain prose"),
        Example(
            text=FERRY + GARDEN + BIRDS + FERRY + "That was my summer, and I would do it again "
            "tomorrow if the boat still ran, but the quay was sold and the captain went south.",
            note="one paragraph twice",
        ),
        Example(
            text=FERRY
            + "\n\n"
            + "".join(
                f"- **{name}**: Counts the {name.lower()} that have a value in the chosen column, "
                "and shows their number at the end of the chosen column.\n"
                for name in ("Boats", "Crews", "Ports", "Fares", "Lamps", "Ropes", "Sails", "Oars")
            ),
            content_type=ContentType.MARKDOWN,
            note="what each option does",
        ),
        Example(
            text=FERRY
            + "\n\n"
            + "".join(
                f"{name}\n   The total number of {name.lower()} that were counted in all the ports "
                "of the whole coast. Excludes those that were sold.\n\n"
                for name in (
                    "Boats",
                    "Crews",
                    "Ports",
                    "Fares",
                    "Lamps",
                    "Ropes",
                    "Sails",
                    "Oars",
                    "Nets",
                    "Buoys",
                )
            ),
            content_type=ContentType.MARKDOWN,
            note="terms, with their meaning set in below",
        ),
        Example(
            text=FERRY
            + "\n\n"
            + "".join(
                f"- {name}: Applies to all ports of the coast.\n  - Day view: Counts the total "
                f"number of {name.lower()} in the column of the day.\n  - Year view: Counts the "
                f"total number of {name.lower()} in the column of the year.\n"
                for name in ("Boats", "Crews", "Fares", "Lamps", "Ropes", "Sails")
            ),
            content_type=ContentType.MARKDOWN,
            note="options, each in two views",
        ),
        Example(text="Click here to see more of our offers. " * 10, note="too short to judge"),
        Example(
            text="".join(
                f"The {a} sees the {b}. Hop, {a}, hop. The {b} can not hop. The {b} can run. "
                f"Run, {b}, run. The {a} is on a {c}. The {b} is in a {c}. "
                for a, b, c in (
                    ("frog", "dog", "log"),
                    ("cat", "hen", "box"),
                    ("fox", "pig", "bed"),
                    ("kid", "bat", "sack"),
                    ("bug", "ram", "tub"),
                    ("hare", "goat", "cart"),
                )
            ),
            note="a book for those who learn to read",
        ),
    ),
    check=check,
    cap=0.6,
)
