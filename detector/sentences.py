"""Split prose into sentences: abbreviations, initials, decimals, URLs and ellipses stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations that a capital letter or a number may follow without ending the sentence.
_ABBREVIATIONS = _words(
    """
    mr mrs ms dr prof st mt ft sr jr rev hon gen col lt sgt capt cmdr adm maj gov sen rep pres
    vs etc e.g i.e cf al viz approx est dept univ inc ltd co corp bros no nos vol vols fig figs
    eq eqs sec ch pp p ed eds trans art jan feb mar apr jun jul aug sep sept oct nov dec mon tue
    tues wed thu thur thurs fri sat sun u.s u.k u.n e.u d.c a.m p.m ph.d m.d b.a m.a b.sc m.sc
    op cit ibid ca messrs mme mlle ave blvd rd hwy ext tel min max avg incl excl resp
    """
)
# Those that often end a sentence as well: a following capital that opens a common sentence
# starter decides.
_MAY_END = _words("etc inc ltd co corp jr sr u.s u.k u.n e.u d.c a.m p.m ph.d m.d al")
_STARTERS = _words(
    """
    the a an this that these those it he she they we you i in on at but and so if when while
    after before however meanwhile there his her their our its as for with what why how
    """
)
_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n+")
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"']+$")
_NEXT = re.compile(r"\s*[\"'(\[]*(\w[\w']*)?")


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence of ``text[start:end]``, blanks trimmed.

    A sentence ends at ``. ! ? …`` before white space, at a line break, and at the end. A full
    stop after an abbreviation, a single initial or a list number does not end it, unless what
    follows can only be a new sentence.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, stop):
        mark = match.group()
        if mark[0] == "." and not mark.startswith("..") and not _ends(text, begin, match, stop):
            continue
        if mark[0] in ".…" and (mark.startswith("..") or mark[0] == "…"):
            following = _NEXT.match(text, match.end(), stop)
            word = following.group(1) if following else None
            if word and word[0].islower():
                continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def _ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    before = _TOKEN_BEFORE.search(text, max(begin, match.start() - 24), match.start())
    last = before.group() if before else ""
    following = _NEXT.match(text, match.end(), stop)
    word = (following.group(1) or "") if following else ""
    if not word:
        return True
    if word[0].islower() and match.group() == ".":
        return False
    key = last.lower()
    if len(last) == 1 and last.isupper() and last != "I":
        return False  # an initial: "J. Smith"
    if last.isdigit() and before is not None and before.start() == begin:
        return False  # "1. First item"
    if key in _MAY_END:
        return word[0].isupper() and word.lower() in _STARTERS
    return key not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
