"""What is under each heading: shared by the rules that look for empty sections."""

from __future__ import annotations

import re

from detector.text.analysis import Analysis
from detector.text.document import Block, BlockKind, ContentType

# Something visible under a heading that is not text: a picture, a video, a form, a shortcode.
_EMBEDDED = re.compile(
    r"!\[|\[\[|\{[{%<]|\[[a-z]+[ \]]|<(?:img|video|audio|iframe|embed|object|svg|canvas|form|"
    r"input|button|script|table|figure|picture|[A-Z])",
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_LEAST_CHARACTERS = 3  # of a gap between headings that contains something that the reader skipped


def headings(analysis: Analysis) -> list[Block]:
    """Return the headings that the author marked up; none in plain text, where they are guesses."""
    if analysis.document.content_type is ContentType.TEXT:
        return []
    return [block for block in analysis.document.blocks if block.kind is BlockKind.HEADING]


def empty(analysis: Analysis) -> list[Block]:
    """Return the headings that are followed by one of the same or a higher level, or by nothing."""
    blocks = analysis.document.blocks
    source = analysis.document.source
    found = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following and not (
            following.kind is BlockKind.HEADING and following.level <= block.level
        ):
            continue
        gap = source[block.source.end : following.source.start if following else len(source)]
        if _EMBEDDED.search(gap):
            continue
        if sum(map(str.isalnum, _TAG.sub("", gap))) < _LEAST_CHARACTERS:
            found.append(block)
    return found


def holds_more_than_prose(analysis: Analysis) -> bool:
    """Return whether the substance of the page is a table, code, a quotation or pictures."""
    other = (BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTATION, BlockKind.CAPTION)
    return any(block.kind in other for block in analysis.document.blocks) or bool(
        _EMBEDDED.search(analysis.document.source)
    )
