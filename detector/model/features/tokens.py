"""Describe each distinct token once: its hash, classes, length and rank, kept as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from detector.model.features.lexicon import WordClass, classify
from detector.model.features.ngrams import masked, token_hash

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# A long run sees new names without end; the table starts afresh before it grows beyond this.
MAX_ROWS = 400_000


class Mark(IntEnum):
    """What kind of punctuation mark a token is."""

    NONE = 0
    STOP = 1
    COMMA = 2
    SEMICOLON = 3
    COLON = 4
    DASH = 5
    BRACKET = 6
    QUOTE = 7
    QUESTION = 8
    EXCLAMATION = 9
    OTHER = 10


# One sign for each kind of mark: which dash or quote a site's software makes says nothing of its
# prose, and the training sources differ in it.
_SAME_SIGN = {"–": "-", "—": "-", "…": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "`": "'"}
_MARKS = {
    ".": Mark.STOP, ",": Mark.COMMA, ";": Mark.SEMICOLON, ":": Mark.COLON, "-": Mark.DASH,
    "(": Mark.BRACKET, '"': Mark.QUOTE, "'": Mark.QUOTE, "?": Mark.QUESTION,
    "!": Mark.EXCLAMATION, ")": Mark.BRACKET,
}  # fmt: skip

_COMMON = int(WordClass.COMMON)
# The arrays of a table and the types of their items.
_COLUMNS = {
    "hashes": "uint64", "words": "int32", "classes": "int64", "lengths": "int16",
    "ranks": "int32", "marks": "int8",
}  # fmt: skip


class TokenTable:
    """One row per distinct token, for a given vocabulary (word to rank, 0 the most common).

    ``rows`` turns tokens into row numbers; the arrays, indexed by them, are ``hashes`` (of the
    masked token), ``words`` (a number per lower-case word), ``classes`` (``WordClass`` bits),
    ``lengths`` (letters), ``ranks`` (-1: not in the vocabulary) and ``marks`` (``Mark``).
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._reserve(4096)
        self.hashes: npt.NDArray[np.uint64]

    def _reserve(self, size: int) -> None:
        import numpy as np

        old = getattr(self, "hashes", None)
        kept = len(self._rows) if old is not None else 0
        for name, kind in _COLUMNS.items():
            array = np.zeros(size, kind)
            if kept:
                array[:kept] = getattr(self, name)[:kept]
            setattr(self, name, array)

    words: npt.NDArray[np.int32]
    classes: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int16]
    ranks: npt.NDArray[np.int32]
    marks: npt.NDArray[np.int8]

    def rows(self, tokens: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the row of each token; tokens not seen before get a new row."""
        import numpy as np

        if len(self._rows) > MAX_ROWS:
            self._clear()
        known = self._rows
        found = list(map(known.get, tokens))
        if None in found:
            self._add([token for token in dict.fromkeys(tokens) if token not in known])
            found = list(map(known.__getitem__, tokens))
        return np.array(found, np.int32)

    def _add(self, tokens: Sequence[str]) -> None:
        """Describe ``tokens``, each new and different, in rows of their own."""
        import numpy as np

        first = len(self._rows)
        end = first + len(tokens)
        if end > len(self.hashes):
            self._reserve(2 * end)
        described = zip(*map(self._describe, tokens), strict=True)
        for (name, kind), values in zip(_COLUMNS.items(), described, strict=True):
            getattr(self, name)[first:end] = np.array(values, kind)
        self._rows.update(zip(tokens, range(first, end), strict=True))

    def _describe(self, token: str) -> tuple[int, int, int, int, int, int]:
        """Return what the arrays hold of a token, in the order of ``_COLUMNS``."""
        token_sign = _SAME_SIGN.get(token, token)
        lower = token_sign.lower()
        rank = self._vocabulary.get(lower, -1)
        classes = classify(token_sign, lower)
        return (
            token_hash(masked(token_sign, lower, self._vocabulary)),
            self._words.setdefault(lower, len(self._words)),
            classes | (_COMMON if rank >= 0 else 0),
            min(len(token), 1000),
            rank,
            0 if classes else int(_MARKS.get(token_sign, Mark.OTHER)),
        )
