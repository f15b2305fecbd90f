"""Tell sentences that open alike by need: labels, references, items of a manual, formulas."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from detector.rules.releases import names_release
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis, Sentence
from detector.text.document import BlockKind

OPENING_WORDS = 3
_FORMULAS = ("\\[", "$$", "\\begin{")
_OF_FORMULAS = frozenset("=\\^_")
_FORMULA_GAP = 20  # characters between a sentence and its formula
_LABEL = 0.5  # of the sentences, with a colon after the opening or in it


def is_label(analysis: Analysis, places: list[int]) -> bool:
    """Return whether the words name what follows: "Photo credit: …", "My favourite line: …"."""
    text, ends = analysis.text, analysis.word_ends
    labels = sum(":" in text[ends[i] : ends[i + OPENING_WORDS - 1] + 2] for i in places)
    return labels > _LABEL * len(places)


def leads_back(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether the sentences are links within the page: "Back to the list of rooms"."""
    within = [link.start for link in analysis.document.links if link.target.startswith("#")]
    linked = sum(any(s.start <= start < s.end for start in within) for s in found)
    return linked > _LABEL * len(found)


def leads_on(analysis: Analysis, found: list[Sentence]) -> bool:
    """Return whether the sentences open with links to many places: references to a manual."""
    if not is_technical(analysis):
        return False
    links = analysis.document.links
    ends = [analysis.word_ends[s.first_word + OPENING_WORDS - 1] for s in found]
    targets = {
        link.target
        for s, end in zip(found, ends, strict=True)
        for link in links
        if s.start <= link.start < end
    }
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
