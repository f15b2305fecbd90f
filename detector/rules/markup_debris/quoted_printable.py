"""The transfer encoding of a mail, shown as text: "o=E2=80=99clock", lines that end in "=".

What makes it that kind: bytes above 127 are written as "=" with two hexadecimal digits, several in
a row where a character of UTF-8 stands, and long lines are cut with "=", often inside a word.
Formulas have a space beside the sign, addresses of the Web have "%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import in_address, is_about, used, word_set
from detector.text.analysis import Analysis
from detector.text.document import Span

# The bytes of one character of UTF-8, and those of Latin-1 in a word, "caf=E9".
_BYTES = r"=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}"
_BYTE = r"(?<=[a-z][a-z])=[89A-F][0-9A-F](?=[a-z\s.,;])"
_LEAST_BYTES = 2  # one may be a setting
_CUT = r"^[^\n=]{66,75}=\n"  # a line of 76 characters at most; Org's =code= has two signs
_LEAST_CUTS = 3
_SUBJECT = word_set("mime encoding encoded quoted-printable printable utf-8 utf8 bytes decode smtp")


def check(analysis: Analysis) -> Iterator[Hit]:
    text, source = analysis.text, analysis.document.source
    if "=" not in text:
        return
    found = [m for m in used(analysis, compiled(_BYTES, re.NOFLAG)) if not _in_address(text, m)]
    single = list(used(analysis, compiled(_BYTE, re.NOFLAG)))
    if found or len(single) >= _LEAST_BYTES:
        found += single
    cuts = list(compiled(_CUT, re.M).finditer(source)) if "=\n" in source else []
    if is_about(analysis, _SUBJECT, share=0.01):
        return
    for match in found:
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{match.group()}” is a character of a mail that was not decoded",
        )
    if not found and len(cuts) >= _LEAST_CUTS:
        yield Hit(
            span=Span(cuts[0].end() - 2, cuts[0].end() - 1),
            message=f"{len(cuts)} lines are cut with “=”, as in a mail that was not decoded",
            count=len(cuts),
        )


def _in_address(text: str, match: re.Match[str]) -> bool:
    return in_address(text, *match.span())


RULE = Rule(
    id="quoted-printable",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.55,
    cap=0.9,
    summary="Characters of a mail that was not decoded: “o=E2=80=99clock”, “caf=C3=A9”",
    why="The text was copied from the source of a mail. Readers see codes instead of letters.",
    remedy="Decode the text as quoted-printable.",
    sources=("RFC 2045, 6.7: quoted-printable",),
    finds=(
        Example(text="The meeting is at seven o=E2=80=99clock in the hall, and supper is at nine."),
        Example(text="The caf=C3=A9 by the canal opens in May, and the mill opens in June again."),
        Example(text="A caf=E9 is no na=EFve place, and whoever sits there reads the mail of May."),
    ),
    spares=(
        Example(
            text="With n=20 and max=E2 the sum is 40, and for k=A the value is twice as large."
        ),
        Example(text="See https://site.invalid/?q=E2=80=99 for the list of all the opening hours."),
        Example(text="Write `=E2=80=99` for an apostrophe in a mail, and `=20` for a last space."),
    ),
    check=check,
)
