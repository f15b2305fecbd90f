"""Rows of hashtags in an article: “#travel #boats #summer #sea”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis

# A letter that no colour and no number of an issue has, in each tag.
_TAG = r"#(?=[0-9_-]{0,3}[A-Za-z])(?![0-9A-Fa-f]{6}\b|[0-9A-Fa-f]{3}\b)\w{2,60}"
_ROW = rf"(?<![\w&/#]){_TAG}(?:[ ,]{{1,3}}(?:and[ ])?{_TAG}){{2,60}}"

_FEW = 5


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield each row of three tags or more; none of 4,800 human articles has one.

    A few tags as the last line of a post are a habit rather than a fault.
    """
    if analysis.text.count("#") < 3:
        return
    for match in compiled(_ROW, re.NOFLAG).finditer(analysis.text):
        if analysis.is_mention(*match.span()) or is_technical(analysis):
            continue
        tags = match.group().count("#")
        block = analysis.block_at(match.start())
        last = block is not None and block.start == match.start() and block is analysis.blocks[-1]
        few = last and tags <= _FEW
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"{tags} hashtags in a row (“{excerpt(match.group(), 40)}”) lead nowhere here",
            count=tags,
            severity=Severity.INFO if few else Severity.WARNING,
            weight=0.05 if few else None,
        )


_TIDES = "Boats are made of wood, and wood swells in the water. It dries for a year in the yard. "

RULE = Rule(
    id="hashtag-row",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="Rows of three or more hashtags",
    why="Hashtags are links of social networks. In an article they are a leftover of a post, or "
    "search words that readers have to skip.",
    remedy="Delete them. Give the page tags if its site has any.",
    sources=("measured on 4,800 human articles of 40 kinds",),
    finds=(
        Example(text=f"{_TIDES * 2}#boats #wood #yard #summer"),
        Example(text=f"#OldBoats #Yard2026 #Sea\n\n{_TIDES * 2}"),
        Example(text=f"{_TIDES}Follow us: #Boats, #LearnToSail, #WoodWork. {_TIDES}"),
    ),
    spares=(
        Example(text=f"{_TIDES}The tag #boats had 300 posts, and #wood had ten."),
        Example(text=f"{_TIDES}The hull is #fff000 #aabbcc #ddeeff; see #12 #13 #14."),
        Example(text=f"{_TIDES}They wrote '#boats #wood #yard' on the wall."),
    ),
    check=check,
    weight=0.25,
)
