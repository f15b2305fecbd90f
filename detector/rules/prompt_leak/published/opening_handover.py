"""The first line hands over a readme or a structured summary: "Here is a comprehensive README:".

What makes it one: the first paragraph of the body (or, for a readme, the one above a heading) says
"here is" something in words for its form. A readme that says so of itself was written by somebody
else; a summary also needs the material that it was made of, or the order it was put in. Authors
who hand over their own work say "I" or "our", and letters greet first.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import (
    AI_TALK,
    answers_somebody,
    discusses,
    is_letter,
    is_spoken_of,
)
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, Block, BlockKind, ContentType

HERE = (
    r"(?:^|(?<=[.!:?] ))(?:[a-z]+(?: [a-z]+)?[!,.] )?(?:here(?:'s| is)|below is) (?:the|an?|your) "
)
FORM = (
    r"(?:comprehensive|complete|detailed|professional|well-structured|polished|concise|full"
    r"|structured|well-organi[sz]ed|clear|clean|beginner-friendly)"
)
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
_KIND = (
    r"(?:summary|overview|breakdown|outline|list|analysis|comparison|explanation|version|notes|guide"
    r"|report|answer|description|table|documentation)"
)
SUMMARY = (
    rf"{HERE}(?:[\w-]+,? ){{0,3}}?(?:well-)?(?:structured|organi[sz]ed|categori[sz]ed)"
    rf" (?:[\w-]+ ){{0,2}}?{_KIND}\b"
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
AUTHORS = r"\b(?:i|i've|my|we|we've|our|ours|us)\b"
_LONGEST = 420  # characters of such a paragraph
_MANY = 6  # times that a text about readmes names one


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the line that hands over what follows."""
    counts = analysis.word_counts
    if counts.keys().isdisjoint(("here", "here's", "here’s", "below")) or not (
        "readme" in counts or "readme.md" in counts or _mentions(analysis)
    ):
        return
    if discusses(analysis, AI_TALK):
        return
    blocks = analysis.blocks
    first = next((b for b in blocks if b.kind not in HEADING_KINDS), None)
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _LONGEST:
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        weight = _weight(analysis, block, opens=block is first, after=after)
        if weight and not is_spoken_of(analysis, block.start, block.start + 1, says=True):
            text = analysis.text_of(block)
            yield Hit(
                span=analysis.to_source(block.start, block.end),
                message=f"“{excerpt(text, 70)}” hands over a text to whoever ordered it",
                weight=weight,
            )


def _mentions(analysis: Analysis) -> bool:
    words = ("structured", "organized", "organised", "categorized", "categorised", "provided")
    return any(word in analysis.word_counts for word in (*words, "supplied", "uploaded", "given"))


def _weight(analysis: Analysis, block: Block, *, opens: bool, after: Block | None) -> float:
    """Return what the paragraph weighs, 0 where it hands nothing over."""
    text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'")
    line = text.partition("\n")[0].strip(" *_")
    written = compiled(AUTHORS).search(line) is not None and "your" not in line.lower()
    if written or is_letter(analysis):
        return 0
    headed = after is not None and after.kind in HEADING_KINDS
    if (opens or headed) and "readme" in line.lower():
        found = compiled(_README).search(line)
        counts = analysis.word_counts
        if found and counts["readme"] + counts["readme.md"] < _MANY:
            return 0.5 if compiled(_ORDERED).search(line, found.end()) else 0
    if not opens or answers_somebody(analysis):
        return 0
    if compiled(_OF_MATERIAL).search(line):
        return 0.5
    found = compiled(SUMMARY).search(line)
    if found is None:
        return 0
    made = compiled(_MADE).search(line, found.start()) is not None
    return 0.5 if made and line.endswith((":", ".")) else 0


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
