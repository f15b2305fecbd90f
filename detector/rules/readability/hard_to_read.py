"""Find prose beyond the end of the reading-ease scale: long words in long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.readability.references import hidden_ends, lacks_sentences
from detector.rules.rule import Example, Hit, Rule
from detector.text import readability
from detector.text.analysis import Analysis

MIN_WORDS = 150
# Flesch's scale ends at 0 ("very difficult": 30 to 0). Abstracts of papers reach -5 with
# sentences of 25 words; only both together are too much for a web page. Names of drugs and methods
# bring abstracts of ordinary sentences, up to 30 words, to -12: there the words must be longer.
MAX_EASE, MAX_EASE_ORDINARY = -5.0, -20.0
MIN_SENTENCE, LONG_SENTENCE = 25.0, 30.0
_EASE_PER_WORD = 1.015  # of the mean sentence, in Flesch's formula


def check(analysis: Analysis) -> Iterator[Hit]:
    figures = analysis.once(readability.measure)
    if figures is None or figures.counts.words < MIN_WORDS:
        return
    ease, mean = figures.flesch_reading_ease, figures.mean_sentence_words
    if ease >= MAX_EASE or mean <= MIN_SENTENCE:
        return
    if lacks_sentences(analysis):
        return
    missed = hidden_ends(analysis)
    if missed:
        whole = mean * figures.counts.sentences / (figures.counts.sentences + missed)
        ease += _EASE_PER_WORD * (mean - whole)
        mean = whole
    limit = MAX_EASE if mean > LONG_SENTENCE else MAX_EASE_ORDINARY
    if ease < limit and mean > MIN_SENTENCE:
        yield Hit(
            span=None,
            message=f"very hard to read: {mean:.0f} words a sentence and "
            f"{figures.syllables_per_word:.1f} syllables a word on average (Flesch reading ease "
            f"{ease:.0f}; 30 is already very difficult)",
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

_STUDY = (
    "Chronic obstructive pulmonary disease remains a considerable cause of mortality worldwide.1,2 "
    "International recommendations emphasise individualised rehabilitation programmes.3 "
    "Randomised evaluations nevertheless demonstrated inconsistent improvements.4–6 "
    "Pharmacological alternatives necessitate additional multidisciplinary investigation.[7] "
)
_TRIAL = (
    "The examination of the tissue demonstrated that the concentration of cyclooxygenase had risen "
    "significantly after the administration of hydroxychloroquine to the postmenopausal group "
    "with glomerulonephritis. Gastrointestinal complications led to the discontinuation of "
    "methotrexate in fourteen of the patients, who had been receiving corticosteroids for "
    "rheumatological conditions at the time of the randomisation. "
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
        Example(
            text=_STUDY * 4, note="numbers of references after the full stop hide where it stands"
        ),
        Example(text=_TRIAL * 4, note="long names of drugs and methods, in plain sentences"),
        Example(
            text="".join(
                f"Release 2.{n} (May 2019)\ncompression: considerably accelerated initialisation\n"
                "documentation: reorganised configuration instructions (#12, contributed "
                "anonymously)\ncompatibility: experimental architectures\n\n"
                for n in range(12)
            ),
            note="a log of changes without full stops",
        ),
        Example(text=_OFFICE, note="too short to judge"),
    ),
    check=check,
)
