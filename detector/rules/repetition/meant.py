"""Which repeated passages are written so on purpose, and what is left of the text without them.

Steps stand once for each platform, version, case or task; a reference says the same of several
functions and around like samples of code; a list of offences ends its items in the same penalty; a
table of contents holds the headings again; a summary says what follows, and a line of the text is
drawn out as a quotation; the same items are asked for in two cases; a method is "the same as in
study 1"; opening hours stand where one may call. An editor keeps all of these. What tells them from
padding is not the passage but what stands above and around its copies: each copy belongs to another
heading, tab or item, which names a system, a version, a case or a piece of code. A text pasted
twice repeats its headings too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from detector.rules.repetition.placed import adds_each, is_placed
from detector.rules.repetition.reference import CODE_NAME
from detector.rules.search import compiled
from detector.text import repetition
from detector.text.analysis import Analysis
from detector.text.document import HEADING_KINDS, PROSE_KINDS, Block, BlockKind
from detector.text.repetition import Copies, Returning

# Nobody writes an article of which two fifths could be cut without losing a word.
MOSTLY_COPIES = 0.4
_MAX_LABEL_WORDS = 8
_MAX_LABEL = 80  # characters
_LABEL_LEVEL = 7  # below all headings
_SYSTEM = (
    r"(?:windows|mac ?os(?: x)?|os x|linux|unix|bsd|freebsd|openbsd|ubuntu|debian|fedora|centos"
    r"|rhel|red hat|arch linux|alpine|suse|opensuse|gentoo|nixos|raspberry pi|android|ios|ipados"
    r"|iphone|ipad|chrome|chromium|chromebook|chromeos|firefox|safari|microsoft edge|docker|podman"
    r"|kubernetes|homebrew|npm|yarn|pnpm|pip|pipx|conda|poetry|maven|gradle|cargo|apt|dnf|yum"
    r"|flatpak|bash|zsh|powershell|python|java|javascript|typescript|ruby|rust|php|kotlin|swift"
    r"|node\.?js|react|vue|aws|azure|gcp|google cloud|mysql|mariadb|postgresql|postgres|sqlite"
    r"|outlook|gmail|intel|apple silicon|arm64|amd64|x86|x64|32-bit|64-bit)"
)
_CASE = (
    rf"^(?:install(?:ing|ation)? )?{_SYSTEM}\b|\b(?:on|for|with|using|via|to) (?:the )?{_SYSTEM}\b"
    rf"|\b{_SYSTEM}:?$|^(?:(?:on|in|for|with|from|using) (?:(?:the|your|an?) )?)?"
    r"(?:desktop|mobile|web|tablet|phone|(?:web )?browser|command line|terminal|app|computer|laptop"
    r"|gui|cli|api):?$|^(?:by (?:mail|post|phone|fax|e-?mail)|in person|online):?$"
    r"|\b(?:version|release|option|case|method|variant|scenario|example|mode|type|class|level|step"
    r"|exercise|study|experiment|category|phase|stage|tier|group) "
    r"(?:\d{1,4}|[a-h]|[ivx]{1,4}|one|two|three)\b"
    r"|^(?:if you|without|using|via) \w|\bv?\d{1,4}\.(?:\d{1,4}|x)\b"
)
_CONSEQUENCE = (
    r"\b(?:penalt(?:y|ies)|fines|fined|fine of|imprisonment|liable|offen[cs]e|punishable|convicted"
    r"|disqualifi(?:ed|cation)|suspen(?:ded|sion)|forfeit(?:ed|s)?|demerit|surcharge"
    r"|issued an order)\b"
)
_SUMMARY = (
    r"\W{0,4}(?:(?:tweetable|lay|plain|graphical) )?(?:key (?:points|takeaways|facts|findings"
    r"|messages)|summary|abstract|highlights"
    r"|in brief|in short|at a glance|tl;?dr|synopsis|executive summary|what to know"
    # of a class: its methods are described in full below
    r"|(?:nested class|class|field|constructor|method|function|member|property|constant)s?"
    r" (?:summary|overview|index))\b"
)
# A method or a condition that refers to another place, and opening hours.
_REFERS = (
    r"\b(?:(?:same|similar|identical)(?: \w+){0,2} (?:as|to)\b[^.]{0,60}\b(?:above|earlier"
    r"|previously|before|described|listed|given|reported|study|section|table|figure|experiment"
    r"|chapter|part)"
    r"|(?:described|defined|listed|shown|given) (?:above|earlier|previously|in (?:section|table"
    r"|figure|chapter|part|appendix|article)))\b"
)
_HOURS = (
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b[^\n]{0,60}"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|to|-|–)"
)
# Each part of a policy says all that holds for it, and a legend all that its figure needs.
_POLICY = r"\b(?:privacy|cookies?|terms|conditions|policy|policies|licen[cs]e|agreement)\b"
# Each holder of rights gives the same licence again.
_LICENCE = (
    r"\bpermission (?:is hereby granted|to use, copy)|\bredistributions? (?:and use )?(?:in|of) "
    r"(?:source|binary)|\b(?:copyright notice|permission notice) (?:and|shall)|[\"' ]as is\b"
    r"|\bcopyright holders? (?:and|or) contributors\b|\bendorse or promote products\b"
)
_OF_LICENCES = ("permission", "redistribution", "copyright", "as is", "endorse")  # one of them
_LEGEND = r"(?:supplementary |supporting )?(?:fig(?:ure)?s?|table|plate|scheme|box)\b\.? ?[a-z]?\d"
_NUMBERED = r"\d{1,3}\.\d{1,3}[. \t]"
_CODE_IN_PROSE = r"\w_\w|\w\(\)|::|(?<!\S)--\w"
# What one does at a machine; "call", "visit" and "order" are what sellers ask for.
_STEP = (
    r"(?:then |now |next,? |first,? |finally,? )?(?:click(?! here)|select|check|uncheck|tick|open"
    r"|close|run|press|enter|type|tap|go to|navigate to|download|unzip|extract|restart|save|log in"
    r"|sign in|copy|paste|set|add|remove|edit|repeat|connect|turn|switch|wait|rinse|stir)\b"
)
# Braces, arrows and the like: what runs of code hold, and prose does not.
_CODE_MARKS = frozenset("{}<>=;|\\")
_MIN_CODE_MARKS = 2

_Path = tuple[tuple[int, str], ...]  # levels and texts of headings
_Paths = dict[int, _Path]


class Remaining(NamedTuple):
    """The figures of the running prose without the second and further copies that are meant."""

    words: int
    repeated_grams: float  # of ten words; share of letters
    compression: float | None


def meant(analysis: Analysis) -> frozenset[Copies]:
    """Return the repeated passages that are written so on purpose."""
    measured = analysis.once(repetition.measure)
    found = (*measured.paragraphs, *measured.sentences)
    if not found:
        return frozenset()
    paths = analysis.once(_heading_paths)
    few = measured.copied < MOSTLY_COPIES
    return frozenset(copies for copies in found if _is_meant(analysis, copies, paths, few=few))


def remaining(analysis: Analysis) -> Remaining:
    """Return the figures of the text with each passage of ``meant`` counted once."""
    measured = analysis.once(repetition.measure)
    left_out = set(
        chain.from_iterable(place for copies in analysis.once(meant) for place in copies.places[1:])
    )
    if not left_out:
        return Remaining(measured.words, measured.repeated_grams[10], measured.compression)
    indices = [
        i
        for block in analysis.prose_blocks
        for i in analysis.word_range(block.start, block.end)
        if i not in left_out
    ]
    words = [analysis.words[i] for i in indices]
    if len(words) < repetition.MIN_PROSE_WORDS:
        return Remaining(len(words), 0.0, None)
    letters = sum(map(len, words))
    grams: Returning = repetition.returning(words)[10]
    # Words and spaces: punctuation compresses about as well as what is around it.
    raw = " ".join(words).encode()
    return Remaining(
        len(words),
        repetition.repeated_gram_share(grams, letters),
        len(raw) / len(zlib.compress(raw, 6)),
    )


def _is_meant(analysis: Analysis, copies: Copies, paths: _Paths, *, few: bool) -> bool:
    first = copies.places[0]
    text = analysis.text[analysis.word_starts[first[0]] : analysis.word_ends[first[-1]]]
    if sum(mark in _CODE_MARKS for mark in text) >= _MIN_CODE_MARKS:
        return True
    lower = text.lower()
    if any(word in lower for word in _OF_LICENCES) and compiled(_LICENCE).search(text):
        return True
    found = [analysis.block_at(analysis.word_starts[place[0]]) for place in copies.places]
    blocks = [block for block in found if block is not None]
    if len(blocks) < len(found):
        return False
    starts = [block.start for block in blocks]
    above = [paths[start] for start in starts]
    punishes = len(set(starts)) == len(starts) and compiled(_CONSEQUENCE).search(text) is not None
    if _differ(above) or (punishes and adds_each(analysis, copies, blocks)):
        return True
    own = all(above) and len(set(above)) == len(above)
    kinds = {block.kind for block in blocks}
    return few and (
        (own and kinds == {BlockKind.LIST_ITEM})
        or compiled(_REFERS).search(text) is not None
        or compiled(_HOURS).search(text) is not None
        or _is_summed_up(analysis, starts, above[0])
        or _is_drawn_out(analysis, copies)
        or _is_numbered(analysis, starts[0], first)
        or (own and (_is_step(text) or compiled(_POLICY).search(above[0][0][1]) is not None))
        or any(path and compiled(_LEGEND).match(path[-1][1]) for path in above)
        or all(
            _explains_code(analysis, place, start)
            for place, start in zip(copies.places, starts, strict=True)
        )
        or punishes
        or is_placed(analysis, copies, blocks)
    )


def _is_summed_up(analysis: Analysis, starts: Sequence[int], above: _Path) -> bool:
    """Return whether the first copy stands in a summary, and the others elsewhere."""
    if starts.count(starts[0]) > 1:
        return False
    summary = compiled(_SUMMARY)
    in_summary = above and summary.match(above[-1][1]) is not None
    return bool(in_summary) or summary.match(analysis.text, starts[0]) is not None


def _is_drawn_out(analysis: Analysis, copies: Copies) -> bool:
    """Return whether one of two copies is in quotation marks: a line that is shown by itself."""
    if len(copies.places) > 2:
        return False
    text = analysis.text
    return any(
        text[analysis.word_starts[place[0]] - 1 : analysis.word_starts[place[0]]] == '"'
        or '"' in text[analysis.word_ends[place[-1]] : analysis.word_ends[place[-1]] + 2]
        for place in copies.places
    )


def _differ(paths: Sequence[_Path]) -> bool:
    """Return whether each copy has a heading of its own above it that names a case or code."""
    own: set[_Path] = set()
    for path in paths:
        naming = [i for i, (_, label) in enumerate(path, 1) if _names_case(label)]
        if not naming:
            return False
        # All that is above it too: "Install" may stand under each of two systems.
        own.add(path[: naming[-1]])
    return len(own) == len(paths)


def _names_case(label: str) -> bool:
    return bool(compiled(_CASE).search(label) or compiled(CODE_NAME, re.NOFLAG).search(label))


def _explains_code(analysis: Analysis, place: range, block_start: int) -> bool:
    """Return whether a passage names code, follows a sample of it, or tells of the code that opens
    its block: "`--dry`: …", "INPUT_DIRS names …"."""
    start, end = analysis.word_starts[place[0]], analysis.word_ends[place[-1]]
    return (
        block_start in analysis.once(_after_code)
        or analysis.is_code(start, end)
        or analysis.is_code(block_start, block_start + 1)
        or compiled(_CODE_IN_PROSE, re.NOFLAG).search(analysis.text, start, end) is not None
    )


def _after_code(analysis: Analysis) -> frozenset[int]:
    """Return the starts of the blocks that follow a block of code."""
    return frozenset(
        block.start
        for before, block in pairwise(analysis.document.blocks)
        if before.kind is BlockKind.CODE
    )


def _is_step(text: str) -> bool:
    return compiled(_STEP).match(text) is not None


def _heading_paths(analysis: Analysis) -> _Paths:
    """Return for the start of each block the headings that it stands under, outermost first.

    A short line that is no sentence opens a part as a heading does.
    """
    path: list[tuple[int, str]] = []
    paths = {}
    for block in analysis.blocks:
        if block.kind in HEADING_KINDS or _is_label(analysis, block):
            level = block.level if block.kind in HEADING_KINDS else _LABEL_LEVEL
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, analysis.text_of(block).strip(" \t*_")))
        paths[block.start] = tuple(path)
    return paths


def _is_label(analysis: Analysis, block: Block) -> bool:
    if block.kind not in PROSE_KINDS or block.end - block.start > _MAX_LABEL:
        return False
    size = len(analysis.word_range(block.start, block.end))
    return 0 < size <= _MAX_LABEL_WORDS and not analysis.text_of(block).rstrip(" *_").endswith(
        (".", "!", "?", ";", ",")
    )


def _is_numbered(analysis: Analysis, start: int, place: range) -> bool:
    """Return whether the passage is a numbered line of contents, which its heading repeats."""
    return (
        analysis.word_starts[place[0]] == start
        and compiled(_NUMBERED).match(analysis.text, start) is not None
    )
