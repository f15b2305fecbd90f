"""“As” for “since” before a date: a sign of a tool that swaps conjunctions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis

_DATE = (
    r"as (?:World War (?:I|II|One|Two)|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: \d{1,2},?)?(?: of)? \d{4}|the (?:18|19|20)\d0s"
    r"|(?:18|19|20)\d\d|the end of (?:World War (?:I|II)|the (?:Cold )?War))(?=[.;,)]|\s*$)"
)
_DATES = word_set(
    "world the january february march april may june july august september october november"
    " december"
)
# "The first since 1990" counts from a date; "known as 1984", "as early as 1990" do not.
_COUNTS = r"\b(?:\w+est|most|least|worst|best|first|last|only|has|have|had|been|ever|time|once)\b"
_OTHER_AS = (
    r"\b(?:such|known|early|late|recently|far|back|soon|well|much|many|few|little|long|same|to|called"
    r"|dated|described|regarded|seen|viewed|referred|set|established|given|listed|cited|defined|as)$"
)
_AS = r"\bas\b"
_SENTENCE = 400  # code points before the date


def check(analysis: Analysis) -> Iterator[Hit]:
    if "as" not in analysis.word_counts:
        return
    text, words = analysis.text, analysis.words
    pattern = compiled(_DATE, re.M)
    for i in analysis.places_of(("as",)):
        after = words[i + 1] if i + 1 < len(words) else ""
        if after not in _DATES and not after.isdigit():
            continue
        match = pattern.match(text, analysis.word_starts[i])
        if match is None:
            continue
        first = max(0, match.start() - _SENTENCE)
        start = max(text.rfind(mark, first, match.start()) for mark in (". ", "\n")) + 1 or first
        before = text[start : match.start()].rstrip()
        close = " ".join(before.split()[-4:])
        if (
            compiled(_OTHER_AS).search(before)
            or compiled(_AS, re.NOFLAG).search(close)
            or not compiled(_COUNTS).search(before)
        ):
            continue
        if analysis.is_mention(*match.span()):
            continue
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{match.group()}” should probably be “since{match.group()[2:]}”",
        )


RULE = Rule(
    id="since-as",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.2,
    cap=0.35,
    summary="“As” where “since” is meant: “the driest summer as 1976”",
    why="A tool swapped the conjunction “since” for its synonym “as” where it refers to a time.",
    remedy="Write “since”, and check where the text comes from.",
    sources=(),
    finds=(
        Example(text="The winter was mild, and the river saw its warmest January as 1989."),
        Example(text="It is the first bridge of its kind that has been built as 1905."),
        Example(text="Prices have not risen so fast in any month as June 1982, the bank said."),
    ),
    spares=(
        Example(text="The winter was mild, and the river saw its warmest January since 1989."),
        Example(text="The first bridge was built as early as 1905, in wars such as World War I."),
        Example(text="His best novel is known as 1984. The last one was published as 2010 ended."),
    ),
    check=check,
)
