"""Sales buttons: the same link twice in a row, or again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.document import ContentType, Link, Span

_SALES = (
    r"(?:buy|order|shop|get|check (?:the )?(?:price|latest)|view (?:on|deal|offer|price)|claim|"
)
_SALES += (
    r"see (?:price|deal|offer)|grab|purchase|click here|visit|sign up|try|download|book|hire)\b"
)
_IN_TEXT = r"(\[(?:buy|order|shop|get|click|visit|check) [^\]\n]{2,60}\])\s{0,3}\1"
# What a page on programs asks for and does not sell: "try the lamp online", "download the source".
_FREE = (
    r"(?:get|see|try|visit|download)\b"
    r"(?!.{0,60}\b(?:deals?|offers?|prices?|discounts?|bonus|quote|shop|store)\b)"
)
_OFTEN = 4  # times one label, wherever it is
_GAP = 4  # characters between two buttons side by side


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield doubled links, bracketed buttons shown as text, and the most repeated sales link."""
    text = analysis.text
    if "][" in text or "] [" in text:
        for match in compiled(_IN_TEXT).finditer(text):
            yield _doubled(analysis.to_source(*match.span()), match.group(1))
    previous: Link | None = None
    sales: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Span] = {}
    for link in analysis.document.links:
        anchor = " ".join(link.anchor.lower().split())
        if compiled(_SALES).match(anchor) and not analysis.is_code(link.start, link.end):
            key = (anchor, link.target)
            sales[key] += 1
            first.setdefault(key, link.source)
            if (
                previous is not None
                and previous.target == link.target
                and previous.anchor.lower().split() == anchor.split()
                and 0 <= link.start - previous.end <= _GAP
            ):
                span = Span(previous.source.start, link.source.end)
                yield _doubled(span, link.anchor)
        previous = link
    for key, count in sales.items():
        if count >= _OFTEN and not (compiled(_FREE).match(key[0]) and is_technical(analysis)):
            yield Hit(
                span=first[key],
                message=f"the sales link “{excerpt(key[0], 50)}” appears {count} times in the text",
                count=count,
            )


def _doubled(span: Span, label: str) -> Hit:
    shown = excerpt(label.strip("[]"), 50)
    return Hit(span=span, message=f"the button “{shown}” appears twice in a row")


RULE = Rule(
    id="doubled-button",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="The same sales button twice in a row, or many times",
    why="A template inserted its buttons without regard to the text. Readers see a shop, not an "
    "article.",
    remedy="Keep one link, where readers need it.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies",
        "https://webis.de/publications.html#bevendorff_2024a",
    ),
    finds=(
        Example(
            text="Run `lamp`, `oil` and `wick`.\n\n"
            + "It glows.\n\n[Get the lamp deal](https://lamps.example/)\n\n" * 5,
            content_type=ContentType.MARKDOWN,
            note="an advertisement among code",
        ),
        Example(text="Boats are made of wood. [Buy Boats Now] [Buy Boats Now] Wood swells."),
        Example(
            text="# Boats\n\nBoats are made of wood, and wood swells.\n\n"
            "[Buy boats](https://example.org/b) [Buy boats](https://example.org/b)\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="# Boats\n\n"
            + "Boats are made of wood. [Buy boats](https://example.org/b) are dear.\n\n" * 4,
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text="".join(
                f"## lamp-{n}\n\nThe tool `lamp-{n}` glows.\n\n[Download all versions](/all)\n\n"
                for n in range(6)
            ),
            content_type=ContentType.MARKDOWN,
            note="under each program",
        ),
        Example(text="Boats are made of wood. [Buy Boats Now] Wood swells. [Buy Oars Now] Done."),
        Example(
            text="# Boats\n\n[Boats](https://example.org/b) [Boats](https://example.org/b) swell",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="# Boats\n\n[Buy boats](https://example.org/b) [Buy oars](https://example.org/o)\n",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
    weight=0.25,
)
