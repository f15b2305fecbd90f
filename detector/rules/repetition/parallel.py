"""Tell sentences that open alike by need: labels, references, items of a manual, formulas."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from operator import attrgetter

from detector.rules.releases import names_release
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis, Sentence
from detector.text.document import BlockKind

OPENING_WORDS = 3
_FORMULAS = ("\\[", "$$", "\\begin{")
_OF_FORMULAS = frozenset("=\\^_")
_FORMULA_GAP = 20  # characters between a sentence and its formula
_start = attrgetter("start")
_LABEL = 0.5  # of the sentences, with a colon after the opening or in it


def is_label(analysis: Analysis, places: list[int]) -> bool:
    """Return whether the words name what follows: "Photo credit: …", "My favourite line: …"."""
    text, ends = analysis.text, analysis.word_ends
    labels = sum(":" in text[ends[i] : ends[i + OPENING_WORDS - 1] + 2] for i in places)
    return labels > _LABEL * len(places)


def leads_back(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether the sentences are links within the page: "Back to the list of rooms"."""
    within = sorted(link.start for link in analysis.document.links if link.target.startswith("#"))
    linked = sum(bisect_left(within, s.start) < bisect_left(within, s.end) for s in found)
    return linked > _LABEL * len(found)


def leads_on(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether the sentences open with links to many places: references to a manual."""
    if not is_technical(analysis):
        return False
    links = sorted(analysis.document.links, key=_start)
    targets: set[str] = set()
    for one in found:
        end = analysis.word_ends[one.first_word + OPENING_WORDS - 1]
        first, last = (bisect_left(links, at, key=_start) for at in (one.start, end))
        targets.update(link.target for link in links[first:last])
    return len(targets) > _LABEL * len(found)


def are_labels(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether most of the sentences are labels: of a release, or of the references below.

    "What's new in 2.46.0:" stands over a list, "Related issues on the tracker: #17" ends an entry.
    """
    texts = [analysis.text[sentence.start : sentence.end].strip() for sentence in found]
    # A line over a sample, "The following patterns are refused:", is one too.
    blocks = analysis.document.blocks
    shown = {a.start for a, b in pairwise(blocks) if b.kind is BlockKind.CODE}
    releases = sum(
        text.endswith(":") and (names_release(text) or _block_start(analysis, one) in shown)
        for text, one in zip(texts, found, strict=True)
    )
    labels: Counter[str] = Counter()
    for text in texts:
        label, colon, rest = text.partition(":")
        if colon and sum(word.isalpha() for word in rest.split()) <= OPENING_WORDS:
            labels[label] += 1
    return 4 * max(releases, *labels.values(), 0) >= 3 * len(found)


def _gives_formula(text: str) -> bool:
    """Return whether a formula is in the text or begins there; "$$" alone says what things cost."""
    if not any(mark in text for mark in _FORMULAS):
        return False
    return not _OF_FORMULAS.isdisjoint(text)


def give_formulas(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether most of the sentences give a formula: "The mean of the … is given by"."""
    formulas = sum(
        _gives_formula(analysis.text[one.start : one.end + _FORMULA_GAP]) for one in found
    )
    return 4 * formulas >= 3 * len(found)


def are_items(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether the sentences are the parallel items of one list on a program."""
    blocks = sorted({one.block for one in found})
    one_list = range(blocks[0], blocks[-1] + 1)
    return (
        len(blocks) == len(found)
        and all(analysis.blocks[i].kind is BlockKind.LIST_ITEM for i in one_list)
        and is_technical(analysis)
    )


def _block_start(analysis: Analysis, sentence: Sentence) -> int:
    block = analysis.block_at(sentence.start)
    return -1 if block is None else block.start
