"""Character references that readers see as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import in_address, is_technical, looks_like_code, used
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_ENTITY = (
    r"&(?:amp|nbsp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|bull|middot|copy|reg|trade|euro"
    r"|pound|times|deg|laquo|raquo|[ensthz]{2,3}sp|shy|zwj|[aeiouncyAEIOUNCY](?:acute|grave|circ"
    r"|uml|tilde|cedil|ring|slash|elig)|szlig|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});|&nbsp\b"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    if "&" not in analysis.text:
        return
    found = _found(analysis)
    first = list(islice(found, 2))
    if not first or is_technical(analysis):
        return
    # One "&amp;" in plain text is often an error of the export, and easy to fix.
    single = len(first) == 1 and analysis.document.content_type is ContentType.TEXT
    for match in chain(first, found):
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"readers see “{match.group()}” instead of the character",
            severity=Severity.WARNING if single else None,
            weight=0.35 if single else None,
        )


def _found(analysis: Analysis) -> Iterator[re.Match[str]]:
    text = analysis.text
    for match in used(analysis, compiled(_ENTITY, re.NOFLAG)):
        if not in_address(text, *match.span()) and not looks_like_code(text, *match.span()):
            yield match


RULE = Rule(
    id="raw-entity",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.55,
    summary="Character references shown as text: “&nbsp;”, “&#8217;”, or “&amp;amp;” in HTML",
    why="The text was escaped one time too many, or HTML was pasted into plain text.",
    remedy="Replace the reference with the character itself.",
    sources=("HTML Living Standard, 13.5: named character references",),
    finds=(
        Example(
            text="The council didn&#8217;t vote on the plan, and the mayor left the room early."
        ),
        Example(
            text="Opening hours:&nbsp;nine to five on all weekdays, and ten to two on Saturday."
        ),
        Example(text="Bed &amp; breakfast for two costs eighty pounds a night in the high season."),
    ),
    spares=(
        Example(text="Procter & Gamble and R&D; AT&T sold its shares in the firm last year."),
        Example(text="Write `&nbsp;` between a number and its unit to keep both on the same line."),
        Example(
            text="See https://site.invalid/?a=1&amp;b=2 for the list of all the opening hours."
        ),
    ),
    check=check,
    metadata=True,
)
