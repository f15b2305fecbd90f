"""Other token representations than the shipped one, measured with the linear model alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.model.features.ngrams import fingerprints, locate, masked, token_hash
from detector.training.data.corpus import Corpus
from detector.training.evaluation.bench import HEADER, Bench
from detector.training.evaluation.checkpoints import file_name
from detector.training.evaluation.report import MIN_CELL, Section
from detector.training.fitting.design import Piece, choose_ngrams, count_matrix, tf_idf
from detector.training.fitting.folds import training_texts
from detector.training.fitting.sweeps import wording_of
from detector.training.fitting.weights import piece_weights
from detector.training.statistics import auroc

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]

# Texts of a held-back tenth, of sources that are known, against which unseen sources are compared.
KNOWN_TENTH = 8
VOCABULARIES = (5000, 2000, 300)  # smaller ones than the shipped, in words


def signs_compared(work: Bench, vocabulary: Sequence[str], say: Say) -> Section:
    """Compare vocabularies, maskings and orders of n-grams, with the linear model alone."""
    section = Section(
        "Token representations compared",
        "Only the linear model, on n-grams of other token representations. `masked`: a word "
        "outside the vocabulary is represented by its last three letters, or as a name or a "
        "number. Punctuation is kept as written here; the shipped model normalises dashes and "
        "quotes, which explains the rest of its lead.",
        (*HEADER, "n-grams"),
    )
    everything = {token.lower() for token in work.corpus.tokens}
    variants: dict[str, tuple[Callable[[str], str], int]] = {
        f"{len(vocabulary):,} words, masked, to pairs": (_mask(vocabulary), 2),
        **{
            f"{size:,} words, masked, to fours": (_mask(vocabulary[:size]), 4)
            for size in (len(vocabulary), *(s for s in VOCABULARIES if s < len(vocabulary)))
        },
        "all words as they are, to fours": (_mask(everything), 4),
        "classes by suffix alone, to fours": (_word_class, 4),
    }
    for name, (sign, order) in variants.items():
        wording, many = work.parts.part(file_name(name), partial(_wording, work, sign, order))
        row = work.row(name, wording)
        section.rows.append((*row, f"{many:,}"))
        say(f"{name}: {row[1]}")
    return section


def _wording(work: Bench, sign: Callable[[str], str], order: int) -> tuple[Array, int]:
    rows = counted_rows(work, sign, order)
    return work.folds.wording(rows), rows.shape[1]


def _mask(words: Sequence[str] | set[str]) -> Callable[[str], str]:
    kept = frozenset(words)
    return lambda token: masked(token, token.lower(), kept)


def _word_class(token: str) -> str:
    return masked(token, token.lower(), frozenset())


def _mark(token: str) -> str:
    return "<word>" if token[0].isalnum() else token


class _Signs:
    """Stands in for ``Prepared`` where n-grams of other signs are chosen."""

    def __init__(self, corpus: Corpus, sign: Callable[[str], str], order: int) -> None:
        self._corpus = corpus
        self._order = order
        self._hashes = np.array([token_hash(sign(token)) for token in corpus.tokens], np.uint64)

    @property
    def corpus(self) -> Corpus:
        return self._corpus

    def found(self, piece: Piece) -> npt.NDArray[np.uint32]:
        row = self._corpus.rows[piece.text][piece.start : piece.end]
        return fingerprints(self._hashes[row], self._order)


def counted_rows(work: Bench, sign: Callable[[str], str], order: int) -> sparse.csr_matrix:
    """Return the TF-IDF rows of all pieces under another sign for each token."""
    signs = _Signs(work.corpus, sign, order)
    known, idf = choose_ngrams(signs, work.measured.pieces)
    pieces = work.measured.pieces
    counted = count_matrix((locate(signs.found(piece), known) for piece in pieces), len(known))
    return tf_idf(counted, idf)


def marks_alone(work: Bench, say: Say) -> Section:
    """Measure whether punctuation separates the labels better in known sources than in new ones."""
    section = Section(
        "Punctuation alone",
        "Every word is replaced by the same token, so that only punctuation and the number of "
        "words between marks remain; white space and paragraphs never reach the features. AUROC "
        "of the linear model on n-grams of these tokens, for the same sources: held-back groups "
        "of sources that were trained on, and held-out sources. A gap would show that the model "
        "learned habits of single sources.",
        ("source", "known source", "held-out source", "gap"),
    )
    rows = counted_rows(work, _mark, 4)
    unseen = work.folds.wording(rows)[work.whole.piece]
    held_out = np.array([text.tenth == KNOWN_TENTH for text in work.texts])
    inside = np.flatnonzero(training_texts(work.texts, held_out)[work.measured.text])
    weights = piece_weights(work.texts, work.measured, inside)
    known = wording_of(rows[inside], work.folds.label[inside], weights, rows)[work.whole.piece]
    tested = np.array([text.tenth == KNOWN_TENTH for text in work.whole.texts])
    gaps = []
    for name in sorted(set(work.whole.set)):
        own = tested & (work.whole.set == name)
        human, generated = own & work.whole.human, own & work.whole.generated
        if min(human.sum(), generated.sum()) < MIN_CELL:
            continue
        pair = auroc(known[human], known[generated]), auroc(unseen[human], unseen[generated])
        gaps.append(pair[0] - pair[1])
        section.rows.append((name, f"{pair[0]:.3f}", f"{pair[1]:.3f}", f"{gaps[-1]:+.3f}"))
    section.text += f" Mean gap {np.mean(gaps):+.3f}."
    say(f"marks alone: mean gap {np.mean(gaps):+.3f}")
    return section
