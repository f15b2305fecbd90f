"""The running prose of an article as the classifier reads it: tokens and sentence ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from detector.text.analysis import Analysis


class SentenceTokens(NamedTuple):
    """A sentence of the prose: its token range in the analysis."""

    first: int
    last: int  # one past the end


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens of running prose, case kept, and for each sentence the index one past its end."""

    tokens: list[str]
    ends: list[int]


def sentence_tokens(analysis: Analysis) -> list[SentenceTokens]:
    """The token ranges of the sentences of paragraphs and list items.

    Titles, headings, tables, captions, quotations and code are left out: their number says which
    site or format a text comes from.
    """
    starts = analysis.token_starts
    return [
        SentenceTokens(bisect_left(starts, s.start), bisect_left(starts, s.end))
        for s in analysis.prose_sentences
    ]


def passage(analysis: Analysis) -> Passage:
    """Return the whole running prose of an article."""
    return passage_of(analysis, sentence_tokens(analysis))


def passage_of(analysis: Analysis, sentences: Iterable[tuple[int, int]]) -> Passage:
    """Return some sentences of an article, by their token ranges, as a text of their own."""
    all_tokens = analysis.tokens
    tokens: list[str] = []
    ends: list[int] = []
    for first, last in sentences:
        tokens += all_tokens[first:last]
        ends.append(len(tokens))
    return Passage(tokens, ends)
