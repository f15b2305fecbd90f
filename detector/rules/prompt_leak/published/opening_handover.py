"""The first line hands over a readme or a structured summary: "Here is a comprehensive README:".

What makes it one: the first paragraph of the body (or, for a readme, the one above a heading) says
"here is" something in words for its form. A readme that says so of itself was written by somebody
else; a summary also needs the material that it was made of, or the order it was put in. Authors
who hand over their own work say "I" or "our", and letters greet first.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.prompt_leak.context import answers_somebody
from detector.rules.prompt_leak.published.handover_lines import (
    AUTHORS,
    FORM,
    HERE,
    SUMMARY,
    Line,
    hits,
    lines_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, ContentType

_README = (
    rf"{HERE}(?:{FORM},? (?:and )?){{1,3}}(?:[\w-]+ ){{0,2}}?readme(?:\.md)?\b"
    r"(?! (?:template|example|that (?:i|we)\b|i\b|we\b))"
)
# For whom, in which format, or that it follows.
_ORDERED = (
    r"\b(?:for|to) (?:your|the|this|an?|[\w./-]+) (?:[\w-]+ ){0,4}?(?:project|package"
    r"|repo(?:sitory)?|script|app(?:lication)?|code|module|library|tool|file|job|system|api)\b"
    r"|\bmarkdown format\b|\b(?:copy-paste|ready)-(?:ready|to)\b|\. it (?:covers|includes"
    r"|provides)\b"
    r"|\b(?:documenting|that (?:covers|includes|integrates|explains|describes|documents))\b|:\Z"
)
_OF_MATERIAL = (
    rf"{HERE}(?:[\w-]+,? ){{0,3}}?(?:summary|overview|breakdown|analysis|explanation|outline) of"
    r" the (?:provided|supplied|uploaded|pasted|given) (?:[\w-]+ ){0,3}?(?:text|article|content"
    r"|transcript|document|passage|excerpt|code|notes|information|material|file|video)\b"
)
# What it was made of, and how it was put in order.
_MADE = (
    r"\b(?:provided|supplied|uploaded|transcript|(?:the|this) (?:[\w\"'-]+ ){0,6}?(?:video|text"
    r"|article|lecture|podcast|conversation|passage)|your|organi[sz]ed (?:by|into)"
    r"|categori[sz]ed by"
    r"|grouped by|for (?:your |easy |quick )?reference|key (?:concepts|points|takeaways))\b"
)
_READMES = frozenset({"readme", "readme.md"})
_SORTED = word_set(
    "structured organized organised categorized categorised provided supplied uploaded given"
)
_MANY = 6  # times that a text about readmes names one


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the line that hands over what follows."""
    if _READMES.isdisjoint(analysis.word_counts) and _SORTED.isdisjoint(analysis.word_counts):
        return
    for line in lines_of(analysis):
        weight = _weight(analysis, line)
        if weight:
            yield from hits(analysis, line, weight)


def _weight(analysis: Analysis, line: Line) -> float:
    """Return what the paragraph weighs, 0 where it hands nothing over."""
    text, after = line.text, line.after
    if compiled(AUTHORS).search(text) is not None and "your" not in text.lower():
        return 0
    headed = after is not None and after.kind in HEADING_KINDS
    if (line.opens or headed) and "readme" in text.lower():
        found = compiled(_README).search(text)
        counts = analysis.word_counts
        if found and counts["readme"] + counts["readme.md"] < _MANY:
            return 0.5 if compiled(_ORDERED).search(text, found.end()) else 0
    if not line.opens or answers_somebody(analysis):
        return 0
    if compiled(_OF_MATERIAL).search(text):
        return 0.5
    found = compiled(SUMMARY).search(text)
    if found is None:
        return 0
    made = compiled(_MADE).search(text, found.start()) is not None
    return 0.5 if made and text.endswith((":", ".")) else 0


_PATHS = "Gravel drains well and is cheap. Slate lasts for a century, and it is dear. "

RULE = Rule(
    id="opening-handover",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="The first line hands over a text that somebody ordered",
    why="“Here is a comprehensive README” was said to one person. Readers have the text already.",
    remedy="Delete the line.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Here is a comprehensive README file for the stone package.\n\n{_PATHS}"),
        Example(
            text=f"Here's a structured summary of all the stones, grouped by price:\n\n{_PATHS}"
        ),
        Example(text=f"Here is a concise summary of the provided text:\n\n{_PATHS}"),
        Example(
            text=f"{_PATHS}\n\nHere is a detailed README.md documenting the gate:\n\n# The gate\n\n"
            f"{_PATHS}",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(text=f"Here is a structured overview of our degree programme:\n\n{_PATHS}"),
        Example(text=f"Here's a summary of the meeting on Monday:\n\n{_PATHS}"),
        Example(text=f"Here is a complete list of the stones, grouped by price:\n\n{_PATHS}"),
        Example(text=f"Here is a README that explains the folders of the archive.\n\n{_PATHS}"),
        Example(
            text="Dear members,\n\nHere is a structured summary of the talk for your reference:\n\n"
            f"{_PATHS}",
            note="a letter",
        ),
        Example(
            text=f"{_PATHS}\n\nHere is a structured summary of the talk for reference:\n\n{_PATHS}",
            note="an author sums up",
        ),
    ),
    check=check,
    weight=0.5,
)
