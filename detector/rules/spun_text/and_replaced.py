"""“As well as” wherever English says “and”.

Rewriting tools replace the commonest conjunction with a longer one, between single words too.
People write “as well as” once or twice, for what comes second in importance.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis

# Six of 31,600 texts of people reach both: three uses, and one for every three of “and”.
_MIN_USES = 3
_MIN_SHARE = 0.25
_PHRASE = ["as", "well", "as"]


def check(analysis: Analysis) -> Iterator[Hit]:
    words, counts = analysis.words, analysis.word_counts
    if counts.get("well", 0) < _MIN_USES or analysis.language not in ("en", None):
        return
    found = [i - 1 for i in analysis.places_of(("well",)) if words[i - 1 : i + 2] == _PHRASE]
    uses = len(found)
    if uses < _MIN_USES or uses < _MIN_SHARE * (uses + counts.get("and", 0)):
        return
    yield Hit(
        span=analysis.words_to_source(range(found[0], found[0] + 3)),
        message=f"“as well as” appears {uses} times where “and” is usual",
        count=uses,
    )


RULE = Rule(
    id="and-replaced",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.35,
    summary="“As well as” again and again where “and” is usual",
    why="A rewriting tool replaced “and” to differ from the text it copied.",
    remedy="Write “and”, and check where the text comes from.",
    sources=("Quirk et al.: A Comprehensive Grammar of the English Language, 13.103",),
    finds=(
        Example(
            text="Clean the gutters as well as the roof. Rain as well as snow wear them down as"
            " well as make leaks."
        ),
        Example(
            text="The course is short as well as practical. Pupils as well as teachers like it. It"
            " costs little as well as ends with a test, and a certificate."
        ),
        Example(
            text="Oil the chain as well as the hinges. Old as well as new locks need it, as well as"
            " they last longer then."
        ),
    ),
    spares=(
        Example(
            text="The museum shows coins as well as maps. Its cafe and its garden are open daily,"
            " and the tower too, and children as well as students pay half."
        ),
        Example(text="She sings as well as he does. You play well, as well as I ever did."),
        Example(
            text="Bread and milk, tea and sugar, salt and oil, fish and rice, plums and pears, eggs"
            " and ham, soup and nuts, figs and dates, pens and ink were sold as well as soap and"
            " rope, as well as nails and tape, as well as string."
        ),
    ),
    check=check,
)
