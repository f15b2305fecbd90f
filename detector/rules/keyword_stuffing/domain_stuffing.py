"""A domain name repeated through the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.keyword_stuffing.commerce import is_contract, sales_talk
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis

_ENDINGS = tuple("com net org info biz co io shop store online xyz site us uk".split())
# A bare domain, without scheme and path; "www name com" is how sellers avoid link filters.
_DOMAIN = lazy(
    r"(?<![\w@/.-])(?:www[. ]{1,2}([a-z0-9-]{3,40})[. ]|([a-z0-9][a-z0-9-]{2,40})\.)"
    rf"({'|'.join(_ENDINGS)})(?![\w/-]|\.\w)",
    re.IGNORECASE,
)
MIN_COUNT, CLEAR_COUNT = 6, 10
MIN_PER_THOUSAND, CLEAR_PER_THOUSAND = 4, 8


def check(analysis: Analysis) -> Iterator[Hit]:
    counts = analysis.word_counts
    if sum(counts.get(ending, 0) for ending in _ENDINGS) < MIN_COUNT:
        return
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _DOMAIN.finditer(analysis.text):
        name = match.group(1) or match.group(2)
        places[f"{name}.{match.group(3)}".lower()].append(match.span())
    for domain, spans in places.items():
        per_thousand = len(spans) * 1000 / max(len(analysis.words), 1)
        if len(spans) < MIN_COUNT or per_thousand < MIN_PER_THOUSAND:
            continue
        # A company's terms name the company.
        if analysis.once(is_contract):
            return
        # Pages on ASP.NET or change.org name their subject; sellers name their shop, and some
        # take the dots out of its name.
        talk = analysis.once(sales_talk)
        shop = sum(" " in analysis.text[start:end] for start, end in spans)
        if not talk and shop < len(spans) / 2:
            continue
        clear = talk and len(spans) >= CLEAR_COUNT and per_thousand >= CLEAR_PER_THOUSAND
        yield Hit(
            span=analysis.to_source(*spans[0]),
            message=f"the site name {domain} appears {len(spans)} times in "
            f"{len(analysis.words):,} words",
            count=len(spans),
            severity=Severity.ERROR if clear else Severity.WARNING,
            weight=0.6 if clear else 0.4,
        )


_PITCH = (
    "Our team at www lampshop com is trusted. Visit www lampshop com for a discount. Customers "
    "say www lampshop com is cheap. Contact us at www lampshop com today. We offer 24/7 help. "
    "Choose www lampshop com, order at www lampshop com, and tell friends of www lampshop com. "
    "With www lampshop com you save; www lampshop com delivers, and www lampshop com cares. "
)

RULE = Rule(
    id="domain-stuffing",
    family=Family.KEYWORD_STUFFING,
    severity=Severity.ERROR,
    summary="The name of a site repeated through the text",
    why="Readers need an address once. When it is repeated, it is there for search engines.",
    remedy="Link the site once, where readers will want it. Write “we” or “the shop” elsewhere.",
    sources=(
        "https://developers.google.com/search/docs/essentials/spam-policies#keyword-stuffing",
    ),
    finds=(
        Example(text=_PITCH, note="spaced, to slip through link filters"),
        Example(text=_PITCH.replace("www lampshop com", "lampshop.store"), note="dotted"),
        Example(text=_PITCH.replace("www lampshop com", "www.lampshop.net"), note="with www"),
    ),
    spares=(
        Example(
            text="We moved the site to ASP.NET last year. " + "ASP.NET renders the page. " * 9,
            note="a product that is named like a domain",
        ),
        Example(
            text="Write to us at lampshop.com. Our team at lampshop.com answers all mail.",
            note="an address given twice",
        ),
        Example(
            text="Clone github.com/org/a, github.com/org/b and github.com/org/c. " * 4,
            note="paths below a domain are addresses, not its name",
        ),
    ),
    check=check,
    weight=0.6,
    cap=0.6,
)
