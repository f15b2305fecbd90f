"""The same link text to the same place, many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from detector.analysis import Analysis
from detector.document import ContentType, Link
from detector.findings import Family, Severity
from detector.keyphrases import fold
from detector.rules.keyword_stuffing.commerce import OFFER_WORDS, SEARCH_WORDS
from detector.rules.rule import Example, Hit, Rule

MIN_COUNT = 4


def check(analysis: Analysis) -> Iterator[Hit]:
    groups: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in analysis.document.links:
        anchor = " ".join(link.anchor.lower().split())
        if not link.target.startswith("#"):
            groups[(anchor, link.target.rstrip("/"))].append(link)
    for (anchor, _), links in groups.items():
        words = {fold(word) for word in anchor.split()}
        # A manual links one function often; a search phrase as anchor is what pages trade in.
        if len(links) < MIN_COUNT or len(words) < 2:
            continue
        search = not words.isdisjoint(SEARCH_WORDS)
        if search or not words.isdisjoint(OFFER_WORDS):
            yield Hit(
                span=links[0].source,
                message=f"the link “{anchor}” to one page stands {len(links)} times",
                count=len(links),
                severity=Severity.WARNING,
                weight=0.45 if search else 0.25,
            )


def _links(anchor: str, target: str, count: int) -> str:
    return "".join(f"Part {n} says more. See [{anchor}]({target}).\n\n" for n in range(count))


RULE = Rule(
    id="anchor-repetition",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A search phrase as link text leads to one page again and again.",
    why="Readers need a link once; repeated search phrases as link text are link spam.",
    remedy="Keep the first link, or the one where a reader will want to go.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies#link-spam",),
    finds=(
        Example(
            text=_links("buy cheap lamps", "https://lamps.example/", 4),
            note="four times",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=_links("best essay service", "https://essay.example/order", 5),
            note="an offer",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=_links("Lamp repair near me", "/repair", 6),
            note="within the site",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text=_links("buy cheap lamps", "https://lamps.example/", 2),
            note="twice",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=_links("hash table", "https://docs.example/hash", 6),
            note="a manual and its glossary",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text=_links("help", "#help", 6), note="one word", content_type=ContentType.MARKDOWN
        ),
    ),
    check=check,
)
