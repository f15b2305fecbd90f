"""Several versions of one text, published below each other: "Version A (formal): …".

What makes it one: two or more labels of versions at the head of a line, and under them texts that
say the same in other words. Changelogs have the labels, but other texts under them. Choices for
readers may be alike ("Option 1: by bus … Option 2: by train …", two keys of one song), so a label
must name a draft or say what the version is like. (Without that, four of eight human articles with
such labels were found.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from detector.findings import Family, Severity
from detector.rules.excerpt import excerpt
from detector.rules.prompt_leak.context import is_spoken_of
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import word_set
from detector.text.analysis import Analysis
from detector.text.document import Block

_LABEL = (
    r"[ *_#>•-]{0,6}((?:(?:draft|rewrite) (?:[a-e]|\d|one|two|three|four|five)\b(?![.,]\d)"
    r"(?: ?\([^()\n]{2,60}\))?)"
    r"|(?:(?:version|variant|variation|take|alternative|option)"
    r" (?:[a-e]|\d|one|two|three|four|five) ?\([^()=\n]{2,60}\)))"
    r"[*_]{0,2}\s?(?:[:.–—-]|\Z)"
)
# Versions of a few words, each in another register; invitations are printed for choice too.
_TONES = (
    r"(?:playful|professional|luxur(?:y|ious)|casual|formal|informal|friendly|funny|humorous|witty"
    r"|bold|warm|emotional|conversational|short|concise|detailed|punchy|direct|persuasive|catchy"
    r"|inspirational|inspiring|storytelling|minimal(?:ist)?|technical|serious|trendy|engaging"
    r"|creative|urgent|descriptive|poetic|seo[- ](?:focused|friendly|optimi[sz]ed))"
)
_TONED = (
    r"[ *_#>•-]{0,6}((?:option|version|variant|variation|take|draft|alternative)"
    rf" (?:[a-e]|\d|one|two|three|four|five)(?: ?[(]| ?[–—-] ?|: ?){_TONES}"
    rf"(?:(?:,| and| &|/) ?{_TONES}){{0,2}}(?: (?:tone|style|voice|version))?[)]?)"
    r"[*_]{0,2}\s?(?:[:.–—-]|\Z)"
)
_WORDING = word_set("wording wordings invitation invitations guests sample samples dress etiquette")
# What a text tells in which somebody did choose.
_CHOSEN = word_set("chose chosen picked voted votes agreed disliked preferred won winner")
_NAMES = word_set("version draft variant variation take alternative rewrite option")
_LEAST_TONED = 2
_LEAST = 20  # words of a version
# Half of the longer words of the shorter version stand in the other one too. Parallel items of a
# list share a quarter.
_SHARED = 0.5
_LONG = 5  # letters: shorter words are shared by all texts


class _Version(NamedTuple):
    block: Block
    label_end: int
    words: frozenset[str]
    size: int


def _versions(analysis: Analysis) -> Iterator[_Version]:
    starts: list[tuple[Block, int]] = []
    for block in analysis.blocks:
        first = analysis.word_range(block.start, block.end)[:1]
        if first and analysis.words[first[0]] in _NAMES:
            match = compiled(_LABEL).match(analysis.text, block.start, block.end)
            if match:
                starts.append((block, match.end(1)))
    ends = [*(block.start for block, _ in starts[1:]), len(analysis.text)]
    for (block, label_end), end in zip(starts, ends, strict=False):
        inside = analysis.word_range(label_end, end)
        words = analysis.words[inside.start : inside.stop]
        yield _Version(block, label_end, frozenset(w for w in words if len(w) >= _LONG), len(words))


def check(analysis: Analysis) -> Iterator[Hit]:
    """Yield the labels of versions that say the same."""
    if _NAMES.isdisjoint(analysis.vocabulary):
        return
    found: dict[int, _Version] = {}
    for one, other in pairwise(_versions(analysis)):
        least = min(len(one.words), len(other.words))
        if min(one.size, other.size) < _LEAST or not least:
            continue
        if len(one.words & other.words) >= _SHARED * least:
            found[one.block.start], found[other.block.start] = one, other
    if not found:
        yield from _in_tones(analysis)
    for start, version in sorted(found.items()):
        if is_spoken_of(analysis, start, start + 1):
            continue
        phrase = excerpt(analysis.text[start : version.label_end].strip(" *_#>-"), 60)
        yield Hit(
            span=analysis.to_source(start, version.label_end),
            message=f"“{phrase}” is one of {len(found)} versions of the same text",
            count=len(found),
        )


def _in_tones(analysis: Analysis) -> Iterator[Hit]:
    """Yield the labels of versions that name their tone, where two of them are."""
    found = []
    for block in analysis.blocks:
        first = analysis.word_range(block.start, block.end)[:1]
        if first and analysis.words[first[0]] in _NAMES:
            match = compiled(_TONED).match(analysis.text, block.start, block.end)
            if match:
                found.append(match)
    if len({match.group(1).lower() for match in found}) < _LEAST_TONED:
        return
    if not (_WORDING | _CHOSEN).isdisjoint(analysis.vocabulary):
        return
    for match in found:
        if not is_spoken_of(analysis, *match.span(1)):
            phrase = excerpt(match.group(1), 60)
            yield Hit(
                span=analysis.to_source(*match.span(1)),
                message=f"“{phrase}” is one of {len(found)} versions to choose from",
                severity=Severity.WARNING,
                weight=0.4,
                count=len(found),
            )


_FIRST = (
    "The harbour was dug by the town after the flood, and it silts up every winter. A dredger "
    "works there from March until May."
)
_SECOND = (
    "After the flood the town dug its harbour, which silts up every single winter. From March "
    "until May a dredger works there."
)

RULE = Rule(
    id="draft-versions",
    family=Family.PROMPT_LEAK,
    severity=Severity.WARNING,
    summary="Several versions of one text, published below each other",
    why="Versions were meant for somebody who chooses one. Readers read the same twice.",
    remedy="Keep one version, and delete its label.",
    sources=("https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing",),
    finds=(
        Example(text=f"Version A (formal): {_FIRST}\n\nVersion B (punchy): {_SECOND}"),
        Example(text=f"Option 1 (short):\n\n{_FIRST}\n\nOption 2 (long):\n\n{_SECOND}"),
        Example(text=f"Draft one – {_SECOND}\n\nDraft two – {_FIRST}"),
    ),
    spares=(
        Example(
            text="Option 1: take the bus to the harbour, which leaves at nine and stops at every "
            "village on its way along the coast.\n\nOption 2: walk over the dunes with a guide"
            " who knows the birds and carries water for all of you."
        ),
        Example(
            text="Version 1: the first release reads folders and writes a report in one format, "
            "with a table of all the texts that it read.\n\nVersion 2: archives, a server,"
            " editors and a page to paste a draft into; the old options still work as they did."
        ),
        Example(text=f"Option 1: {_FIRST}\n\nOption 2: {_SECOND}", note="a choice that is alike"),
        Example(
            text="Four of us own the boat.\n\nOption A (short): Tern. Nobody disliked it.\n\n"
            "Option B (funny): Unsinkable. My wife asked what had become of the first two.",
            note="a story of a choice",
        ),
        Example(text=f"{_FIRST}\n\n{_SECOND}", note="no labels: another rule's business"),
    ),
    check=check,
    weight=0.7,
)
