"""Set phrases with a word replaced by a synonym that nobody uses there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.familiar import phrase_list

_SUBJECT = word_set("tortured spinning spinner spinners spun plagiarism paraphrasing paraphrase")


class _Start(NamedTuple):
    """The first part of broken phrases, and the second parts by their first word."""

    words: tuple[str, ...]
    ends: dict[str, list[tuple[str, ...]]]
    meant: str


@cache
def _starts() -> dict[str, list[_Start]]:
    """Return the first parts by their last word: the combinations are never written out."""
    found: dict[str, list[_Start]] = {}
    for line in phrase_list("broken_phrases"):
        meant, first, second = line.split(" | ")
        ends: dict[str, list[tuple[str, ...]]] = {}
        for alternative in second.split(", "):
            end = tuple(alternative.split())
            ends.setdefault(end[0], []).append(end)
        for alternative in first.split(", "):
            start = tuple(alternative.split())
            found.setdefault(start[-1], []).append(_Start(start, ends, meant))
    return found


def _phrases(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the first word of each broken phrase, the one past its last, and what was meant."""
    starts, words = _starts(), analysis.words
    for i in analysis.places_of(starts.keys() & analysis.vocabulary):
        after = words[i + 1] if i + 1 < len(words) else ""
        for start in starts[words[i]]:
            if after not in start.ends:
                continue
            first = i + 1 - len(start.words)
            if first < 0 or tuple(words[first : i + 1]) != start.words:
                continue
            for end in start.ends[after]:
                if tuple(words[i + 1 : i + 1 + len(end)]) == end:
                    yield first, i + 1 + len(end), start.meant


def check(analysis: Analysis) -> Iterator[Hit]:
    found = list(_phrases(analysis))
    if not found or is_about(analysis, _SUBJECT, share=0.002):
        return
    seen: set[str] = set()
    reported = 0
    for first, after, meant in found:
        start, end = analysis.word_starts[first], analysis.word_ends[after - 1]
        written = analysis.text[start:end]
        if first < reported or analysis.is_mention(start, end):
            continue
        if set(written) & set(",;:.!?()\n"):
            continue
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{written}” should probably be “{meant}”",
            # The same phrase again is the same evidence.
            weight=0.02 if meant in seen else None,
        )
        seen.add(meant)
        reported = after


RULE = Rule(
    id="broken-phrase",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.35,
    cap=0.9,
    summary="Set phrases with a word replaced: “bosom cancer”, “counterfeit consciousness”",
    why="A tool swapped words for synonyms to hide where the text was copied from.",
    remedy="Restore the usual phrase, and check where the text comes from.",
    sources=("Cabanac, Labbe and Magazinov: Tortured phrases (2021), arXiv 2107.06751",),
    finds=(
        Example(text="Women over fifty are tested for bosom malignancy every second year."),
        Example(text="The Secretary Common of the Joined Together Countries spoke in Paris."),
        Example(text="All methods of counterfeit consciousness need colossal information."),
        Example(text="Rain has turn into snow as a result of it is cold, and roads are closed."),
    ),
    spares=(
        Example(text="Women over fifty should be tested for breast cancer every second year."),
        Example(
            text="Rain has turned into snow. As a result of its weight, a roof fell; as soon as the"
            " day broke, more than one neighbour came. Prior to you, I had no help, so I made use"
            " of a rope."
        ),
        Example(text='Papers that call artificial intelligence "counterfeit consciousness" exist.'),
        Example(text="She held the letter to her bosom; peril lay ahead of the small expedition."),
    ),
    check=check,
)
