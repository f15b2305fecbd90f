"""Find one paragraph of hundreds of words in a text that is divided into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.text.analysis import Analysis
from detector.text.document import BlockKind

# Yoast warns at 200 words. In most human genres under 3% of articles have such a paragraph;
# texts taken from PDF files (papers, manuals) have it in 8%, so this is not a warning.
MIN_WORDS = 400
# A text with fewer paragraphs was written or copied without any breaks, so no single paragraph is
# the problem.
MIN_PARAGRAPHS = 5


def check(analysis: Analysis) -> Iterator[Hit]:
    paragraphs = list(analysis.blocks_of(BlockKind.PARAGRAPH))
    if len(paragraphs) < MIN_PARAGRAPHS:
        return
    for block in paragraphs:
        words = analysis.word_range(block.start, block.end)
        if len(words) >= MIN_WORDS:
            yield Hit(
                span=analysis.words_to_source(words[:8]),
                message=f"this paragraph has {len(words)} words without a break",
            )


_LINE = "The road went on through the fields, and we walked until the light was gone. "
_BREAKS = f"{_LINE * 3}\n\n" * 5

RULE = Rule(
    id="wall-of-text",
    family=Family.READABILITY,
    severity=Severity.INFO,
    summary="A paragraph of 400 words or more in a text that is divided into paragraphs",
    why="On a screen, a paragraph of that length is a grey block that readers skip.",
    remedy="Start a new paragraph with each new thought.",
    sources=("YoastSEO.js, paragraphTooLong: over 200 words is bad",),
    finds=(
        Example(text=_BREAKS + _LINE * 30, note="at the end"),
        Example(text=_LINE * 30 + "\n\n" + _BREAKS, note="at the start"),
        Example(text=_BREAKS + _LINE * 40 + "\n\n" + _BREAKS, note="in the middle"),
    ),
    spares=(
        Example(text=_BREAKS * 3, note="short paragraphs"),
        Example(text=_BREAKS + _LINE * 12, note="a long paragraph, but not a wall"),
        Example(text=_LINE * 60, note="a text that came without breaks"),
    ),
    check=check,
)
