"""Tell references made of entries: options, settings and terms, each with what it does.

Every entry is told in the same few words ("Returns …", "Shows a list of …", "Counts the …").
"""

from __future__ import annotations

from itertools import pairwise

from detector.rules.search import compiled
from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS, Block

_MIN_ENTRIES = 5
_SHARE = 0.5  # of the blocks of running text
_MAX_LABEL_WORDS = 5
# "first_name: …", "**Count**: …", "`badDate`:: …", "Average - …"
_LABELLED = r"[*_`\"']{0,3}(\w[\w .()/-]{0,38}\w)[*_`\"']{0,3}(?::{1,2}| [–—-]) ?[*_`]{0,2}\S"
# "signals.user_added(request, user)"
_CALL = r"(?<![\w.:])[\w.:]{1,120}+\([^()]{0,200}\)"
_END_MARKS = (".", "!", "?", ";", ",", ":")


def is_entries(analysis: Analysis) -> bool:
    """Return whether at least half of the text is entries, each under a label of its own."""
    return analysis.once(_is_entries)


def _is_entries(analysis: Analysis) -> bool:
    blocks = analysis.prose_blocks
    inside = [label for block in blocks if (label := _label_of(analysis, block))]
    if len(set(inside)) >= _MIN_ENTRIES and len(inside) >= _SHARE * len(blocks):
        return True
    above = {
        analysis.text_of(label)
        for label, entry in pairwise(analysis.blocks)
        if entry.kind in PROSE_KINDS
        and _is_label(analysis, label)
        and not _is_label(analysis, entry)
    }
    return len(above) >= max(_MIN_ENTRIES, _SHARE * (len(blocks) - len(above)))


def _label_of(analysis: Analysis, block: Block) -> str:
    """Return the label that opens a block, empty if there is none."""
    match = compiled(_LABELLED).match(analysis.text, block.start, block.end)
    if match and len(match.group(1).split()) <= _MAX_LABEL_WORDS:
        return match.group(1).lower()
    return _defined(analysis, block)


def _defined(analysis: Analysis, block: Block) -> str:
    """Return the first line of a block where the others are set in below it, as in a glossary."""
    label, _, rest = analysis.document.source[block.source.start : block.source.end].partition("\n")
    label = label.strip(" *_`")
    if not rest[:1].isspace() or label.endswith(_END_MARKS):
        return ""
    return label.lower() if 0 < len(label.split()) <= _MAX_LABEL_WORDS else ""


def _is_label(analysis: Analysis, block: Block) -> bool:
    if block.kind not in PROSE_KINDS:
        return False
    called = analysis.text.endswith(")", block.start, block.end)
    if called and compiled(_CALL).fullmatch(analysis.text, block.start, block.end):
        return True
    size = len(analysis.word_range(block.start, block.end))
    return 0 < size <= _MAX_LABEL_WORDS and not analysis.text_of(block).rstrip(" *_`").endswith(
        _END_MARKS
    )
