"""Titles that promise a counted list of shops: “Top 17 Websites to Buy …”."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS

_BAIT = (
    r"\b(?:top |best |the )?\d{1,3}\+?,? (?:[\w%&'-]+,? ){0,4}?(?:web ?sites?|sites?|places?"
    r"|platforms?"
    r"|sources?|sellers?|marketplaces?|stores?|shops?|providers?|ways?|methods?) (?:to|for"
    r"|where|of)"
    r" (?:[\w-]+ ){0,3}?(?:buy|buying|purchase|order|get|instant delivery|sell)\b"
    r"|\b\d{1,3} (?:trusted|legit|reliable|verified|genuine|authentic) (?:[\w-]+ ){0,2}?(?:sites?"
    r"|places?|"
    r"websites?|platforms?|sources?|sellers?) (?:to|for|where)\b"
)
_HEAD_BLOCKS = 3  # where a title may be that no heading marks
_MAX_TITLE = 200  # characters


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield such a title; only the first blocks and the headings are searched."""
    for index, block in enumerate(analysis.blocks):
        if index >= _HEAD_BLOCKS and block.kind not in HEADING_KINDS:
            continue
        end = min(block.end, block.start + _MAX_TITLE)
        if not compiled(r"\d").search(analysis.text, block.start, end):
            continue
        match = compiled(_BAIT).search(analysis.text, block.start, end)
        if match and not analysis.is_mention(*match.span()):
            phrase = " ".join(match.group().split())
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"“{phrase}” promises a counted list of sellers",
            )
            return


RULE = Rule(
    id="counted-list-bait",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="A title that promises a counted list of sellers",
    why="“Top 17 Websites to Buy …” is written for search engines. Most such pages then name one "
    "seller.",
    remedy="Say what the article really compares, and how many items it contains.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies",),
    finds=(
        Example(text="Top 17 Websites to Buy Old Boats\n\nBoats are made of wood, and they swell."),
        Example(text="15 Trusted Sites for Instant Delivery of Boats\n\nBoats are made of wood."),
        Example(text="# 9 Best Places To Buy Verified Boats in 2026\n\nBoats are made of wood.\n"),
    ),
    spares=(
        Example(
            text="Five ways to repair a boat\n\nBoats are made of wood, and they swell in water."
        ),
        Example(text="10 best places to swim\n\nThe river is warm in May, and the boats are out."),
        Example(text="In 2019 the town had 12 shops, and people could buy boats in two of them."),
    ),
    check=check,
    weight=0.25,
)
