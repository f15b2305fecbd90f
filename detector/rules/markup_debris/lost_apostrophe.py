"""Apostrophes that became another character: "don?t", "itâs", "weÕre", "I抦".

What makes it that kind: in a contraction, where English always has an apostrophe, stands one
character that a change of encoding puts there: a question mark, a box, a control character, or the
letter that has the apostrophe's byte in another encoding. The contractions are a closed class, so
words of other languages are not met. One lost apostrophe may be a typing slip; several are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.search import compiled
from detector.rules.surroundings import is_technical, used
from detector.text.analysis import Analysis

# In order: lost; boxes; the first byte of UTF-8's apostrophe; byte 92 or D5 read as Mac Roman,
# DOS, or Windows; control characters.
_STAND_INS = "?□▯â�íÕÆ\x92\x19\x80\x99¿"
_LOST = (
    rf"\b(?:don|doesn|didn|isn|wasn|aren|weren|won|wouldn|couldn|shouldn|can|hasn|haven|hadn)"
    rf"[{_STAND_INS}]{{1,3}}t\b"
    rf"|\b(?:it|that|there|what|who|he|she|let|here)[{_STAND_INS}]{{1,3}}s\b"
    rf"|\b(?:we|you|they)[{_STAND_INS}]{{1,3}}(?:re|ve|ll)\b|\bI[{_STAND_INS}]{{1,3}}(?:m|ve|ll|d)\b"
)
_ENDING = r"(?=(?:t|s|re|ve|ll|d|m)\b)"
_MAX_STEM = 12  # letters
# The apostrophe of Windows, and the letter after it, read as one character of GBK.
_JOINED = r"(?<=[A-Za-z])(?:抯|抰|抮e|抦|抳e|抣l|抎)(?![\u4e00-\u9fff])"
# A box between letters, or quotation marks as boxes around a word.
_BOX = r"(?<=[A-Za-z])[□▯](?=[a-z])|(?<=[\s(])[□▯](?=[A-Za-z][^□▯\n]{0,80}[□▯](?:[\s.,!?]|$))"


def check(analysis: Analysis) -> Iterator[Hit]:
    text = analysis.text
    patterns = []
    if not text.isascii():
        patterns.append(compiled(_JOINED, re.NOFLAG))
    if ("□" in text or "▯" in text) and not is_technical(analysis):
        patterns.append(compiled(_BOX, re.NOFLAG))
    found = chain(
        _lost(analysis), chain.from_iterable(used(analysis, pattern) for pattern in patterns)
    )
    first = list(islice(found, 2))
    single = len(first) == 1
    for match in chain(first, found):
        span = match.span()
        if match.re.pattern != _LOST:
            span = _word(text, match)
        start, end = analysis.to_source(*span)
        shown = analysis.document.source[start:end]
        if "'" in shown or "’" in shown:
            continue  # the view has changed it
        yield Hit(
            span=analysis.to_source(*span),
            severity=Severity.WARNING if single else None,
            weight=0.25 if single else None,
            message=f"the apostrophe in “{shown}” became another character",
        )


def _lost(analysis: Analysis) -> Iterator[re.Match[str]]:
    """Yield the contractions, tried only where a stand-in is before an ending."""
    text, whole, done = analysis.text, compiled(_LOST), 0
    stand_in = r"\?" if text.isascii() and "\x19" not in text else f"[{_STAND_INS}]"
    for match in compiled(stand_in + _ENDING).finditer(text):
        start = match.start()
        while start > done and match.start() - start < _MAX_STEM and not text[start - 1].isspace():
            start -= 1
        for at in range(start, match.start()):
            found = whole.match(text, at) if text[at].isalpha() else None
            if found:
                done = found.end()
                if not analysis.is_mention(found.start(), found.start() + 1):
                    yield found
                break


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while start > 0 and match.start() - start < 20 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - match.end() < 20 and text[end].isalpha():
        end += 1
    return start, end


RULE = Rule(
    id="lost-apostrophe",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.ERROR,
    weight=0.5,
    cap=0.9,
    summary="Apostrophes that became another character: “don?t”, “itâs”, “weÕre”",
    why="The text was read in the wrong encoding, which lost its typographic apostrophes.",
    remedy="Read the original as it was encoded, or put the apostrophes back.",
    sources=("Byte 92 of Windows-1252 and D5 of Mac Roman are the typographic apostrophe",),
    finds=(
        Example(text="They don?t paint the bridge, and it?s a shame: we?re all fond of it here."),
        Example(text="It isnât new, but theyâve agreed to pay for all of it, and thatâs good."),
        Example(text="We donÕt paint the bridge, and itÕs a shame that youÕre not fond of it."),
        Example(text="It抯 old, and I抦 fond of it, though they don抰 paint it as they should."),
    ),
    spares=(
        Example(text="Is it? So they say. Do you? I do. Can? t and s are letters: what? s or t?"),
        Example(text="Le mât et le bât sont vieux; los países, ahí, así y aquí: todo está aquí."),
        Example(text="The bridge isn't new, but they've agreed to pay for it, and that's good."),
    ),
    check=check,
)
