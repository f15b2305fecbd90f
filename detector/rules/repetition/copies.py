"""From repeated passages to hits: shared by the rules for sentences and for paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Severity
from detector.rules.releases import is_log
from detector.rules.repetition.meant import MOSTLY_COPIES, meant
from detector.rules.repetition.reference import declares_members, tells_of_members
from detector.rules.rule import Hit
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical
from detector.text.analysis import Analysis
from detector.text.repetition import Copies, measure

# The share of words in copies at which the family's score reaches 0.5. In 5,700 human articles
# of 30 kinds, 99% of each kind stay below 0.3; the rest are pages scraped or pasted twice.
ACT_SHARE = 0.3
_INFO_SHARE = 0.03
# Manuals, policies and papers say a sentence two or three times; one percent of human articles do
# so for more than this share of their words. A whole paragraph is a slip sooner.
_INFO_SHARE_SENTENCES = 0.05
# Two or three times in an article; of a book's length, once more for each so many words.
_FEW, _WORDS_A_COPY = 3, 5000
# A manual says the same of two options, and after two samples.
_INFO_SHARE_MANUAL = 0.12
_INFO_WEIGHT = 0.05
# "Part 2", "Section B: the sea", "3. Reading": the line before an instruction.
_PART = (
    r"[ \t#*_]{0,8}(?:(?:part|section|paper|exercise|task|round|unit|day|week)\s"
    r"(?:\d{1,2}|[a-h]|[ivx]{1,4}|one|two|three|four|five|six)\b|(?:\d{1,2}|[a-h]|[ivx]{1,4})[.):])"
)
_MAX_LABEL = 80  # characters
_MAX_INSTRUCTION = 30  # words


def hits(analysis: Analysis, found: tuple[Copies, ...], noun: str) -> Iterator[Hit]:
    """Yield a hit for each passage, at its second location, weighted by the words that it repeats.

    The weights multiply to ``0.5 ** (share / ACT_SHARE)``, so the family's score depends on the
    share of the text in copies, not on how many passages that share is cut into.
    """
    repetition = analysis.once(measure)
    on_purpose = analysis.once(meant)
    copied = repetition.copied - (
        sum(copies.extra_words for copies in on_purpose) / max(repetition.words, 1)
    )
    # Every release tells of the same work, every function of the same errors.
    kept = bool(found) and (is_log(analysis) or tells_of_members(analysis))
    # What a class inherits is told again under it: hardly anything else may be left.
    inherits = kept and declares_members(analysis)
    for copies in found:
        share = copies.extra_words / repetition.words
        weight = 1.0 - 0.5 ** (share / ACT_SHARE)
        if copies in on_purpose:
            continue
        if (kept and (copied < MOSTLY_COPIES or inherits)) or _opens_parts(analysis, copies):
            severity, weight = Severity.INFO, min(weight, _INFO_WEIGHT)
        elif copied >= MOSTLY_COPIES:
            severity = Severity.WARNING if kept else Severity.ERROR
        elif _is_slight(analysis, copies, noun, share, copied):
            severity = Severity.INFO
        else:
            severity = Severity.WARNING
        first, second = copies.places[:2]
        line = analysis.document.source.count("\n", 0, analysis.words_to_source(first).start) + 1
        yield Hit(
            span=analysis.words_to_source(second),
            message=f"this {noun} of {len(first)} words appears {len(copies.places)} times, "
            f"first in line {line}"
            + (f"; {copied:.0%} of the text is copies" if severity is Severity.ERROR else ""),
            count=len(copies.places),
            severity=severity,
            weight=weight,
        )


def _is_slight(analysis: Analysis, copies: Copies, noun: str, share: float, copied: float) -> bool:
    """Return whether an editor would leave the passage: two or three sentences of a long text."""
    few = max(_FEW, len(analysis.words) // _WORDS_A_COPY)
    if noun == "sentence" and len(copies.places) <= few:
        manual = copied < _INFO_SHARE_MANUAL and is_technical(analysis)
        if manual or copied < _INFO_SHARE_SENTENCES:
            return True
    return share < _INFO_SHARE and len(copies.places) == 2


def _opens_parts(analysis: Analysis, copies: Copies) -> bool:
    """Return whether this is an instruction that opens each part of an examination or a form."""
    return all(_opens_part(analysis, place) for place in copies.places)


def _opens_part(analysis: Analysis, place: range) -> bool:
    block = analysis.block_at(analysis.word_starts[place[0]])
    if block is None or len(analysis.word_range(block.start, block.end)) > _MAX_INSTRUCTION:
        return False
    line = analysis.text[max(0, block.start - _MAX_LABEL) : block.start].rstrip()
    at = line.rfind("\n") + 1
    whole = at > 0 or block.start <= _MAX_LABEL
    return whole and compiled(_PART).match(line, at) is not None
