"""An adjective moved behind its noun: “loss that is further” where English says “further loss”.

Rewriting tools turn many an “A B” into “B that is A” to differ from the text they copy. People
write “a house that is old” now and then, and go on: “books that are good for children”.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

# Two, and one in 200 words: one of 33,000 texts of people has that.
_WORDS_PER_HIT = 200
_IS = word_set("is are was were")
# Not a noun that the clause describes: "seems that is", "everyone that is late", "the fact that".
_NO_NOUN = word_set(
    "something anything everything nothing those these someone anyone everyone people person think"
    " thing things thought believe said know sure hope idea fact feel extent only with from such"
    " than seems given found find show shows shown argue told claim means mean says like need what"
    " when then that this case point proof believes news true"
)
# The clause says more than the adjective: "that are good for children".
_GOES_ON = word_set(
    "to for of in by with than and or at on from as about enough that if when while because but not"
    " is are was were into through under over between within without among against only more most"
    " too very so upon"
)
_NO_ADJECTIVE = word_set(
    "very more most just also often always never still used made held sent built known seen"
    " done with what where when their your this that they have been able both such than then"
    " easy hard being like well less quite even here kept left lost paid sold told part true"
    " false about from above below inside outside across around behind beyond near"
)
_NO_ADJECTIVE_ENDS = ("ed", "ing", "ly", "en")


def check(analysis: Analysis) -> Iterator[Hit]:
    if analysis.language not in ("en", None):
        return
    found = [i for i in analysis.places_of(("that", "which")) if _is_displaced(analysis, i)]
    if len(found) < 2 or len(found) * _WORDS_PER_HIT < len(analysis.words):
        return
    for i in found:
        start, end = analysis.word_starts[i - 1], analysis.word_ends[i + 2]
        if not analysis.is_mention(start, end):
            noun, adjective = analysis.words[i - 1], analysis.words[i + 2]
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{analysis.text[start:end]}” should be “{adjective} {noun}”",
            )


def _is_displaced(analysis: Analysis, i: int) -> bool:
    words = analysis.words
    if not 0 < i < len(words) - 2 or words[i + 1] not in _IS:
        return False
    noun, adjective = words[i - 1], words[i + 2]
    if min(len(noun), len(adjective)) < 4 or noun in _NO_NOUN or adjective in _NO_ADJECTIVE:
        return False
    if adjective.endswith(_NO_ADJECTIVE_ENDS) or not analysis.surface[i + 2].islower():
        return False
    text, end = analysis.text, analysis.word_ends[i + 2]
    between = text[analysis.word_ends[i - 1] : analysis.word_starts[i + 2]]
    if not set(between) <= set(f" {words[i]}{words[i + 1]}"):
        return False
    goes_on = text[end : end + 1] == " " and words[i + 3 : i + 4]
    return not (goes_on and words[i + 3] in _GOES_ON)


RULE = Rule(
    id="displaced-adjective",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.9,
    summary="“Loss that is further” for “further loss”, again and again",
    why="A rewriting tool moved the adjectives behind their nouns.",
    remedy="Write “further loss”, and check where the text comes from.",
    sources=("The Cambridge Grammar of the English Language, 6.4: attributive adjectives",),
    finds=(
        Example(text="The rent that is high fell. We write letters that are strict twice a year."),
        Example(text="The garden that is public closes at dusk. Bring shoes that are comfortable."),
        Example(text="A hotel that is cheap costs little. Book a room that is quiet early."),
    ),
    spares=(
        Example(text="Bring shoes that are comfortable, and a coat. The public garden is open."),
        Example(
            text="Choose books that are good for children and toys that are safe in water. Leave"
            " out anything that is sharp."
        ),
        Example(text="We know that is true. It seems that is rare. The idea that is new won."),
    ),
    check=check,
)
