"""Find prose whose usual sentence is too long to keep in mind."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.readability.references import hidden_ends, lacks_sentences
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_licence
from detector.text import readability
from detector.text.analysis import Analysis

MIN_WORDS = 150
# Of three sentences one makes the median, and a few say little about the habit: fewer than eight
# are a warning, and never alone a reason to act.
MIN_SENTENCES = 4
MANY_SENTENCES = 8
# The median sentence of human prose has 12 to 22 words by genre; 98% of articles of every
# genre but unedited school essays stay below 50. Above 80, editors reject any text.
LIMIT = 50
ACT = 80
HIDDEN = 0.1  # of the sentences: with more, their length is not known


def check(analysis: Analysis) -> Iterator[Hit]:
    figures = analysis.once(readability.measure)
    if figures is None or figures.sentence_words <= LIMIT:
        return
    if figures.counts.words < MIN_WORDS or figures.counts.sentences < MIN_SENTENCES:
        return
    if lacks_sentences(analysis) or is_licence(analysis):
        return
    if hidden_ends(analysis) > HIDDEN * figures.counts.sentences:
        return
    weight = 0.25
    if figures.counts.sentences >= MANY_SENTENCES:
        weight = min(weight + 0.25 * (figures.sentence_words - LIMIT) / (ACT - LIMIT), 0.6)
    elif analysis.prose.count(";") >= figures.counts.sentences:
        return  # authors of another century paused at semicolons
    yield Hit(
        span=None,
        message=f"half of the {figures.counts.sentences} sentences have more than "
        f"{figures.sentence_words:.0f} words",
        weight=weight,
    )


_LONG = (
    "When the committee met in the spring to discuss what the members had written in the winter "
    "about the plans that the council had drawn up in the autumn before, nobody could remember "
    "who had asked for the plans or why the plans had been drawn so large that the paper did not "
    "fit on the table in the room where the committee always met. "
)
_LONGER = _LONG[:-2] + (
    ", and so the chair, who had not read them either, asked the clerk to read them aloud, which "
    "took until the lamps were lit and left no time for the vote. "
)
_PAUSED = _LONGER.replace(", and so", "; and so").replace("autumn before, nob", "autumn; nob")
_SHORT = (
    "The committee met in the spring. It had the winter's letters to discuss, and the plans that "
    "the council drew up last autumn. Nobody could remember who had asked for them. "
)

RULE = Rule(
    id="long-sentences",
    family=Family.READABILITY,
    severity=Severity.WARNING,
    summary="Half or more of the sentences have over fifty words",
    why="Readers lose the beginning of such sentences before they reach the end. A whole text of "
    "them lacks full stops, or was never meant to be read.",
    remedy="Put a full stop where a thought ends. Aim at fifteen to twenty-five words.",
    sources=(
        "YoastSEO.js, sentenceLengthInText: over 20 words in at most a quarter of the sentences",
        "limits: fitted on 5,700 human articles of 30 kinds",
    ),
    finds=(
        Example(text=_LONG * 4, note="four sentences of sixty words"),
        Example(text=_LONGER * 3 + _SHORT, note="three very long and three short ones"),
        Example(text=_LONG * 3 + _LONGER * 2, note="none with a pause"),
    ),
    spares=(
        Example(text=_SHORT * 6, note="plain sentences"),
        Example(text=_LONG + _SHORT * 4, note="one long sentence among short ones"),
        Example(text=_LONGER * 2 + _LONG, note="three sentences are no habit"),
        Example(text=_LONG, note="too short to judge"),
        Example(
            text="".join(
                f"lamp 0x{n:04d}aabb0011 host_port_{n} 0xffee{n:04d}c0de lit_at_{n} 0x{n:04d}0000 "
                * 8
                + "\n\n"
                for n in range(9)
            ),
            note="a file of data",
        ),
        Example(text=_PAUSED * 3, note="semicolons give rest"),
    ),
    check=check,
    cap=0.6,
)
