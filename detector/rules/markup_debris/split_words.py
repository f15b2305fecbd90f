"""Words torn by a space: "Sc reensh ot", "superio rity".

What makes it that kind: two or three pieces, none of them a word, make a familiar word together.
Tags inside the word, a line end of a printed page, or the pieces that a model reads became spaces.
Only several such words in one text are sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from detector.findings import Family, Severity
from detector.rules.rule import Example, Hit, Rule
from detector.rules.surroundings import is_technical, word_set
from detector.text.analysis import Analysis
from detector.text.familiar import familiar_words

_LEAST = 2  # different words in one text
_MIN_WORD, _MAX_WORD = 6, 20
_PIECES = (3, 2)
_SHORT = word_set(
    "a i an am as at be by do go he if in is it me my no of oh ok on or so to up us we tv uk ex mr"
)


def check(analysis: Analysis) -> Iterator[Hit]:
    found = list(_found(analysis))
    if len({word for _, _, word in found}) < _LEAST or analysis.language not in (None, "en"):
        return
    if is_technical(analysis):
        return
    for start, end, word in found:
        yield Hit(
            span=analysis.to_source(start, end),
            message=f"“{analysis.text[start:end]}” should be “{word}”: the word is torn",
        )


def _found(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    known, words = familiar_words(), analysis.words
    starts, ends, text = analysis.word_starts, analysis.word_ends, analysis.text
    unknown = {
        word
        for word in analysis.word_counts
        if len(word) < _MAX_WORD and word.isascii() and word.isalpha() and word not in known
    }
    if not unknown:
        return
    short = {word for word in analysis.word_counts if len(word) <= 2 and word.isalpha()}
    possible = unknown | (short - _SHORT)
    done = 0
    for i in analysis.places_of(possible):
        if i < done:
            continue
        for pieces in _PIECES:
            group = words[i : i + pieces]
            joined = "".join(group)
            if len(group) < pieces or not _MIN_WORD <= len(joined) <= _MAX_WORD:
                continue
            # A word that the list lacks is one if the text contains it whole as well.
            if joined not in known and joined not in analysis.word_counts:
                continue
            if not all(word in possible for word in group) or unknown.isdisjoint(group):
                continue
            if any(text[ends[j] : starts[j + 1]] != " " for j in range(i, i + pieces - 1)):
                continue
            if text[starts[i + 1] : ends[i + pieces - 1]].islower():
                yield starts[i], ends[i + pieces - 1], joined
                done = i + pieces
                break


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
        Example(text="Some body may be any one, and every thing in side is out side the book."),
    ),
    check=check,
)
