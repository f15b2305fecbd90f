"""Links whose Markdown was torn, so that readers see brackets and an address.

What makes it that kind: a link's brackets and parentheses stay in the text after it was rendered.
A linking script put a link into the words of another ("[[Ultimat](/a)e](/b)"), a scraper put
spaces into the address ("]( https : // site . invalid / a )"), or the address lost its bracket.
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
from detector.text.document import ContentType

_SPACED = (
    r"\][ ]?\([ ]?https?[ ]?:[ ]?/[ ]?/[ ][^()\n]{1,400}\)?"
    r"|\][ ]?\([ ]{0,2}https?[ ]:[ ]?//[^()\n]{1,400}\)?"
)
# What the reader leaves of the outer link; a link inside an HTML element of Markdown stays whole.
_OUTER = r"\[[^\[\]\n]{0,80}\]\((?:https?://|/|#|mailto:)[^()\s]{1,300}\)"
_NESTED = r"\[\[[^\[\]\n]{1,80}\]\([^()\s]{1,300}\)[^\[\]\n]{0,80}\]\([^()\s]{1,300}\)"
_SUBJECT = word_set("markdown markup syntax link links readme wiki")


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    if "](" not in text and "] (" not in text:
        return
    kind = analysis.document.content_type
    if kind is ContentType.HTML:
        return  # unrendered-markdown reports whole links there
    patterns = [_SPACED, _OUTER if kind is ContentType.MARKDOWN else _NESTED]
    if is_about(analysis, _SUBJECT, share=0.01):
        return
    for pattern in patterns:
        for match in used(analysis, compiled(pattern, re.NOFLAG)):
            start, end = analysis.to_source(*match.span())
            if pattern is _OUTER and analysis.document.source.count("](", start, end) < 2:
                continue
            yield Hit(
                span=analysis.to_source(*match.span()),
                message=f"a link is torn: readers see “{excerpt(match.group().strip(), 50)}”",
            )


RULE = Rule(
    id="torn-link",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.5,
    cap=0.8,
    summary="Torn links: links set into parts of a word, or with spaces in their address",
    why="A script put one link into another, or spaces into an address. Readers see the pieces.",
    remedy="Write the link again, or delete it.",
    sources=("CommonMark 0.31.2, 6.3: links may not contain other links",),
    finds=(
        Example(
            text="Read our [[Ultimat](/bridges)e](/iron) guide to bridges before you go there.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="The bridge in May ]( https : // img . site . invalid / a . png ) was painted.",
        ),
        Example(
            text="The [[old](/old) bridge](https://site.invalid/bridge) is made of iron.",
        ),
    ),
    spares=(
        Example(
            text="Read our [guide to bridges](/bridges) [1] (https://site.invalid) before you go.",
            content_type=ContentType.MARKDOWN,
        ),
        Example(text="Read our [guide](https://site.invalid/bridges) before you go to the bridge."),
        Example(
            text="Write `[[a](/b) c](/d)` and you see what no parser takes for a link there.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
)
