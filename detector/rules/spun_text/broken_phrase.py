"""Set phrases with a word replaced by a synonym that nobody uses there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.familiar import phrase_list

_SUBJECT = word_set("tortured spinning spinner spinners spun plagiarism paraphrasing paraphrase")
_BROKEN = frozenset(",;:.!?()\n")  # no phrase goes on beyond these


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    meant: str
    telling: int  # the index of the word by which the phrase is found: its longest


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Return the broken phrases by their longest word."""
    found: dict[str, list[_Phrase]] = {}
    for line in phrase_list("broken_phrases"):
        meant, first, second = (part.strip() for part in line.split("|"))
        for one in first.split(","):
            for two in second.split(","):
                words = (*one.split(), *two.split())
                telling = max(range(len(words)), key=lambda i: len(words[i]))
                found.setdefault(words[telling], []).append(_Phrase(words, meant, telling))
    return found


def check(analysis: Analysis) -> Iterator[Hit]:
    phrases = _phrases()
    present = phrases.keys() & analysis.word_counts.keys()
    if not present or is_about(analysis, _SUBJECT, share=0.002):
        return
    found = list(_found(analysis, phrases, present))
    # One may be a slip, a joke or a sense of its own that nobody thought of.
    several = len({phrase.meant for *_, phrase in found}) > 1
    seen: set[str] = set()
    for start, end, phrase in found:
        again = phrase.meant in seen  # the same phrase again is the same evidence
        seen.add(phrase.meant)
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{analysis.text[start:end]}” should probably be “{phrase.meant}”",
            severity=Severity.WARNING if several else Severity.INFO,
            weight=0.02 if again else None if several else 0.1,
        )


def _found(
    analysis: Analysis, phrases: Mapping[str, Sequence[_Phrase]], present: Collection[str]
) -> Iterator[tuple[int, int, _Phrase]]:
    """Yield where broken phrases stand in the view, outside mentions, in the order of the text."""
    words = analysis.words
    for i in analysis.places_of(present):
        for phrase in phrases[words[i]]:
            first = i - phrase.telling
            after = first + len(phrase.words)
            if first < 0 or tuple(words[first:after]) != phrase.words:
                continue
            start, end = analysis.word_starts[first], analysis.word_ends[after - 1]
            if not (analysis.is_mention(start, end) or set(analysis.text[start:end]) & _BROKEN):
                yield start, end, phrase
                break


RULE = Rule(
    id="broken-phrase",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.9,
    summary="Set phrases with a word replaced: “bosom cancer”, “counterfeit consciousness”",
    why="A tool swapped words for synonyms to hide where the text was copied from.",
    remedy="Restore the usual phrase, and check where the text comes from.",
    sources=("Cabanac, Labbe and Magazinov: Tortured phrases (2021), arXiv 2107.06751",),
    finds=(
        Example(text="Women over fifty are tested for bosom malignancy every second year."),
        Example(text="The Secretary Common of the Joined Together Countries spoke in Paris."),
        Example(text="All methods of counterfeit consciousness need colossal information."),
    ),
    spares=(
        Example(text="Women over fifty should be tested for breast cancer every second year."),
        Example(text='Papers that call artificial intelligence "counterfeit consciousness" exist.'),
        Example(text="She held the letter to her bosom; peril lay ahead of the small expedition."),
    ),
    check=check,
)
