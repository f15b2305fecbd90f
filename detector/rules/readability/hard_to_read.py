"""Find prose beyond the end of the reading-ease scale: long words in long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text import readability
from detector.text.analysis import Analysis

MIN_WORDS = 150
# Flesch's scale ends at 0 ("very difficult": 30 to 0). Abstracts of papers reach -5 with
# sentences of 25 words; only both together are too much for a web page.
MAX_EASE = -5.0
MIN_SENTENCE = 25.0


def check(analysis: Analysis) -> Iterator[Hit]:
    figures = analysis.once(readability.measure)
    if figures is None or figures.counts.words < MIN_WORDS:
        return
    if figures.flesch_reading_ease < MAX_EASE and figures.mean_sentence_words > MIN_SENTENCE:
        yield Hit(
            span=None,
            message=f"Flesch reading ease is {figures.flesch_reading_ease:.0f} (0 is already very "
            f"hard): {figures.syllables_per_word:.1f} syllables per word, "
            f"{figures.mean_sentence_words:.0f} words per sentence",
        )


_OFFICE = (
    "The operationalisation of organisational transformation initiatives necessitates "
    "comprehensive prioritisation of interdepartmental communication infrastructures, "
    "facilitating continuous optimisation of administrative responsibilities, collaborative "
    "decision-making capabilities and sustainable implementation methodologies throughout "
    "international corporations. "
)
_CRITIC = (
    "Contemporary interpretations of postcolonial subjectivity inevitably problematise "
    "universalising epistemologies, simultaneously reconfiguring institutional historiography, "
    "representational authority and intersectional positionality within increasingly "
    "heterogeneous transnational configurations of cultural production. "
)
_PLAIN = (
    "When a firm changes how it works, its people need to talk with each other more than before. "
    "Managers should ask what each team does, write it down, and put the list where all can see. "
)

RULE = Rule(
    id="hard-to-read",
    family=Family.READABILITY,
    severity=Severity.WARNING,
    summary="Long words in long sentences throughout, beyond the reading-ease scale",
    why="Even legal and academic writing rarely falls below zero on Flesch's scale. Prose that "
    "does hides its meaning, or has none.",
    remedy="Prefer verbs to nouns made from verbs, say who does what, and split the sentences.",
    sources=(
        "Flesch 1948, A New Readability Yardstick, as in textstat 0.7.8",
        "limits: fitted on 5,700 human articles of 30 kinds",
    ),
    finds=(
        Example(text=_OFFICE * 6, note="management prose"),
        Example(text=_CRITIC * 6, note="theory"),
        Example(text=(_OFFICE + _CRITIC) * 3, note="both"),
    ),
    spares=(
        Example(text=_PLAIN * 6, note="the same, said plainly"),
        Example(text=_PLAIN * 4 + _OFFICE, note="one hard sentence"),
        Example(text=_OFFICE, note="too short to judge"),
    ),
    check=check,
)
