"""The outline of a page: its headings, how its paragraphs begin, and whether it asks for an order.

A template whose sentences are written anew for each page leaves no phrase in common. It leaves
its outline: the same headings in the same order, the place or the product put into some of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from zlib import crc32

from detector.text.analysis import Analysis
from detector.text.document import PROSE_KINDS, BlockKind
from detector.text.keyphrases import FUNCTION_WORDS

MAX_LABELS = 40  # of a page
HEADING_WORDS = 12  # of a heading that are compared
OPENING_WORDS = 2  # of a paragraph: a template written anew keeps no more of a sentence

# A heading that begins with one of these asks the reader to buy.
_ASKS = frozenset("apply book buy call contact get hire order request schedule start talk".split())


class Outline(NamedTuple):
    """``labels`` are 32-bit hashes of headings and of beginnings of paragraphs, in order, the
    title's words masked; an odd one has a word of the title in it. ``asks`` says that a heading
    asks for an order or a call."""

    labels: list[int]
    asks: bool


def outline(analysis: Analysis, title: str, hidden: Collection[str], mask: str) -> Outline:
    """Return the outline of a page; words of ``hidden``, those of the title, are ``mask``."""
    hidden = frozenset(map(_owner, hidden))
    found: list[int] = []
    asks = False
    for block in analysis.blocks:
        heading = block.kind is BlockKind.HEADING
        if not heading and block.kind not in PROSE_KINDS:
            continue
        inside = analysis.word_range(block.start, block.end)
        size = HEADING_WORDS if heading else OPENING_WORDS
        words = analysis.words[inside.start : min(inside.stop, inside.start + size)]
        if heading and words:
            if " ".join(analysis.text_of(block).split()) == title:
                continue
            asks = asks or words[0] in _ASKS
        if label := _label(words, hidden, mask, heading=heading):
            found.append(label)
    return Outline(found[:MAX_LABELS], asks)


def _label(words: Sequence[str], hidden: Collection[str], mask: str, *, heading: bool) -> int:
    """Return a hash of the words, odd if one is masked beside one that says something; 0 if
    nothing is left of them."""
    masked: list[str] = []
    for word in words:
        shown = mask if _owner(word) in hidden or not word[0].isalpha() else word
        if shown != mask or masked[-1:] != [mask]:
            masked.append(shown)
    left = [word for word in masked if word != mask]
    content = any(word not in FUNCTION_WORDS for word in left)
    if not left or not (content or heading):
        return 0
    hashed = crc32(" ".join(masked).encode("utf-8", "surrogatepass")) & ~1
    return hashed | (content and any(_owner(word) in hidden for word in words))


def _owner(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
