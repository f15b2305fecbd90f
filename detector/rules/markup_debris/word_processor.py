"""What a word processor says to itself, shown as text: RTF control words, "mso-" styles.

What makes it that kind: a document was read as plain text. Its control words stand among the
sentences; the clipboard of Word adds a line of settings and conditional comments. No prose has them
outside a text on these formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, used, word_set
from detector.text.analysis import Analysis

_SURE = (
    r"\{\\rtf1\b|\{\\\*?\\?(?:fonttbl|colortbl|stylesheet|generator)\b|\\pard\\\w{1,12}"
    r"|\\(?:sa|sb|fs|li|fi)\d{1,4}(?:\\\w{1,12})?(?=[ \\])|\\par(?=[ \n]|\\|$)"
    r"|\bNormal[ ]\d(?:[ ](?:\d[ ])?false){2,3}\b|\bX-NONE\b(?:[ ]X-NONE\b)?"
    r"|\bmso-[a-z-]{3,40}:|</?o:p>|<!--\[if (?:gte|lte|gt|lt|!)? ?(?:mso|vml|support)"
)
_MARKS = ("\\par", "{\\", "\\fs", "Normal 0 ", "X-NONE", "mso-", "<o:p>", "<!--[if")
_TEX = r"\\(?:documentclass|begin|section|textbf|usepackage|frac|cite)\b"
_LEAST = 4  # whoever asks what such a mark is names two or three
_SUBJECT = word_set("rtf latex tex outlook stylesheet css markup parser converter")


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if not any(mark in text for mark in _MARKS):
        return
    found = list(used(analysis, compiled(_SURE)))
    if len(found) < _LEAST or compiled(_TEX, re.NOFLAG).search(text):
        return
    if is_about(analysis, _SUBJECT, share=0.006, least=2):
        return
    for match in found:
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"a word processor's own code is shown as text: “{excerpt(match.group(), 40)}”",
        )


RULE = Rule(
    id="word-processor",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.5,
    cap=0.9,
    summary="Code of a word processor shown as text: RTF control words, “mso-” styles, “<o:p>”",
    why="The document was read as plain text, or pasted with the settings of its program.",
    remedy="Save the document as plain text or HTML, and paste without formatting.",
    sources=("Rich Text Format (RTF) Specification 1.9.1",),
    finds=(
        Example(
            text=r"The street is closed in May.\par The band plays until ten.\par Bring a cup.\par "
            r"Tea is free.\par"
        ),
        Example(
            text="Normal 0 false false false EN-GB X-NONE X-NONE mso-font-size: 10pt; "
            "mso-style: a; mso-para: b; The council met in May."
        ),
        Example(
            text=r"{\rtf1\ansi\deff0 {\fonttbl {\f0 Arial;}} \fs20 The street is closed all of "
            r"May.\par"
        ),
    ),
    spares=(
        Example(
            text=r"The old letters have \par at the ends of lines, and \fs20 before each name. Is "
            r"there a switch for it?",
            note="a question about such marks",
        ),
        Example(text=r"In TeX \par ends a paragraph, and \begin{quote} opens a quotation there."),
        Example(text="A normal 0 in the column means false, and a 1 means true for each of them."),
        Example(
            text=r"The folder is C:\parts\fs2 on the old disk, and no one has opened it since."
        ),
    ),
    check=check,
)
