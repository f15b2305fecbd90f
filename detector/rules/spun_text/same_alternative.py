"""A choice between a phrase and itself: “cold winter days or cold winter days”.

Where a text said the same in two ways, a rewriting tool often puts one synonym for both, and
the sentence offers a choice of one. People repeat single words so (“more and more”) or whole
clauses for effect; a phrase of two words or more that ends after “or” is different from the one
before. “Glass jars or glass jars with a lid” goes on, and so differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

_SIZES = (5, 4, 3, 2)
_LINKS = word_set("and or")
_END = ",.;:!?)\n"
_FUNCTION = word_set(
    "not do the a an of to in on at by for it is was we you he she they i this that so"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    words, surface, text = analysis.words, analysis.surface, analysis.text
    starts, ends = analysis.word_starts, analysis.word_ends
    for i in analysis.places_of(("or",)):
        for size in _SIZES:
            before = words[max(0, i - size) : i]
            if len(before) < size or words[i + 1 : i + 1 + size] != before:
                continue
            first, last = i - size, i + size
            own = set(before)
            if own & _LINKS or len(own) < size or len(own - _FUNCTION) < 2:
                break
            if not all(word.isalpha() and word.islower() for word in surface[first : last + 1]):
                break  # names, numbers and code
            if text[ends[last] : ends[last] + 1] not in _END:
                break
            between = text[starts[first] : ends[last]]
            if set(between) & set(",;:.!?()/\n") or analysis.is_mention(starts[first], ends[last]):
                break
            yield Hit(
                span=analysis.to_source(starts[first], ends[last]),
                message=f"both sides of “or” are “{' '.join(before)}”",
            )
            break


RULE = Rule(
    id="same-alternative",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.5,
    summary="A choice between a phrase and itself: “cold winter days or cold winter days”",
    why="A rewriting tool put the same words for two different ones.",
    remedy="Find out what the alternatives were, or delete one.",
    sources=(),
    finds=(
        Example(text="The trail suits mountain bikes or mountain bikes, but not in winter."),
        Example(text="It may be a mild skin rash or mild skin rash, and it lasts a few days."),
        Example(text="Store them in glass jars or glass jars. Keep them dry and out of the sun."),
    ),
    spares=(
        Example(text="The trail suits mountain bikes or road bikes; more and more people come."),
        Example(text="It was sooner or later or never, to be or not to be, over and over again."),
        Example(
            text="Pick glass jars or glass jars with a lid, red ones or, if you like, red ones."
        ),
    ),
    check=check,
)
