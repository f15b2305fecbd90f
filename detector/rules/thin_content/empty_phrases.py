"""Find texts padded with phrases that say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text import filler
from detector.text.analysis import Analysis

MIN_WORDS = 80
MIN_COUNT = 4  # phrases
# Phrases per 100 words. 99% of human articles of every genre stay below 0.5, and most have
# none at all.
LIMIT = 0.6
ACT = 1.1  # from here on the finding has its full weight


def check(analysis: Analysis) -> Iterator[Hit]:
    found = analysis.once(filler.measure)
    if found.words < MIN_WORDS or len(found.places) < MIN_COUNT or found.density < LIMIT:
        return
    counts = Counter(" ".join(analysis.words[p.start : p.stop]) for p in found.places)
    shown = ", ".join(f"“{phrase}”" for phrase, _ in counts.most_common(3))
    excess = (found.density - LIMIT) / (ACT - LIMIT)
    yield Hit(
        span=analysis.words_to_source(found.places[0]),
        message=f"{len(found.places)} phrases that say nothing in {found.words} words, such as "
        f"{shown}",
        count=len(found.places),
        weight=min(0.25 + 0.25 * excess, 0.6),
    )


_PADDED = (
    "In today's fast-paced world, plants play a pivotal role in our homes. It is important to note "
    "that there are many factors to think of. When it comes to light, it is essential to choose a "
    "good place. "
)
_PLAIN = (
    "A fern wants a north window and damp soil. Mine stood two winters beside the radiator and "
    "lost every second leaf, until I moved it to the bathroom sill. Water it twice a week. "
)

RULE = Rule(
    id="empty-phrases",
    family=Family.THIN_CONTENT,
    severity=Severity.WARNING,
    summary="Text padded with phrases that say nothing",
    why="Phrases like “it is important to note that” can be cut without loss. A text that contains "
    "one in every hundred words was written to reach a length, not a reader.",
    remedy="Cut the phrases. If nothing is left of a sentence, cut the sentence.",
    sources=(
        "plainlanguage.gov, “Omit unnecessary words”",
        "Wikipedia, “Signs of AI writing”",
        "Shaib et al. 2025, arXiv 2509.19163: density",
    ),
    finds=(
        Example(text=_PADDED + _PLAIN * 3, note="six in 141 words"),
        Example(text=_PADDED * 3, note="only padding"),
        Example(
            text=_PLAIN
            * 2
            + "Ferns play a vital role in any room. Let's dive in! In the realm of ferns, a wide "
            "range of pots is sold. In conclusion, the value of ferns cannot be overstated."
        ),
    ),
    spares=(
        Example(text=_PLAIN * 5, note="advice with something in it"),
        Example(text=_PADDED + _PLAIN * 40, note="a few in a long text"),
        Example(
            text=_PLAIN * 3 + "Editors cut “it is important to note that”, “in today's fast-paced "
            "world”, “when it comes to” and “plays a vital role” wherever they find them.",
            note="phrases named, not used",
        ),
    ),
    check=check,
    cap=0.6,
)
