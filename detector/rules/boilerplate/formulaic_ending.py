"""Stock endings and stock sections: “In conclusion”, “Summary”, “Final thoughts”."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import near
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS

_HEADINGS = frozenset(
    {
        "conclusion", "conclusions", "in conclusion", "in summary", "summary", "final thoughts",
        "final words", "closing thoughts", "final verdict", "wrapping up", "wrap up", "to wrap up",
        "the bottom line", "bottom line", "key takeaways", "key takeaway", "takeaways",
        "what to watch", "what to watch next", "what to watch for", "what comes next",
        "what's next", "looking ahead", "the road ahead", "moving forward", "the way forward",
        "future outlook", "future prospects", "conclusion and outlook", "tl dr", "why it matters",
        "why this matters", "frequently asked questions", "faq", "faqs", "people also ask",
        "frequently asked questions faq", "frequently asked questions faqs",
    }
)  # fmt: skip
_OPENER = (
    r"(?:(?<=[.!?\n] )|(?<=\n)|\A)((?:in conclusion|in summary|to sum up|to summari[sz]e|"
    r"to conclude|in a nutshell|all in all|to wrap up|in closing)(?=,))"
)
_ANCHORS = frozenset(
    {"conclusion", "summary", "sum", "summarize", "summarise", "conclude", "nutshell", "wrap",
     "closing", "all"}
)  # fmt: skip


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield stock headings anywhere, and stock sentence openers in the last third of the text."""
    found = []
    for block in analysis.blocks:
        if block.kind in HEADING_KINDS and block.end - block.start < 60:
            name = " ".join(analysis.words[i] for i in analysis.word_range(block.start, block.end))
            if name in _HEADINGS:
                found.append((block.start, block.end))
    late = len(analysis.text) * 2 // 3
    for match in near(analysis, _ANCHORS, _OPENER, before=20, after=20):
        if match.start() >= late and not analysis.is_mention(*match.span(1)):
            found.append(match.span(1))
    for start, end in found:
        phrase = analysis.text[start:end].strip()
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{phrase}” is a stock phrase; it announces a point without making one",
            count=len(found),
        )


RULE = Rule(
    id="formulaic-ending",
    family=Family.BOILERPLATE,
    severity=Severity.INFO,
    summary="A stock phrase that opens a section or the ending",
    why="“In conclusion” and “Final thoughts” come from a template. Good texts use them too, so "
    "alone they mean nothing.",
    remedy="Make the point at once, under a heading that names it.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="The bridge was closed.\n\nThe ferry ran until May, and it was full each day.\n\n"
            "In conclusion, the town waited."
        ),
        Example(
            text="The bridge was closed in the winter.\nLooking ahead\n- The vote in May.\n"
            "- The price of steel."
        ),
        Example(
            text="Summary\n\nThe bridge was closed for the winter, and the ferry ran until May."
        ),
    ),
    spares=(
        Example(text="They came in conclusion to the bridge, and in summary dress crossed it."),
        Example(
            text="A summary of the report\n\nThe bridge was closed, and the ferry ran till May."
        ),
        Example(
            text="In conclusion, he said, and stopped. The bridge was closed. The ferry ran. "
            "It ran until May, and the people of the town waited on the bank."
        ),
    ),
    check=check,
    weight=0.07,
    cap=0.2,
)
