"""Text spinner syntax that was never expanded: {one|two|three}."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, used
from detector.text.analysis import Analysis

# Not the end of a name: "RFC822.{SIZE|HEADER}", "save/{old|new}".
_CHOICE = r"(?<![./=$@\\_-])\{(?:[A-Za-z][\w' ,-]{0,80})(?:\|[A-Za-z][\w' ,-]{0,80}){1,20}\}"


def check(analysis: Analysis) -> Iterator[Hit]:
    if "|" not in analysis.text or "{" not in analysis.text:
        return
    for match in used(analysis, compiled(_CHOICE, re.NOFLAG)):
        choices = match.group()[1:-1].split("|")
        if all(len(choice) < 3 for choice in choices) or is_technical(analysis):
            continue
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"unresolved choice between {len(choices)} wordings: "
            f"“{excerpt(match.group(), 60)}”",
            count=len(choices),
        )


RULE = Rule(
    id="spintax",
    family=Family.SPUN_TEXT,
    severity=Severity.ERROR,
    summary="Text spinner syntax left in the text: “{great|fine|superb}”",
    why="The text is a template for producing many copies.",
    remedy="Choose one wording, and check where the text comes from.",
    sources=("Spintax, the notation of article spinners",),
    finds=(
        Example(text="This is a {great|fine|superb} way to spend a day at the sea with children."),
        Example(text="{Visit|Go to|See} our shop in the centre of the town for all your needs."),
        Example(text="Our plumbers {work fast|are quick|lose no time} in every part of the town."),
    ),
    spares=(
        Example(text="The set {x | x > 0} is open, and {a|b} is short for a choice of letters."),
        Example(text="Type `{great|fine|superb}` and the tool will choose one of the three words."),
        Example(text="The client asks for BODY.{PEEK|TEXT} first, and keeps game.{old|new} apart."),
        Example(text="Name | Age | Town; the table {of 2019} lists them all, as before | Paris."),
    ),
    check=check,
)
