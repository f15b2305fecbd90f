"""Words torn by a space: "Sc reensh ot", "superio rity".

What makes it that kind: two or three pieces, none of them a word, make a familiar word together.
Tags inside the word, a line end of a printed page, or the pieces that a model reads became spaces.
Only several such words in one text are sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_chat_log, is_technical, word_set
from detector.rules.vocabulary import unfamiliar_words
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

_LEAST = 2  # different words in one text
_MIN_WORD, _MAX_WORD = 6, 20  # letters of the whole word
_PIECES = 3  # at most
_SHORT = word_set(
    "a i an am as at be by do go he if in is it me my no of oh ok on or so to up us we tv uk ex mr"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    found = list(_found(analysis))
    if len({word for _, _, word in found}) < _LEAST or analysis.language not in (None, "en"):
        return
    if is_technical(analysis) or is_chat_log(analysis):
        return
    for start, end, word in found:
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{analysis.text[start:end]}” should be “{word}”: the word is torn",
        )


def _found(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    known, words, surface = familiar_words(), analysis.words, analysis.surface
    unknown = {word for word in analysis.once(unfamiliar_words) if len(word) < _MAX_WORD}
    short = compress(analysis.vocabulary, map((2).__ge__, map(len, analysis.vocabulary)))
    parts = {"", *short} - _SHORT | unknown
    done = 0
    for i in analysis.places_of(unknown):
        if words[i - 1] not in parts and (words[i + 1] if i + 1 < len(words) else "") not in parts:
            continue
        # The word before may be a short piece that the list knows, such as "sc".
        for first in (i - 1, i):
            # What is torn off goes on in lower case; two names side by side are none.
            if first >= done and 0 <= first < len(words) - 1 and surface[first + 1].islower():
                pieces = _pieces(words, first, unknown)
                found = _joined(analysis, first, pieces, known)
                if found:
                    yield found
                    done = i + pieces
                    break


def _pieces(words: list[str], first: int, unknown: set[str]) -> int:
    """Return how many words from ``first`` on are no words of their own."""
    for n, word in enumerate(words[first : first + _PIECES]):
        short = len(word) <= 2 and word.isalpha() and word not in _SHORT
        if word not in unknown and not short:
            return n
    return _PIECES


def _joined(
    analysis: Analysis, first: int, most: int, known: frozenset[str]
) -> tuple[int, int, str] | None:
    starts, ends, text = analysis.word_starts, analysis.word_ends, analysis.text
    for pieces in range(min(most, len(analysis.words) - first), 1, -1):
        word = "".join(analysis.words[first : first + pieces])
        # A word that the list lacks is one if the text contains it whole as well.
        if not _MIN_WORD <= len(word) <= _MAX_WORD:
            continue
        if word not in known and word not in analysis.word_counts:
            continue
        end = ends[first + pieces - 1]
        if text[ends[first] : starts[first + 1]] == " " and text[starts[first + 1] : end].islower():
            return starts[first], end, word
    return None


RULE = Rule(
    id="split-words",
    family=Family.MARKUP_DEBRIS,
    severity=Severity.WARNING,
    weight=0.3,
    cap=0.7,
    summary="Words torn by a space: “Sc reensh ot”, “superio rity”",
    why="Markup or line ends inside words became spaces.",
    remedy="Join the pieces, and check the rest of the text for the same problem.",
    sources=(),
    finds=(
        Example(
            text="The Sc reensh ot of the bri dge is new. Each screenshot is made from the bank."
        ),
        Example(text="The comm unity paid for the brid ge, which the compa ny had built of iron."),
        Example(
            text="We des cribe the diffe rence between the rai lway and the bri dge in detail."
        ),
    ),
    spares=(
        Example(text="Anna Lena Berg and Ola Nils went al fresco, quid pro quo, in medias res."),
        Example(text="The community paid for the bridge, which the comp any had built of iron."),
        Example(
            text="".join(
                f"<{who}> the bri dge is {state} and the rai lway compa ny knows it since Friday\n"
                for state in ("wet", "dry", "old", "new", "sold", "lost")
                for who in ("anna", "peter")
            ),
            note="typed in a chat, and kept as typed",
        ),
        Example(text="Some body may be any one, and every thing in side is out side the book."),
    ),
    check=check,
)
