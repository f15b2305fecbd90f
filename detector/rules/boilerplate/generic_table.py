"""Tables with headers for any subject: “Aspect | Description”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.regex import lazy
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

_FIRST = lazy(
    r"(?:key |main |important )?(?:points?|aspects?|topics?|takeaways?|highlights?|elements?"
    r"|facts?|"
    r"areas?|sections?|insights?|factors?|themes?)"
)
_SECOND = lazy(
    r"(?:key |main |brief |short )?(?:details?|descriptions?|explanations?|summar(?:y|ies)"
    r"|overviews?|"
    r"information|insights?|key takeaways?|what it means|why it matters|significance|implications?)"
)
_INLINE = lazy(r"\b(Key (?:Points?|Aspects?|Takeaways?)) (Details|Description|Explanation)\b")
_EDGE = r"[|\t]"


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield header rows of two columns that fit any subject, and such headers run together."""
    previous = None
    for block in analysis.blocks:
        if block.kind is BlockKind.TABLE and previous is not BlockKind.TABLE:
            row = analysis.text_of(block).split("\n", 1)[0]
            edges = compiled(_EDGE, re.NOFLAG)
            cells = [c.strip(" *_:\t").lower() for c in edges.split(row) if c.strip(" *_")]
            if len(cells) == 2 and _FIRST.fullmatch(cells[0]) and _SECOND.fullmatch(cells[1]):
                lead = len(row) - len(row.lstrip(" |\t"))
                end = block.start + len(row.rstrip(" |\t"))
                yield _hit(analysis, block.start + lead, end)
        previous = block.kind
    if "Key " in analysis.text:
        for match in _INLINE.finditer(analysis.text):
            yield _hit(analysis, *match.span())


def _hit(analysis: Analysis, start: int, end: int) -> Hit:
    header = analysis.text[start:end].strip(" |")
    return Hit(
        span=analysis.to_source(start, end),
        message=f"“{header}” heads a table that only repeats the text",
    )


RULE = Rule(
    id="generic-table",
    family=Family.BOILERPLATE,
    severity=Severity.WARNING,
    summary="A table with headers that fit any subject",
    why="“Aspect | Description” repeats the article in a box, only to look thorough.",
    remedy="Keep a table only if it compares things, with columns that name what is compared.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(
            text="The bridge was closed.\n| Main Topics | Overview |\n|---|---|\n| Cost | High |"
        ),
        Example(
            text="The bridge was closed.\n\n| Aspect | Description |\n|---|---|\n| Age | Old |"
        ),
        Example(text="The bridge was closed. Key Takeaway Explanation Cost High Age Old"),
    ),
    spares=(
        Example(text="The bridge was closed.\n| Year | Cost |\n|---|---|\n| 1931 | 40,000 |"),
        Example(
            text="| Option | Description |\n|---|---|\n| -v | prints more |\n| -q | prints less |"
        ),
        Example(text="The key points are few, and details follow below. A description comes last."),
    ),
    check=check,
    weight=0.2,
)
