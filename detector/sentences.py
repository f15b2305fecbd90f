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
# Ordinary words too: abbreviations only where they start with a capital or a number follows.
_WORDS_TOO = _words("no art sun sat mar dec fig ch ed max min sec st co gen rep hon mon wed rd p")
# Those that often end a sentence as well: a following capital that opens a common sentence
# starter decides.
_MAY_END = _words("etc inc ltd co corp jr sr u.s u.k u.n e.u d.c a.m p.m ph.d m.d al")
_STARTERS = _words(
    """
    the a an this that these those it he she they we you i in on at but and so if when while
    after before however meanwhile there his her their our its as for with what why how
    """
)
_CLOSING = "\"')\\]”’»"
# A run of marks is tried once, at its first mark: the look-behind keeps a line of a million full
# stops from being read a million times. Marks of Chinese and Japanese need no blank after them.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?=\s|$|[A-Z])|[。！？｡]++[{_CLOSING}」』）]*+|\n+"
)
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"']+$")
_NEXT = re.compile(r"\s*[\"'(\[“‘«]*(\w[\w']*)?")
# A blank lost after a full stop: "fighting.Russian". A whole word in small letters before it and
# a capitalised word after it; "Node.js", "U.S.A" and "np.Array(" are names.
_LOST_BLANK_BEFORE = re.compile(r"(?:^|[\s(\[\"'])[a-z]{3,}$")
_LOST_BLANK_AFTER = re.compile(r"(?:[A-Z][a-z]+(?:'s)?|A|I)[ ,]")
_LONGEST_TOKEN = 24  # characters before a full stop that can make an abbreviation
_LONGEST_BLANK = 40  # characters after it in which the next word is looked for


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence of ``text[start:end]``, blanks trimmed.

    A sentence ends at ``. ! ? …`` before white space, at ``。 ！ ？``, at a line break, and at the
    end. A full stop after an abbreviation, a single initial or a list number does not end it,
    unless what follows can only be a new sentence. The time is linear in the length.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.group()[0] in ".!?…" and not _ends(text, begin, match, stop):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def _ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    """Tell whether the marks at ``match`` end the sentence that began at ``begin``."""
    mark, after = match.group(), match.end()
    if after < stop and not text[after].isspace():
        return _lost_blank(text, begin, match, stop)
    word = _next_word(text, after, stop)
    if not word:
        return True
    if word[0].islower() and (mark[0] in ".…" or mark[-1] in _CLOSING):
        return False  # "etc. and", "Wait... what", '"Stop!" he said'
    return mark != "." or _full_stop_ends(text, begin, match.start(), word)


def _next_word(text: str, at: int, stop: int) -> str:
    match = _NEXT.match(text, at, min(stop, at + _LONGEST_BLANK))
    return (match.group(1) or "") if match else ""


def _lost_blank(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    at = match.start()
    return bool(
        _LOST_BLANK_BEFORE.search(text, max(begin, at - _LONGEST_TOKEN), at)
        and _LOST_BLANK_AFTER.match(text, match.end(), min(stop, match.end() + _LONGEST_TOKEN))
    )


def _full_stop_ends(text: str, begin: int, at: int, word: str) -> bool:
    """Tell whether the full stop at ``at`` ends the sentence, where ``word`` follows."""
    before = _TOKEN_BEFORE.search(text, max(begin, at - _LONGEST_TOKEN), at)
    if before is None:
        return True
    last = before.group()
    key = last.lower()
    if len(last) == 1 and last.isupper() and last != "I":
        return False  # an initial: "J. Smith"
    if last.isdigit() and before.start() == begin:
        return False  # "1. First item"
    if key in _MAY_END:
        return word[0].isupper() and word.lower() in _STARTERS
    if key in _WORDS_TOO and last[0].islower() and not word[0].isdigit():
        return True
    return key not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
