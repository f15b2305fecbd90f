"""Set phrases with a part swapped for a synonym that nobody uses there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from detector.analysis import Analysis
from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_about, word_set

_LIST = Path(__file__).resolve().parents[2] / "data" / "broken_phrases.txt"
_SUBJECT = word_set("tortured spinning spinner spinners spun plagiarism paraphrasing paraphrase")


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the broken phrases with what is meant, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        meant, first, second = (part.strip() for part in line.split("|"))
        for one in first.split(","):
            for two in second.split(","):
                words = (*one.split(), *two.split())
                found.setdefault(words[0], []).append((words, meant))
    return found


def _check(analysis: Analysis) -> Iterator[Hit]:
    words = analysis.words
    phrases = _phrases()
    starts = [i for i, word in enumerate(words) if word in phrases]
    if not starts or is_about(analysis, _SUBJECT, 0.002):
        return
    seen: dict[str, int] = {}
    for i in starts:
        for phrase, meant in phrases[words[i]]:
            if tuple(words[i : i + len(phrase)]) != phrase:
                continue
            start, end = analysis.word_starts[i], analysis.word_ends[i + len(phrase) - 1]
            written = analysis.text[start:end]
            if analysis.is_mention(start, end) or set(written) & set(",;:.!?()\n"):
                continue
            seen[meant] = seen.get(meant, 0) + 1
            yield Hit(
                span=analysis.to_source(start, end),
                message=f"“{written}” stands where “{meant}” is meant",
                # The same phrase again is the same evidence.
                weight=None if seen[meant] == 1 else 0.02,
            )
            break


RULE = Rule(
    id="broken-phrase",
    family=Family.SPUN_TEXT,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.9,
    summary="Set phrases with a word swapped: “bosom cancer”, “counterfeit consciousness”",
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
    check=_check,
)
