"""What the place of repeated passages tells: before code or a list, in a stanza, above a name.

An editor keeps a sentence that introduces another sample or list each time, a refrain, a line of
the text that is set large above its speaker's name, a link that stands under each case, and a note
above each part.
"""

from __future__ import annotations

from collections.abc import Sequence

from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.averages import median
from detector.text.document import PROSE_KINDS, Block, BlockKind
from detector.text.repetition import Copies

# A note stands above each part for those who come to that part alone.
_NOTICE = (
    r"[\W_]{0,4}(?:(?:editor(?:'s|s'|ial)? |author's |translator's |safety |important )?notes?"
    r"|please note|nota bene|n\.?b|warning|caution|danger|important|disclaimer|deprecated|outdated)"
    r"\b[\W_]{0,3}:"
)
# What a reference says of an argument or a result: ":param string name: the name of the lamp".
_FIELD = r"[\W_]{0,4}(?:param(?:eter)?|arg(?:ument)?|returns?|rtype|raises|throws)\b[^:\n]{0,60}:"
_SHOWN_KINDS = (BlockKind.LIST_ITEM, BlockKind.CODE, BlockKind.TABLE)
_MAX_SPEAKER_WORDS = 8
_MIN_STANZA_LINES = 3
# Prose is wrapped at 60 characters and more.
_MAX_VERSE_LINE = 50
_MIN_OFFENCE_WORDS = 3


def is_placed(analysis: Analysis, copies: Copies, blocks: Sequence[Block]) -> bool:
    """Return whether the copies, each in the block of the same number, are kept for their place."""
    return (
        _introduce(analysis, copies, blocks)
        or _is_quoted(analysis, copies, blocks)
        or all(_is_stanza(analysis, block) for block in blocks)
        or _are_links(analysis, copies, blocks)
        or all(compiled(_NOTICE).match(analysis.text, block.start) for block in blocks)
        or all(compiled(_FIELD).match(analysis.text, block.start) for block in blocks)
    )


def adds_each(analysis: Analysis, copies: Copies, blocks: Sequence[Block]) -> bool:
    """Return whether each block says something of its own before its copy, as an offence does."""
    own = set()
    for place, block in zip(copies.places, blocks, strict=True):
        first = analysis.word_range(block.start, block.end)[0]
        own.add(tuple(analysis.words[first : place[0]]))
    return len(own) == len(blocks) and all(len(words) >= _MIN_OFFENCE_WORDS for words in own)


def _introduce(analysis: Analysis, copies: Copies, blocks: Sequence[Block]) -> bool:
    """Return whether each copy ends in a colon, and what follows is different each time, or a list
    or a sample in a manual."""
    text = analysis.text
    ends = [analysis.word_ends[place[-1]] for place in copies.places]
    if any(text[end : end + 3].lstrip("*_")[:1] != ":" for end in ends):
        return False
    following = [_after(analysis, block) for block in blocks]
    if is_technical(analysis) and all(b and b.kind in _SHOWN_KINDS for b in following):
        return True
    shown = [analysis.text_of(block) if block else "" for block in following]
    return len(set(shown)) == len(shown)


def _after(analysis: Analysis, block: Block) -> Block | None:
    blocks = analysis.document.blocks
    index = next((i for i, each in enumerate(blocks) if each.start == block.start), len(blocks))
    return blocks[index + 1] if index + 1 < len(blocks) else None


def _is_quoted(analysis: Analysis, copies: Copies, blocks: Sequence[Block]) -> bool:
    """Return whether one of two copies is a block of its own above the name of its speaker."""
    if len(copies.places) != 2:
        return False
    for place, block in zip(copies.places, blocks, strict=True):
        following = _after(analysis, block)
        if list(analysis.word_range(block.start, block.end)) != list(place) or following is None:
            continue
        name = analysis.text_of(following).strip(" *_—–-\t\n")
        size = len(analysis.word_range(following.start, following.end))
        if (
            following.kind in PROSE_KINDS
            and 2 <= size <= _MAX_SPEAKER_WORDS
            and name[:1].isupper()
            and name[-1:] not in (".", "!", "?", ":")
        ):
            return True
    return False


def _is_stanza(analysis: Analysis, block: Block) -> bool:
    """Return whether the block is written in three or more lines too short for prose."""
    lines = analysis.document.source[block.source.start : block.source.end].splitlines()
    sizes = [len(line.strip()) for line in lines]
    return (
        len(sizes) >= _MIN_STANZA_LINES
        and max(sizes) <= _MAX_VERSE_LINE + 10
        and median(sizes) <= _MAX_VERSE_LINE
    )


def _are_links(analysis: Analysis, copies: Copies, blocks: Sequence[Block]) -> bool:
    """Return whether each copy is a block that is a link: the same way on from each case."""
    if len({block.start for block in blocks}) < len(blocks):
        return False
    links = analysis.document.links
    return all(
        any(
            link.start <= analysis.word_starts[place[0]]
            and analysis.word_ends[place[-1]] <= link.end
            for link in links
        )
        for place in copies.places
    )
