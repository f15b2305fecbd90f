"""Sentences and clauses joined without a space."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import (
    in_address,
    in_columns,
    is_technical,
    looks_like_code,
    word_set,
)
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

# Punctuation followed by a letter: rare in a text, and found fast.
_MARK = r"[.!?,](?=[^\W\d_])"
_JOINED = (
    # harbour.Boats, spring!Then — at least two letters on both sides of the mark
    r"(?<![\w@/.])[^\W\d_]{2,}[.!?][A-Z][a-z]{1,}(?=[\s,;:'\")]|[.!?](?:\s|$)|$)"
    # U.K.and, U.N.has
    r"|(?<![\w.])(?:[A-Z]\.){2,}(?:is|are|was|were|and|has|have|had|will|would|in|on|to|for|of|as"
    r"|by|but|or|that|with|from|the|also|could|should|may|can)\b"
    # spring,Helsinki  Still,Oslo's  however,it
    r"|(?<![\w@/.,'&])[^\W\d_]{2,},(?:[A-Z][a-z]+|[a-z]{2,})(?:'s)?(?=[\s,;!?']|[.:](?!\w)|$)"
)
_LAST_MARK = r"[.!?,;](?=[^.!?,;]*$)"
_BREAKS = frozenset(" \n\t\r(\"'[—–-*_:;/")
_MAX_WORD = 40  # characters
_SUFFIX = 4  # letters of the suffix of a file, at most
_PART = r"(?<![\w.])([^\W\d_]{2,40})\.([^\W\d]\w{0,40})"
_LEAST_PARTS = 3  # names after one name and a full stop
# Endings of names that contain a full stop: domains, files, languages and products.
_SUFFIXES = word_set(
    "js net io py ai app com org edu gov co uk us info md txt html php json doc pdf exe jpg png"
)


# A line of settings, "tags: linux,sed", whose commas take no space.
_SETTING = r"[ \t]*[\w-]{2,24}:[ \t]*[^\s,]+(?:,[^\s,]+)+[ \t]*$"

# Words that open a sentence: after a capital letter and a full stop, any other may be a name.
_STARTERS = word_set(
    """
    the a an this that these those it he she they we you i in on at but and so if when while
    after before however there his her their our its as for with what why how
    """
)


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    technical: bool | None = None
    for match in _joined(text):
        joined = match.group()
        left, right = compiled(_LAST_MARK, re.NOFLAG).split(joined, maxsplit=1)
        if right.lower() in _SUFFIXES or in_address(text, *match.span()):
            continue
        if joined[len(left)] == "," and _is_list(text, match, left, right):
            continue
        if joined[len(left)] == "." and _is_suffix(left, right):
            continue
        if in_columns(analysis, match.start()):
            continue
        named = "." not in left and text[match.start()].isupper() and joined[len(left)] == "."
        if named and right.lower() not in _STARTERS:
            continue  # Yahoo.Answers, System.Environment
        if left[0].islower() and not left.islower():
            continue  # getPage.Remote
        if analysis.is_mention(*match.span()) and _whole_quote(analysis, match):
            continue
        if joined[len(left)] == "." and _is_module(analysis, left):
            continue
        if technical is None:
            technical = is_technical(analysis)
        if technical or looks_like_code(text, *match.span()):
            continue
        yield Hit(
            span=analysis.to_source(*match.span()),
            message=f"“{joined}” has no space after the “{joined[len(left)]}”",
        )


def _joined(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the pattern, tried only at words before a mark without a space."""
    pattern, end = compiled(_JOINED, re.NOFLAG), 0
    for mark in compiled(_MARK, re.NOFLAG).finditer(text):
        start = mark.start()
        while start > end and mark.start() - start < _MAX_WORD and text[start - 1] not in _BREAKS:
            start -= 1
        match = pattern.match(text, start)
        if match and match.start() >= end:
            end = match.end()
            yield match


def _is_suffix(left: str, right: str) -> bool:
    """Return whether the right side ends the name of a file: "intro.Rnw", short and no word."""
    return left.islower() and len(right) <= _SUFFIX and right.lower() not in familiar_words()


def _is_list(text: str, match: re.Match[str], left: str, right: str) -> bool:
    """Return whether the comma belongs to data ("a,b,c", "tags: a,b") or to a misread word."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
    if before == "," or (after[:1] == "," and after[1:].strip()):
        return True
    known = familiar_words()
    if any(side.islower() and side not in known for side in (left, right.removesuffix("'s"))):
        return True
    line = text.rfind("\n", 0, match.start()) + 1
    return match.start() - line < _MAX_WORD and (
        compiled(_SETTING, re.MULTILINE).match(text, line) is not None
    )


def _is_module(analysis: Analysis, left: str) -> bool:
    """Return whether a name such as "pygame" stands before three names of its parts."""
    return left.islower() and len(analysis.once(_parts).get(left, ())) >= _LEAST_PARTS


def _parts(analysis: Analysis) -> dict[str, set[str]]:
    """Return the words that follow each word and a full stop without a space."""
    parts: dict[str, set[str]] = defaultdict(set)
    for left, right in compiled(_PART, re.NOFLAG).findall(analysis.text):
        parts[left].add(right)
    return parts


def _whole_quote(analysis: Analysis, match: re.Match[str]) -> bool:
    """Distinguish a name in quotes or code ("Node.List") from a quoted sentence without a space."""
    if analysis.is_code(*match.span()):
        return True
    before = analysis.text[match.start() - 1 : match.start()]
    after = analysis.text[match.end() : match.end() + 1]
    return before in "\"'`" and after in "\"'`"


RULE = Rule(
    id="lost-space",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.12,
    cap=0.3,
    summary="No space after a full stop or comma: “harbour.Boats”, “spring,Helsinki”",
    why="A script joined pieces of text, or a rewriting tool dropped the spaces.",
    remedy="Put the space back.",
    sources=(),
    finds=(
        Example(
            text="The storm kept the fleet in the harbour.Boats that came late had to wait outside."
        ),
        Example(text="In the spring,Helsinki opened a tram line, and the old bus line was closed."),
        Example(text="Country roads in the U.K.and in Ireland are narrower than visitors expect."),
    ),
    spares=(
        Example(text="The mouse left quay.Rnw and tide.Rd where the clerk had put them in May."),
        Example(text="tower,lamp type,quay side,port are the four values of a line in the file."),
        Example(text="Lamp      oil,smoke   12 hours\nTorch     wax,smoke    4 hours"),
        Example(text="Node.js runs on Amazon.com; Yahoo.Answers is gone, and so is index.html."),
        Example(
            text="It cost 1,000 euros, e.g. at 3.30 p.m. on Friday, in Washington, D.C., for all."
        ),
        Example(
            text="tags: harbour,boats\n\nMount it with the options noexec,nodev,nosuid, then wait.",
            note="settings and data",
        ),
        Example(
            text="The prescript,on was scanned badly, and so was the mediclne of the aller,qic."
        ),
        Example(
            text="Ask Dr. Smith (M.D., Ph.D.) in the U.S. or the U.K. about this, and do it soon."
        ),
    ),
    check=check,
)
