"""Look-alike letters and invisible characters that hide words."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import Span

# Turkish names mix a dotless i with ASCII letters; phonetic script has its own letters.
_INNOCENT = frozenset("ıɑɡ")


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    found = [
        disguise
        for disguise in analysis.document.disguises
        if disguise.deliberate
        and (disguise.kind != "look-alike" or _is_mixed(source[disguise.start : disguise.end]))
    ]
    many = len(found) >= 5 and len(found) >= 0.005 * len(analysis.words)
    for disguise in found:
        invisible = disguise.kind == "invisible"
        what = "invisible characters" if invisible else "letters from another script"
        span = Span(disguise.start, disguise.end)
        if invisible:  # show the word that they split
            span = _around(source, span)
        shown = "".join(c for c in source[span.start : span.end] if c.isprintable())
        yield Hit(
            span=span,
            message=f"“{shown}” contains {what}",
            severity=Severity.ERROR if many else None,
            weight=0.3 if many else None,
        )


def _is_mixed(word: str) -> bool:
    """Return whether the word mixes Latin and foreign letters; foreign words and symbols do not."""
    foreign = {c for c in word if not c.isascii()} - _INNOCENT
    return len(word) >= 3 and bool(foreign) and any(c.isascii() and c.isalpha() for c in word)


def _around(source: str, span: Span) -> Span:
    start, end = span
    while start > 0 and span.start - start < 40 and source[start - 1].isalpha():
        start -= 1
    while end < len(source) and end - span.end < 40 and source[end].isalpha():
        end += 1
    return Span(start, end)


RULE = Rule(
    id="disguised-words",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.1,
    cap=0.9,
    summary="Words with look-alike letters from another script or with invisible characters",
    why="Such letters hide words from spam filters and from checks for copied or machine-generated "
    "text.",
    remedy="Type the words again, and ask where the text comes from.",
    sources=("Unicode TR39, confusables", "RAID benchmark: homoglyph and zero-width attacks"),
    finds=(
        Example(text="The b\u0430nk will pay you ten thousand euros if you answer at once."),
        Example(text="The ba\u200bnk will pay you ten thousand euros if you answer at once."),
        Example(text="Choose a p\u0430ssw\u043erd that nobody in your family could ever guess."),
    ),
    spares=(
        Example(text="The poet Анна Ахматова lived in this house until the spring of 1966."),
        Example(text="The density ρ and the viscosity ν of the fluid depend on temperature."),
        Example(text="The novelist Yaşar Kılıç was born in Diyarbakır; he sent 👩\u200d🌾 home."),
    ),
    check=check,
)
