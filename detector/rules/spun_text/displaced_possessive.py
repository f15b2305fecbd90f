"""A possessive moved behind its noun: “the body of yours” where English says “your body”.

Rewriting tools turn every “your X” into “the X of yours” to differ from the text they copy.
People write “a friend of yours” (one of several) and “that dog of yours” (with feeling), or use
“yours” for a noun just named: “the colour of her coat and the colour of yours”.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

_OWNER = {"mine": "my", "yours": "your", "ours": "our", "theirs": "their"}
_COMPARES = word_set("than as like between both same and or not but unlike")
_FUNCTION = word_set("in on at to for by with from as than of and or is are the a an that")
# "The rest of yours" is a part, "the name of yours" may be a letter's; "the fault of ours".
_PARTS = word_set(
    "rest half most all some one part best worst first last likes like end top size colour color"
    " majority many few several none any two three"
)
_MAX_NOUN = 3  # words between "the" and "of"


def check(analysis: Analysis) -> Iterator[Hit]:
    words, text = analysis.words, analysis.text
    starts, ends = analysis.word_starts, analysis.word_ends
    found: list[tuple[int, int]] = []
    for i in analysis.places_of(_OWNER):
        if i < 3 or words[i - 1] != "of" or words[i - 2] in _PARTS:
            continue
        near = range(i - 3, max(-1, i - 4 - _MAX_NOUN), -1)
        the = next((j for j in near if words[j] == "the"), -1)
        if the < 0 or (the and words[the - 1] in _COMPARES):
            continue
        if not _FUNCTION.isdisjoint(words[the + 1 : i - 1]):
            continue
        if set(text[starts[the] : ends[i]]) & set(",;:.!?()\n") or _goes_on(analysis, i):
            continue
        if not analysis.is_mention(starts[the], ends[i]):
            found.append((the, i))
    for the, i in found:
        noun = text[ends[the] + 1 : ends[i - 2]]
        yield Hit(
            span=analysis.to_source(starts[the], ends[i]),
            message=f"“{text[starts[the] : ends[i]]}” should be “{_OWNER[words[i]]} {noun}”",
            # One may be a slip or a poem; a habit of it is a tool's.
            severity=None if len(found) > 1 else Severity.INFO,
            weight=None if len(found) > 1 else 0.1,
        )


def _goes_on(analysis: Analysis, i: int) -> bool:
    """Return whether “mine” is a pit: “the owner of mine number four”."""
    if analysis.words[i] != "mine" or i + 1 == len(analysis.words):
        return False
    return analysis.words[i + 1] in ("number", "no", "workers", "shafts", "site")


RULE = Rule(
    id="displaced-possessive",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.9,
    summary="“The body of yours” for “your body”, again and again",
    why="A rewriting tool moved the possessives behind their nouns.",
    remedy="Write “your body”, and check where the text comes from.",
    sources=("The Cambridge Grammar of the English Language, 5.16.3: the oblique genitive",),
    finds=(
        Example(text="Rest the legs of yours after a ride, and give the bike of yours some oil."),
        Example(text="We paint the boats of ours in May, so that the guests of ours can sail."),
        Example(text="Water the plants of yours at dawn. The roots of yours will stay cool then."),
    ),
    spares=(
        Example(text="A friend of yours lent that old boat of yours to some cousins of mine."),
        Example(text="The price of his boat is lower than the price of yours or the rest of ours."),
        Example(text="The owner of mine number four met the manager of mine number five there."),
    ),
    check=check,
)
