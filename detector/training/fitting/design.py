"""From a corpus to numbers: pieces, vocabulary, chosen n-grams, matrices and weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.model.features import style
from detector.model.features.lexicon import WordClass
from detector.model.features.ngrams import Located, fingerprints, locate
from detector.model.features.tokens import TokenTable
from detector.training.data.corpus import Corpus

MAX_TOKENS = 2500  # of a whole article: the rest of a long one adds time, not knowledge
PIECE_WORDS = (40, 800)
TOKENS_PER_WORD = 1.15  # with punctuation, over the corpus
# Swept on sources left out: 5,000 words with 461,959 n-grams find 40.4% of 80 to 150 words at 1%
# false positives, 12,000 with 319,733 find 42.6%; with 200,000 of these, whole blog posts of new
# sites suffer.
VOCABULARY_SIZE = 12_000
# Times that each text is cut anew. Heads fitted on one cut each are averaged: trainings that differ
# in the cuts alone find 71 to 74% of 150 to 400 words at 1% false positives, on sources left out;
# the mean of two finds 73.3 to 74.6%, of three 74.5%; one head fitted on both cuts finds 72.4%.
CUTS = 3
# A word is no name if most of its uses are in lower case.
MIN_LOWER_CASE = 0.6
# An n-gram is kept where it occurs in this many sources and texts.
MIN_UNITS, MIN_TEXTS = 8, 16


class Piece(NamedTuple):
    """A run of whole sentences of one text: its token range; the first piece is the whole text.

    ``cut`` tells which of the ``CUTS`` it is of; the whole text belongs to each.
    """

    text: int
    start: int
    end: int
    whole: bool
    cut: int = 0


def cut(corpus: Corpus, seed: int) -> list[Piece]:
    """Return every text whole and, of those to train on, the pieces of ``CUTS`` cuts.

    Lengths are drawn log-uniformly from ``PIECE_WORDS``, for each text by itself: a reader that
    reads one text otherwise changes no other's pieces. Texts shorter than the least are left out.
    """
    least, most = (words * TOKENS_PER_WORD for words in PIECE_WORDS)
    pieces = []
    for index, all_ends in enumerate(corpus.ends):
        ends = all_ends[all_ends <= MAX_TOKENS]
        if not len(ends) or ends[-1] < least:
            continue
        whole = int(ends[-1])
        pieces.append(Piece(index, 0, whole, True))
        text = corpus.texts[index]
        if not text.train:
            continue
        random = np.random.default_rng([seed, crc32(f"{text.group}/{text.id}".encode())])
        for number in range(CUTS):
            start = 0
            target = np.exp(random.uniform(np.log(least), np.log(most)))
            for end in map(int, ends):
                last = end == whole
                if end - start >= (least if last else target):
                    if end - start < 0.9 * whole:
                        pieces.append(Piece(index, start, end, False, number))
                    start = end
                    target = np.exp(random.uniform(np.log(least), np.log(most)))
    return pieces


def choose_vocabulary(corpus: Corpus, size: int = VOCABULARY_SIZE) -> list[str]:
    """Return the words common over many sources, the commonest first; names are left out.

    A word's rank is by the sum over sources of the square root of its share of texts, so that no
    large source decides.
    """
    lower: dict[str, int] = {}
    number = np.array([lower.setdefault(token.lower(), len(lower)) for token in corpus.tokens])
    words = list(lower)
    is_lower = np.array([token == words[n] for token, n in zip(corpus.tokens, number, strict=True)])
    uses = np.zeros(len(corpus.tokens))
    per_unit: dict[tuple[str, bool | None], list[int]] = {}
    for index, text in enumerate(corpus.texts):
        if text.train:
            per_unit.setdefault((text.unit, text.generated), []).append(index)
    score = np.zeros(len(words))
    for indices in per_unit.values():
        texts_with = np.zeros(len(words))
        for index in indices:
            uses += np.bincount(corpus.rows[index], minlength=len(uses))
            texts_with[np.unique(number[np.unique(corpus.rows[index])])] += 1
        score += np.sqrt(texts_with / len(indices))
    all_uses = np.bincount(number, weights=uses, minlength=len(words))
    lower_uses = np.bincount(number[is_lower], weights=uses[is_lower], minlength=len(words))
    score[lower_uses < MIN_LOWER_CASE * all_uses] = 0
    score[[not word[0].isalpha() for word in words]] = 0
    order = np.lexsort((np.array(words), -score))
    return [words[i] for i in order[:size] if score[i] > 0]


@dataclass(frozen=True, slots=True)
class Design:
    """What the heads are fitted on: a row per piece."""

    pieces: list[Piece]
    counts: sparse.csr_matrix  # 1 + ln count, before IDF
    style: npt.NDArray[np.float64]
    words: npt.NDArray[np.int64]
    text: npt.NDArray[np.int64]
    whole: npt.NDArray[np.bool_]
    cut: npt.NDArray[np.int64]

    def by_cut(self, chosen: npt.NDArray[np.intp]) -> list[npt.NDArray[np.intp]]:
        """Return, for each cut, those of the ``chosen`` pieces that a head of it is fitted on."""
        return [
            chosen[(self.whole | (self.cut == number))[chosen]]
            for number in range(int(self.cut.max()) + 1)
        ]


class Prepared:
    """A corpus under a vocabulary: token rows for the features."""

    def __init__(self, corpus: Corpus, vocabulary: Sequence[str]) -> None:
        self.corpus = corpus
        self.table = TokenTable({word: rank for rank, word in enumerate(vocabulary)})
        self._rows = self.table.rows(corpus.tokens)

    def rows(self, piece: Piece) -> npt.NDArray[np.int32]:
        return self._rows[self.corpus.rows[piece.text][piece.start : piece.end]]

    def found(self, piece: Piece) -> npt.NDArray[np.uint32]:
        """The fingerprints of the piece's n-grams."""
        return fingerprints(self.table.hashes[self.rows(piece)])

    def style(self, piece: Piece) -> npt.NDArray[np.float64]:
        ends = self.corpus.ends[piece.text]
        inside = ends[(ends > piece.start) & (ends <= piece.end)] - piece.start
        return style.measure(self.rows(piece), inside.astype(np.int32), self.table)


class Fingerprinted(Protocol):
    """A corpus whose tokens have signs to make n-grams of."""

    @property
    def corpus(self) -> Corpus: ...

    def found(self, piece: Piece) -> npt.NDArray[np.uint32]: ...


def choose_ngrams(
    prepared: Fingerprinted, pieces: Sequence[Piece]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    """Return the fingerprints of n-grams of many sources, sorted, and their IDF.

    An n-gram that only a few sources use would teach the model the source.
    """
    texts = prepared.corpus.texts
    per_unit: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.whole and texts[piece.text].train and texts[piece.text].generated is not None:
            per_unit.setdefault(texts[piece.text].unit, []).append(piece)
    parts = [_counted(prepared, unit) for unit in per_unit.values()]
    known = np.concatenate([found for found, _ in parts])
    counts = np.concatenate([count for _, count in parts])
    order = np.argsort(known, kind="stable")
    known, counts = known[order], counts[order]
    first = np.flatnonzero(np.concatenate(([True], known[1:] != known[:-1])))
    units = np.diff(np.append(first, len(known)))
    in_texts = np.add.reduceat(counts, first)
    total = sum(map(len, per_unit.values()))
    # Anyone's own data may have few sources and few texts.
    least_units = min(MIN_UNITS, max(1, len(per_unit) // 3))
    least_texts = min(MIN_TEXTS, max(2, total // 100))
    kept = (units >= least_units) & (in_texts >= least_texts)
    idf = np.log(total / (1.0 + in_texts[kept])) + 1.0
    return known[first][kept], idf.astype(np.float32)


def _counted(
    prepared: Fingerprinted, pieces: Sequence[Piece]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    found = np.concatenate([np.unique(prepared.found(piece)) for piece in pieces])
    unique, counts = np.unique(found, return_counts=True)
    return unique, counts


def design(prepared: Prepared, pieces: list[Piece], known: npt.NDArray[np.uint32]) -> Design:
    """Measure every piece."""
    counted = count_matrix((locate(prepared.found(piece), known) for piece in pieces), len(known))
    is_word = prepared.table.classes & int(WordClass.WORD)
    return Design(
        pieces=pieces,
        counts=counted,
        style=np.array([prepared.style(piece) for piece in pieces]),
        words=np.array([int(np.count_nonzero(is_word[prepared.rows(piece)])) for piece in pieces]),
        text=np.array([piece.text for piece in pieces]),
        whole=np.array([piece.whole for piece in pieces]),
        cut=np.array([piece.cut for piece in pieces]),
    )


def count_matrix(texts: Iterable[Located], columns: int) -> sparse.csr_matrix:
    """Return a row per text of 1 + ln count, for each of its n-grams that is known."""
    indices, values, pointers = [], [], [0]
    for _, found, counts in texts:
        indices.append(found.astype(np.int32))
        values.append((1.0 + np.log(counts)).astype(np.float32))
        pointers.append(pointers[-1] + len(found))
    return sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(indices), np.array(pointers)),
        shape=(len(pointers) - 1, columns),
    )


def tf_idf(counts: sparse.csr_matrix, idf: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Weigh by IDF and give every row length 1, as ``features.ngrams.term_weights`` does."""
    weighed = sparse.csr_matrix(counts, copy=True)
    weighed.data *= idf[weighed.indices]
    squares = np.add.reduceat(
        np.append(weighed.data.astype(np.float64) ** 2, 0.0), weighed.indptr[:-1]
    )
    sizes = np.diff(weighed.indptr)
    norms = np.sqrt(np.where(sizes > 0, squares, 1.0))
    weighed.data /= np.repeat(norms, sizes).astype(np.float32)
    return weighed
