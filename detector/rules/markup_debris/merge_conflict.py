"""Merge-conflict markers of a version control system.

What makes it that kind: two versions of a passage stand one after the other, each between lines of
seven equal signs or angle brackets. Both brackets together are sure; one alone is where it stands
on a line of its own with the name of a branch or a commit, as whoever deletes one version often
leaves the last marker. A line of equal signs underlines a heading, and mail quotes mail with angle
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_about, word_set
from detector.text.analysis import Analysis
from detector.text.document import BlockKind, ContentType, Span, merged, touches

_SUBJECT = word_set(
    "git merge merging branch branches conflict conflicts commit commits repository"
)
_MARKER = r"(?:^|(?<=\s))(?:<{7}[ ](?=\S)|>{7}[ ](?=\S))[^\s<>]{1,80}"
_BRANCH = (
    r"^(?:<{7}|>{7})[ ](?:HEAD|main|master|develop|dev|Updated upstream|Stashed changes"
    r"|[0-9a-f]{7,40}|[\w.-]{1,40}/[\w./-]{1,80})(?:[ ]\([^()\n]{1,120}\))?[ \t]*$"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    source = analysis.document.source
    if "<<<<<<< " not in source and ">>>>>>> " not in source:
        return
    if is_about(analysis, _SUBJECT, share=0.008):
        return
    code = merged(b.source for b in analysis.document.blocks if b.kind is BlockKind.CODE)
    markers = _outside(compiled(_MARKER, re.M).finditer(source), code)
    if {match.group()[0] for match in markers} != {"<", ">"}:
        markers = _outside(compiled(_BRANCH, re.M).finditer(source), code)
    for match in markers:
        yield Hit(
            span=Span(*match.span()),
            message=f"“{match.group()}” marks a merge conflict that nobody resolved",
        )


def _outside(markers: Iterator[re.Match[str]], code: Sequence[Span]) -> list[re.Match[str]]:
    return [match for match in markers if not touches(code, match.start(), match.start() + 1)]


RULE = Rule(
    id="merge-conflict",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.6,
    summary="Merge-conflict markers: “<<<<<<< HEAD”, “>>>>>>> main”",
    why="Two versions of the passage were published together.",
    remedy="Keep one of the two versions, and delete the markers.",
    sources=("git-merge(1): how conflicts are presented",),
    finds=(
        Example(text="Old.\n\n<<<<<<< HEAD\nOf iron.\n=======\nOr steel.\n>>>>>>> main"),
        Example(text="It is old. <<<<<<< HEAD It is iron. ======= Or steel. >>>>>>> a1b2c3 End."),
        Example(
            text="# A bridge\n\n<<<<<<< Updated\nIron.\n=======\nSteel.\n>>>>>>> Stash\n",
            content_type=ContentType.MARKDOWN,
        ),
        Example(
            text="It is made of iron.\n>>>>>>> origin/main\n\nIt was opened in 1905.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    spares=(
        Example(
            text="The bridge\n=======\n\nIt is old, and it is made of iron.\n\n=======\n\nEnd."
        ),
        Example(text=">>>>>>> iron/steel is what he asked.\n>>>>>>> main\\road\n\nIt is old."),
        Example(text=">>>>>>> Is it old?\n>>>>>> Yes.\n\nIt was opened in 1905 by the mayor."),
        Example(
            text="You see this:\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n\nEnd.",
            content_type=ContentType.MARKDOWN,
        ),
    ),
    check=check,
)
