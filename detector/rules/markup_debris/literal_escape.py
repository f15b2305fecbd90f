r"""Escape sequences of strings that readers see: ``\n\n##``, ``\u2019``, ``\"``.

What makes it that kind: an article that a program passed on as a string (JSON, a query, a model's
answer) was printed without being decoded. Its line breaks, quotation marks and letters stand in
the text as a backslash with a letter, between words and sentences. In a formula a backslash begins
a longer name (``\nu``), in a path it stands between names, in code it stands among other marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, looks_like_code, used
from detector.text.analysis import Analysis

_ESCAPE = (
    # "over.\n\nThe", "over.\nThe", "over \n\n## Next"
    r"(?:(?:\\r)?\\n){2,6}(?![a-z]{2,12}[_^{])|(?<=[.!?:;,)\"'])(?:\\r)?\\n(?=[A-Z#*\-\d\"'\\ ]|$)"
    r"|(?<=[\w.])\\r\\n"
    # "the town\u2019s", "caf\u00e9", "\xe2\x80\x99"
    r"|\\u(?:00[89a-fA-F]|01|20|22|26|27|d83[cdeCDE])[0-9a-fA-F]{1,2}(?![0-9a-fA-F])"
    r"(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|(?:\\x[89a-fA-F][0-9a-fA-F]){2,4}"
    # She said \"no\" to it
    r"|(?<=[\s(])\\+\"(?=\w)[^\"\\\n]{1,200}\\+\"|(?<=[a-z])\\'(?=(?:s|t|re|ve|ll|d|m)\b)"
)
_BYTES = r"(?:\\x[89a-fA-F][0-9a-fA-F]){2,12}(?!\\x[89a-fA-F])"
# A text that explains its escapes: 'LF is written as "\n"'.
_NAMED = r"""(?<=[ (])["'`]\\[rnt]["'`](?=[\s,.;)])"""
_TEX = r"\\(?:frac|alpha|beta|nu|nabla|sum|int|left|right|text|begin|mathbf|cdot|times|rm|bf)\b"


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "\\" not in text or compiled(_NAMED, re.NOFLAG).search(text):
        return
    found = _found(analysis)
    first = list(islice(found, 2))
    if not first or is_technical(analysis) or compiled(_TEX, re.NOFLAG).search(text):
        return
    if _is_binary(text):
        return
    single = len(first) == 1
    for match in chain(first, found):
        yield Hit(
            span=analysis.to_source(*match.span()),
            severity=Severity.WARNING if single else None,
            weight=0.3 if single else None,
            message=f"readers see the escape sequence “{match.group()[:30]}”",
        )


def _is_binary(text: str) -> bool:
    """Return whether bytes are printed that are no characters: data that a program dumped."""
    if "\\x" not in text:
        return False
    for run in compiled(_BYTES, re.NOFLAG).findall(text):
        try:
            bytes.fromhex(run.replace("\\x", "")).decode("utf-8")
        except UnicodeDecodeError:
            return True
    return False


def _found(analysis: Analysis) -> Iterator[re.Match[str]]:
    for match in used(analysis, compiled(_ESCAPE, re.NOFLAG)):
        if not looks_like_code(analysis.text, *match.span(), ignore="\\#*-\"'"):
            yield match


RULE = Rule(
    id="literal-escape",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.5,
    cap=0.9,
    summary=r"Escape sequences shown as text: “\n\n”, “\u2019”, “\"”",
    why="A program printed the article as a string and did not decode it.",
    remedy="Decode the string, and put the line breaks, letters and quotation marks back.",
    sources=("RFC 8259, 7: strings of JSON",),
    finds=(
        Example(text=r"The bridge is old.\n\n## The river\n\nIt rises each spring.\n\nSo do fees."),
        Example(text=r"The town\u2019s bridge is old, and the mill\u2019s owner paid for it."),
        Example(
            text=r"The town\xe2\x80\x99s bridge is old, and so is the mill\xe2\x80\x99s wheel."
        ),
        Example(text=r"He said \"no\" to the bridge, and she said \"yes\" to the mill and inn."),
    ),
    spares=(
        Example(
            text='A line ends in CR, written as "\\r", and LF, written as "\\n":\n\n'
            "Host: quay.example\\r\\nDate: Monday\\r\\n"
        ),
        Example(text=r"The value of $\nu$ grows with \nabla f, so that \nu = 3 and \n is no mark."),
        Example(
            text=r"S'\xf2\xb1\x81\xc3 lamp\xd0\xa9\x85\xf0 dump \xcd\xa3\xb2.\nOf a lamp'",
            note="bytes of a data file",
        ),
        Example(text=r"The files are in C:\new\users\u2 and D:\n, where the old ones were put."),
        Example(text=r"Write `\n\n` for an empty line, and `\u2019` for the apostrophe there."),
    ),
    check=check,
)
