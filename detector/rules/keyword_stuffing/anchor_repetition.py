"""The same link text to the same page, many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.keyword_stuffing.commerce import OFFER_WORDS, SEARCH_WORDS
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link
from detector.text.keyphrases import fold

MIN_COUNT = 4
# What is typed into a search box has none: "submit a request for help" is a part of a sentence.
_ARTICLES = frozenset("a an the this your our my".split())
# A manual downloads, repairs and writes, has services, slots and replicas, and calls its chapters
# after that.
_OF_MANUALS = word_set(
    """
    help service online download account review assignment writer writing tool app store repair
    cleaning cleaner installation boost top slot mod generator near maker editor template recovery
    subscription quote hosting broker certificate dump replica cost
    """
)
WORDS_A_LINK = 1000  # in more, the same link helps readers who begin in the middle


def check(analysis: Analysis) -> Iterator[Hit]:
    groups: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in analysis.document.links:
        anchor = " ".join(link.anchor.lower().split())
        if not link.target.startswith("#"):
            groups[(anchor, link.target.rstrip("/"))].append(link)
    for (anchor, _), links in groups.items():
        words = {fold(word) for word in anchor.split()}
        # A manual links one function often; link spam uses search phrases as link text.
        if len(links) < max(MIN_COUNT, len(analysis.words) / WORDS_A_LINK) or len(words) < 2:
            continue
        search = not words.isdisjoint(SEARCH_WORDS)
        offers = words & OFFER_WORDS if words.isdisjoint(_ARTICLES) else frozenset()
        if search or (offers and not (offers <= _OF_MANUALS and is_technical(analysis))):
            yield Hit(
                span=links[0].source,
                message=f"the link “{anchor}” to the same page appears {len(links)} times",
                count=len(links),
                severity=Severity.WARNING,
                weight=0.45 if search else 0.25,
            )


def _linked(anchor: str, target: str, times: int, note: str) -> Example:
    """Return a text that links ``times`` to ``target``."""
    text = "".join(f"Part {n} says more. See [{anchor}]({target}).\n\n" for n in range(times))
    return Example(text=text, note=note, content_type=ContentType.MARKDOWN)


RULE = Rule(
    id="anchor-repetition",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.WARNING,
    summary="A search phrase as link text to one page, many times",
    why="Readers need a link once. Search phrases repeated as link text are link spam.",
    remedy="Keep the first link, or the one that readers will want to follow.",
    sources=("https://developers.google.com/search/docs/essentials/spam-policies#link-spam",),
    finds=(
        Example(
            text="Run `lamp`, `oil` and `wick`.\n\n"
            + "Teams [hire lamp experts](https://lamps.example/) for this.\n\n" * 5,
            content_type=ContentType.MARKDOWN,
            note="an advertisement among code",
        ),
        _linked("buy cheap lamps", "https://lamps.example/", 4, "four times"),
        _linked("best essay service", "https://essay.example/order", 5, "an offer"),
        _linked("Lamp repair near me", "/repair", 6, "within the site"),
    ),
    spares=(
        _linked("buy cheap lamps", "https://lamps.example/", 2, "twice"),
        _linked("hash table", "https://docs.example/hash", 6, "a manual and its glossary"),
        _linked("ask a clerk for help", "/ask", 6, "what to do next, at the end of each answer"),
        Example(
            text="".join(
                f"## lamp-{n}\n\nThe tool `lamp-{n}` glows.\n\n[Download older versions](/old)\n\n"
                for n in range(6)
            ),
            note="under each program",
            content_type=ContentType.MARKDOWN,
        ),
        _linked("help", "#help", 6, "one word"),
        Example(
            text="".join(
                f"In {year} see [the parser generator](/parser).\n\n"
                + "The boat was mended. " * 400
                for year in range(2001, 2008)
            ),
            note="the log of many years",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
)
