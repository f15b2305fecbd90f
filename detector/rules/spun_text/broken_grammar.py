"""Runs of words that no grammar of English allows, of several kinds in one short text.

One slip is a slip of the pen, one kind of slip a learner's habit. Several kinds close together
are what word-by-word translation and word-swapping tools leave. Careless and informal writing
has them too, and counts for little.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.spun_text.carefulness import is_casual
from detector.rules.spun_text.grammar import slips
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis

# Two kinds within 600 words: none of 4,851 good articles has them, and none of 7,600 more stories,
# abstracts, reviews, speeches, letters and manuals; 7 of 990 essays of pupils do.
_WORDS_PER_KIND = 300
# A lesson shows wrong sentences, not always in quotation marks.
_SUBJECT = word_set(
    "grammar grammatical ungrammatical incorrect preposition prepositions verb verbs noun nouns"
    " tense tenses plural singular infinitive gerund participle esl syntax"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    if analysis.language not in ("en", None):
        return
    starts, ends = analysis.word_starts, analysis.word_ends
    found = [
        slip
        for slip in analysis.once(slips)
        if not analysis.is_mention(starts[slip.first], ends[slip.last - 1])
    ]
    if not found or is_about(analysis, _SUBJECT):
        return
    kinds = {slip.kind for slip in found}
    many = len(kinds) >= 2 and len(kinds) * _WORDS_PER_KIND >= len(analysis.words)
    casual = analysis.once(is_casual)
    seen: set[str] = set()
    for slip in found:
        start, end = starts[slip.first], ends[slip.last - 1]
        known = slip.kind in seen
        seen.add(slip.kind)
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{analysis.text[start:end]}”: {slip.advice}",
            severity=None if many and not casual else Severity.INFO,
            weight=0.03 if casual or known else 0.3 if many else 0.1,
        )


RULE = Rule(
    id="broken-grammar",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.9,
    summary="Several kinds of broken grammar: “can provides”, “depends from”, “these reason”",
    why="Word-by-word translation and tools that swap words break what goes together.",
    remedy="Correct the sentences, and check where the text comes from.",
    sources=("The Cambridge Grammar of the English Language, chapters 3 to 5 and 7",),
    finds=(
        Example(text="The price depends from the season. You should wrote to the hotel before."),
        Example(text="There are several reason for this. The new bridge is more easier to cross."),
        Example(
            text="The museum is been closed since many years. Visitors can choose a guided tour or "
            "a guided tour, and children must went with an adult."
        ),
    ),
    spares=(
        Example(text="The price depends on the season, so you should have written to the hotel."),
        Example(
            text="His will stood firm. These product names are better than most; the more older "
            "people came, the better. What made possible a new start was how musical a town it is."
        ),
        Example(
            text="She don't know them kind of folks, and they have went home. Those reasons are as "
            "good as any, or as good as none; the can opened with a key.",
            note="dialect",
        ),
        Example(
            text="A modal verb takes the infinitive. Wrong: they can goes, you should wrote. The "
            "preposition after this verb is “on”; wrong: it depends from them.",
            note="a lesson",
        ),
        Example(
            text="Make it as similar as possible. Before you ask for a certificate or a "
            "certificate request, read this. You get these complaints ...\n\n... because the key "
            "is too short."
        ),
        Example(text='"Depends from" and "more easier" are errors that learners of English make.'),
    ),
    check=check,
)
