"""Make odd characters plain, before anything is measured, and note where they disguise words.

Three kinds are distinguished:

- *Typography* (curly quotes, no-break spaces, long dashes, ligature-like full-width letters) is
  mapped one to one and is nobody's fault.
- *Invisible characters* (zero-width spaces and joiners, direction marks, soft hyphens) are left
  out of the view. Between two letters of a word they hide the word from filters.
- *Look-alike letters* (a Cyrillic "а" in a Latin word) are folded to the Latin letter. A word
  that mixes scripts is a disguise: RAID's "homoglyph" attack, and mail-filter evasion before it.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from detector.regex import lazy


class Disguise(NamedTuple):
    """A source range whose characters the view leaves out or replaces."""

    start: int
    end: int
    kind: str  # "invisible", "look-alike" or "composed"
    replacement: str
    deliberate: bool


_TYPOGRAPHY = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "`",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "–", "―": "—", "−": "-", "﹘": "—",
    "\u00a0": " ", "\u1680": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ", "\x0b": " ",
    "\x0c": " ", "\x85": " ", "\u2028": "\n", "\u2029": "\n", "\ufffc": " ", "\x00": " ",
}  # fmt: skip
_TYPOGRAPHY.update({chr(c): " " for c in range(0x2000, 0x200B)})
# Full-width and mathematical letters and digits: NFKC gives one plain character each.
for _c in [*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800)]:
    _plain = unicodedata.normalize("NFKC", chr(_c))
    if len(_plain) == 1 and _plain.isascii():
        _TYPOGRAPHY[chr(_c)] = _plain
_TABLE = str.maketrans(_TYPOGRAPHY)
_FEW = 25  # different odd characters; up to here one search for each beats a table

# Letters that look like Latin ones (Unicode TR39 confusables, the Cyrillic, Greek and Latin
# extended letters that the known attack tools use).
_LOOK_ALIKES = dict(
    zip(
        "АВСЕНІЈКМОРЅТХҮԌԜаеорсухіјѕһԁԛԝӏүъΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυιɑɡıⅼցոսհзпѵ",
        "ABCEHIJKMOPSTXYGWaeopcyxijshdqwlybABEZHIKMNOPTYXovuiagilgnuh3nv",
        strict=True,
    )
)
_FOLD = str.maketrans(_LOOK_ALIKES)
_SUSPECT = lazy("[" + "".join(_LOOK_ALIKES) + "]")
_WORD = lazy(r"[^\W\d_]+")
_INVISIBLE = lazy(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0e\ufe0f]+"
)
_MARKS = lazy(r"[^\W\d_][\u0300-\u036f]+")


def plain(text: str) -> str:
    """Replace typographic characters by plain ones; the length stays the same."""
    if text.isascii():
        return text
    odd = _TYPOGRAPHY.keys() & set(text)
    if len(odd) > _FEW:
        return text.translate(_TABLE)
    for character in odd:  # none of them is what another becomes
        text = text.replace(character, _TYPOGRAPHY[character])
    return text


def without_invisible(text: str) -> str:
    """Leave out zero-width and other invisible characters (decoded entities may hold them)."""
    return _INVISIBLE.sub("", text)


def deletions(source: str, first: int, last: int) -> list[Disguise]:
    """Find what the view leaves out of ``source[first:last]`` or composes, in order.

    ``deliberate`` is true where invisible characters split a word written in ASCII letters;
    emoji joiners, direction marks of other scripts and soft hyphens are not.
    """
    shown = source[first:last]
    if shown.isascii():
        return []
    found = []
    for match in _INVISIBLE.finditer(source, first, last):
        start, end = match.span()
        inside = (
            start > 0
            and end < len(source)
            and source[start - 1].isascii()
            and source[start - 1].isalpha()
            and source[end].isascii()
            and source[end].isalpha()
        )
        soft = set(match.group()) <= {"\u00ad"}
        found.append(Disguise(start, end, "invisible", "", inside and not soft))
    if not unicodedata.is_normalized("NFC", shown):
        for match in _MARKS.finditer(source, first, last):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                found.append(Disguise(*match.span(), "composed", composed, False))
        found.sort()
    return found


def fold_look_alikes(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold look-alike letters in words that are meant as Latin.

    Returns the folded text, of the same length, and the ranges of the words changed. A word is
    folded when it mixes an ASCII letter with a look-alike, or when all its letters are
    look-alikes and the text around it is mostly ASCII (Russian or Greek prose stays as it is).
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, []
    letters = _WORD.findall(text)
    ascii_words = sum(map(str.isascii, letters))
    mostly_latin = ascii_words >= 0.5 * len(letters)
    parts: list[str] = []
    folded: list[tuple[int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _SUSPECT.search(word):
            continue
        plain_word = word.translate(_FOLD)
        mixed = any(c.isascii() for c in word)
        if not (plain_word.isascii() and (mixed or mostly_latin)):
            continue
        parts += [text[at : match.start()], plain_word]
        at = match.end()
        folded.append(match.span())
    return "".join([*parts, text[at:]]), folded
