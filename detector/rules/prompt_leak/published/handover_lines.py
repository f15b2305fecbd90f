"""The short paragraphs of a text that may hand over what follows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import AI_TALK, discusses, is_letter, is_spoken_of
from detector.rules.rule import Hit
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, Block, BlockKind

_SAID = ("here", "here's", "here’s", "below")
_LONGEST = 420  # characters of such a paragraph

# "Here is the …", at the start of a line or of a sentence, behind a short yes.
HERE = (
    r"(?:^|(?<=[.!:?] ))(?:[a-z]+(?: [a-z]+)?[!,.] )?(?:here(?:'s| is)|below is) (?:the|an?|your) "
)
FORM = (
    r"(?:comprehensive|complete|detailed|professional|well-structured|polished|concise|full"
    r"|structured|well-organi[sz]ed|clear|clean|beginner-friendly)"
)
_KIND = (
    r"(?:summary|overview|breakdown|outline|list|analysis|comparison|explanation|version|notes|guide"
    r"|report|answer|description|table|documentation)"
)
SUMMARY = (
    rf"{HERE}(?:[\w-]+,? ){{0,3}}?(?:well-)?(?:structured|organi[sz]ed|categori[sz]ed)"
    rf" (?:[\w-]+ ){{0,2}}?{_KIND}\b"
)
AUTHORS = r"\b(?:i|i've|my|we|we've|our|ours|us)\b"


class Line(NamedTuple):
    """The first line of a paragraph, without marks; ``opens``: no other paragraph is above it."""

    text: str
    block: Block
    after: Block | None
    opens: bool


def lines_of(analysis: Analysis) -> Iterator[Line]:
    """Yield the lines of a text that says "here" or "below", and neither is a letter nor on AI."""
    if analysis.word_counts.keys().isdisjoint(_SAID):
        return
    if discusses(analysis, AI_TALK) or is_letter(analysis):
        return
    blocks = analysis.blocks
    first = next((block for block in blocks if block.kind not in HEADING_KINDS), None)
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start <= _LONGEST:
            text = analysis.text_of(block).replace("’", "'").strip(" *_>\"'")
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            yield Line(text.partition("\n")[0].strip(" *_"), block, after, block is first)


def hits(analysis: Analysis, line: Line, weight: float | None = None) -> Iterator[Hit]:
    """Yield the finding of a line, unless the text only speaks of it."""
    block = line.block
    if not is_spoken_of(analysis, block.start, block.start + 1, says=True):
        yield Hit(
            span=analysis.to_source(block.start, block.end),
            message=f"“{excerpt(line.text, 70)}” hands over a text to whoever ordered it",
            weight=weight,
        )
