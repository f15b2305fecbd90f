"""The labels of an outline that are set apart: in brackets, on lines of their own, as levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType

_PART_WORDS = frozenset(
    {"title", "headline", "body", "action", "paragraph", "sub", "subheading", "section", "wrap"}
)
_LEVELS = ("H2", "H3", "h2", "h3", "Heading 2", "Heading 3", "heading 2")
# Studies call their hypotheses H1 and H2, chemists hydrogen, players of chess a square.
_STUDY = frozenset({"hypothesis", "hypotheses", "hydrogen", "chess"})
_NEEDED = 2  # kinds of labels

# Parts in brackets: "(Introduction) Paths wind", "[Main Body]". Lyrics have "[Intro]" and "[Hook]".
_BRACKETED = (
    r"^[ \t*_]{0,4}[\[(](introduction|intro|hook|main body|body|conclusion|call to action|wrap-?up"
    r"|closing|opening|(?:body )?paragraph \d|section (?:\d{1,2}\b[^\])\n]{0,60}|on"
    r" [^\])\n]{2,60}))[\])]"
)
# The level of a heading, printed before it: "H2 – The flood", "(Heading 3) Costs".
_LEVEL = (
    r"^[ \t*_#]{0,6}(?:[\[(](h[1-4]|heading [1-4])[\])][:*_ ]{1,4}|(h[1-4]|heading [1-4])[*_]{0,2}"
    r"\s?(?::|[–—-])\s)(?=[*_\"“]{0,3}[A-Z0-9])"
)
NO_OUTLINE = frozenset({"introduction", "conclusion", "intro", "hook", "opening", "closing"})
"""Parts that lyrics and abstracts have too: they make no outline without another label."""
# A label on a line of its own, above the part. Only a plan of a text has the first ones; records
# of libraries, plays, notices and patterns for crochet have the others, in any number.
_PLANNED = (
    r"(?:body )?paragraph \d|sub-?heading \d|main body|suggested (?:title|headline)"
    r"|call[- ]to[- ]action|lede|(?:lead(?:ing)?|introductory|concluding|second|third) paragraph"
    r"|thesis statement|topic sentence"
)
_ABOVE = (
    rf"^[ \t*_#]{{0,6}}({_PLANNED}|title|headline|sub-?title|hook|introduction|conclusion"
    r"|(?:opening|closing|first|last|final) paragraph)[*_]{0,2}:[*_ ]{0,3}$"
)
# An invitation to buy, unlike "Call to action: write to your council".
SELLS = (
    r"[\"“*_]{0,3}(?:ready to|buy|enjoy|reserve|call us|call today|grab|browse|claim"
    r"|download|don't (?:wait|miss)|get started|start your|book|discover|explore|try"
    r"|subscribe|contact us|visit our|visit us|schedule|shop|sign up|download|get your|request a"
    r"|looking (?:for|to)|want to|click|order|unlock|enrol+)\b"
)
# A hook is a crocheter's, and a headline a newspaper's; together they are a writer's.
_BAIT = frozenset({"headline", "hook"})


def set_apart(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the start, end and name in lower case of labels, where two different ones are.

    At least one of them must be the label of an outline; abstracts and records have the others.
    """
    parted = not _PART_WORDS.isdisjoint(analysis.word_counts)
    for pattern, proves in ((_BRACKETED, _is_part), (_ABOVE, _is_plan)) if parted else ():
        found = list(compiled(pattern, re.I | re.M).finditer(analysis.text))
        names = frozenset(match.group(1).lower() for match in found)
        if len(names) >= _NEEDED and proves(names):
            for match in found:
                if not _is_citation(analysis.text, match):
                    yield *match.span(), match.group(1).lower()
    if any(level in analysis.text for level in _LEVELS) and _STUDY.isdisjoint(analysis.vocabulary):
        found = list(compiled(_LEVEL, re.I | re.M).finditer(analysis.text))
        called = [(match.group(1) or match.group(2)).lower() for match in found]
        if not _are_levels(analysis, found, called):
            return
        for match, name in zip(found, called, strict=True):
            if len(found) >= _NEEDED or _level_at(analysis, match.start()) == int(name[-1]):
                yield *match.span(), name


def _are_levels(analysis: Analysis, found: list[re.Match[str]], names: list[str]) -> bool:
    """Return whether the labels name levels: H1, H2, H3 may count claims or hazards too.

    Then each comes once, and headings of one level have different ones.
    """
    numbers = [int(name[-1]) for name in names]
    if len(set(numbers)) < len(numbers):
        return True
    if numbers[:3] == [1, 2, 3]:
        return False
    levels = [_level_at(analysis, match.start()) for match in found]
    pairs = zip(levels, numbers, strict=True)
    return len({number - level for level, number in pairs if level}) <= 1


def _level_at(analysis: Analysis, start: int) -> int:
    """Return the level of the heading at ``start``, 0 for the title, text and guessed headings."""
    if analysis.document.content_type is ContentType.TEXT:
        return 0
    block = analysis.block_at(start)
    return block.level if block is not None and block.kind is BlockKind.HEADING else 0


def _is_part(names: frozenset[str]) -> bool:
    return not names <= NO_OUTLINE


def _is_plan(names: frozenset[str]) -> bool:
    return names >= _BAIT or any(compiled(_PLANNED).fullmatch(name) for name in names)


def _is_citation(text: str, match: re.Match[str]) -> bool:
    """Return whether the source of a quotation is named after it: "… at sea." (Paragraph 2)"""
    return text[: match.start()].rstrip()[-1:] in ('"', "”")
