"""Split prose into sentences: abbreviations, initials, decimals, URLs and ellipses stay whole."""

from __future__ import annotations

from detector.regex import lazy


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
# A run of marks is tried once, at its first mark: the second look-behind keeps a line of a million
# full stops from being read a million times. Marks of Chinese and Japanese need no blank after
# them. The pattern begins with one set of characters, so that the search leaps from mark to mark.
_END = lazy(
    r"[.!?…。！？｡\n](?:"
    rf"(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[{_CLOSING}]*+(?=\s|$|[A-Z])"
    rf"|(?<=[。！？｡])[。！？｡]*+[{_CLOSING}」』）]*+|(?<=\n)\n*)"
)
_TOKEN_BEFORE = lazy(r"[^\s(\[\"']+$")
_NEXT = lazy(r"\s*[\"'(\[“‘«]*(\w[\w']*)?")
# A blank lost after a full stop: "harbour.Boats". A whole word in small letters before it and
# a capitalised word after it; "Node.js", "U.S.A" and "np.Array(" are names.
_LOST_BLANK_BEFORE = lazy(r"(?:^|[\s(\[\"'])[a-z]{3,}$")
_LOST_BLANK_AFTER = lazy(r"(?:[A-Z][a-z]+(?:'s)?|A|I)[ ,]")
_LONGEST_TOKEN = 24  # characters before a full stop that can make an abbreviation
_LONGEST_BLANK = 40  # characters after it in which the next word is looked for


def split(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of each sentence of ``text[start:end]``, blanks trimmed.

    A sentence ends at ``. ! ? …`` before white space, at ``。 ！ ？``, at a line break, and at the
    end. A full stop after an abbreviation, a single initial or a list number does not end it,
    unless what follows can only be a new sentence. The time is linear in the length.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        at, after = match.span()
        if text[at] in ".!?…" and not _ends(text, begin, at, after, stop):
            continue
        _add_trimmed(found, text, begin, after)
        begin = after
    _add_trimmed(found, text, begin, stop)
    return found


def _ends(text: str, begin: int, at: int, after: int, stop: int) -> bool:
    """Return whether the marks at ``at:after`` end the sentence that began at ``begin``."""
    if after < stop and not text[after].isspace():
        return _lost_blank(text, begin, at, after, stop)
    first = _next_letter(text, after, stop)
    if not first:
        return True
    if first.islower() and (text[at] in ".…" or text[after - 1] in _CLOSING):
        return False  # "etc. and", "Wait... what", '"Stop!" he said'
    if after - at > 1 or text[at] != ".":
        return True
    return _full_stop_ends(text, begin, at, after, stop, first)


def _next_letter(text: str, at: int, stop: int) -> str:
    """Return the first letter or digit of the word after ``at``, if one comes next."""
    if at + 1 < stop and text[at] == " " and text[at + 1].isalnum():
        return text[at + 1]
    return _next_word(text, at, stop)[:1]


def _next_word(text: str, at: int, stop: int) -> str:
    match = _NEXT.match(text, at, min(stop, at + _LONGEST_BLANK))
    return (match.group(1) or "") if match else ""


def _lost_blank(text: str, begin: int, at: int, after: int, stop: int) -> bool:
    return bool(
        _LOST_BLANK_BEFORE.search(text, max(begin, at - _LONGEST_TOKEN), at)
        and _LOST_BLANK_AFTER.match(text, after, min(stop, after + _LONGEST_TOKEN))
    )


def _full_stop_ends(text: str, begin: int, at: int, after: int, stop: int, first: str) -> bool:
    """Return whether the full stop at ``at`` ends the sentence; ``first`` is the next letter."""
    earliest = max(begin, at - _LONGEST_TOKEN)
    word_at = text.rfind(" ", earliest, at) + 1
    last = text[word_at:at]
    if not (word_at and last.isalnum()):
        before = _TOKEN_BEFORE.search(text, earliest, at)
        if before is None:
            return True
        word_at, last = before.start(), before.group()
    key = last.lower()
    if len(last) == 1 and last.isupper() and last != "I":
        return False  # an initial: "J. Smith"
    if last.isdigit() and word_at == begin:
        return False  # "1. First item"
    if key in _MAY_END:
        return first.isupper() and _next_word(text, after, stop).lower() in _STARTERS
    if key in _WORDS_TOO and last[0].islower() and not first.isdigit():
        return True
    return key not in _ABBREVIATIONS


def _add_trimmed(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append((start, end))
