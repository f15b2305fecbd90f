"""What each part of the classifier contributes: variants, all measured on held-out sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy import sparse

from detector.model.features.ngrams import fingerprints, locate, masked, token_hash
from detector.training import bands
from detector.training.bands import BANDS, MIN_WORDS
from detector.training.data.corpus import Corpus
from detector.training.data.texts import LabelledText
from detector.training.evaluation.checkpoints import Checkpoints, file_name
from detector.training.evaluation.generated import MIN_CELL, by_source
from detector.training.evaluation.report import Section
from detector.training.evaluation.whole_texts import Whole, whole_texts
from detector.training.fitting.design import Design, Piece, choose_ngrams, count_matrix, tf_idf
from detector.training.fitting.folds import training_texts
from detector.training.fitting.sweeps import (
    Judged,
    OutOfSource,
    SourceFolds,
    tree_features,
    wording_of,
)
from detector.training.fitting.weights import piece_weights
from detector.training.statistics import auroc, recall_at
from detector.training.train import kind_of

Array = npt.NDArray[np.float64]
Say = Callable[[str], None]

# Texts of a held-back tenth, of sources that are known, against which unseen sources are compared.
KNOWN_TENTH = 8
MINED_SHARE, MINED_WEIGHT, ROUNDS = 0.03, 3.0, 2
VOCABULARIES = (5000, 2000, 300)  # smaller ones than the shipped, in words

_SHORTEST, *_LONGER = (bands.name(low, high) for low, high in BANDS)
HEADER = (
    "variant", "mean AUROC", "worst", f"recall at 1% FPR, {_SHORTEST} words", *_LONGER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """All that a variant needs to be measured."""

    corpus: Corpus
    measured: Design
    outside: OutOfSource
    whole: Whole
    folds: SourceFolds
    parts: Checkpoints

    @property
    def texts(self) -> Sequence[LabelledText]:
        return self.corpus.texts

    def row(self, name: str, raw: Array) -> tuple[str, ...]:
        """Return a row of the table for the log-odds of all pieces."""
        values = raw[self.whole.piece]
        areas = [
            auroc(values[human], values[generated])
            for human, generated in by_source(self.whole).values()
        ]
        found = [_recall(self.whole, values, low, high) for low, high in BANDS]
        return (
            name,
            f"{np.mean(areas):.3f}",
            f"{min(areas):.3f}",
            *(f"{100 * share:.1f}%" for share in found),
        )


def bench(
    corpus: Corpus,
    measured: Design,
    outside: OutOfSource,
    judged: Judged,
    parts: Checkpoints,
    *,
    jobs: int,
) -> Bench:
    """Prepare the folds of whole sources once for all variants."""
    return Bench(
        corpus=corpus,
        measured=measured,
        outside=outside,
        whole=whole_texts(corpus.texts, measured, outside, judged),
        folds=SourceFolds.of(corpus.texts, measured, jobs),
        parts=parts,
    )


def _recall(whole: Whole, raw: Array, low: int, high: int) -> float:
    inside = (whole.words >= low) & (whole.words < high)
    return recall_at(raw[inside & whole.human], raw[inside & whole.generated], 0.01)


def models_compared(work: Bench, say: Say) -> Section:
    """Compare linear, boosted and stacked models, and the mean over a text's pieces."""
    section = Section(
        "Models compared",
        "Held-out sources. The shipped model is the last row but one.",
        HEADER,
    )
    measured, outside = work.measured, work.outside
    length = np.log(measured.words + 1.0)
    dense = tree_features(outside.wording, measured, outside.surprisal)
    boosted = {
        "style, boosted": np.column_stack([length, measured.style]),
        "surprisal, boosted": np.column_stack([length, outside.surprisal]),
        "style and surprisal, boosted": dense[:, 1:],
        "n-grams and style, boosted": dense[:, : -outside.surprisal.shape[1]],
    }
    variants = {
        "n-grams, linear": outside.wording,
        **{name: work.parts.part(file_name(name), partial(work.folds.trees, features))
           for name, features in boosted.items()},
        "all, boosted": outside.raw - outside.share * outside.wording,
        "all, boosted, and the n-grams again": outside.raw,
        "the same, mean over the pieces of a text": mean_over_pieces(measured, outside.raw),
    }  # fmt: skip
    for name, raw in variants.items():
        section.rows.append(work.row(name, raw))
        say(f"{name}: {section.rows[-1][1]}")
    return section


def mean_over_pieces(measured: Design, raw: Array) -> Array:
    """Give a text that was cut the mean log-odds of its pieces, weighted by their words."""
    part = ~measured.whole
    size = int(measured.text.max()) + 1
    words = np.bincount(measured.text[part], measured.words[part], size)
    total = np.bincount(measured.text[part], (raw * measured.words)[part], size)
    mean = np.where(words > 0, total / np.maximum(words, 1), 0.0)
    cut = words[measured.text] > 0
    result: Array = np.where(measured.whole & cut, mean[measured.text], raw)
    return result


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


def mined_negatives(work: Bench, rows: sparse.csr_matrix, say: Say) -> Section:
    """Give the worst false alarms more weight and fit again, in rounds."""
    section = Section(
        "Mined negatives",
        f"In each round, the {100 * MINED_SHARE:.0f}% of human pieces that seem most generated "
        f"while their source is held out get {MINED_WEIGHT:.0f} times more weight than before; "
        "only the linear model. The last column shows which kinds of writing are over-represented "
        "among the worst false alarms.",
        (*HEADER, "kinds among the worst false alarms"),
    )
    human = np.array([t.generated is False and t.train for t in work.texts])[work.measured.text]
    boost = np.ones(len(work.folds.label))
    raw = work.outside.wording
    for number in range(ROUNDS + 1):
        worst = _worst(raw, human, work.measured)
        row = work.row(f"round {number}", raw)
        section.rows.append((*row, _kinds(work, worst, human)))
        say(f"mined negatives, round {number}: {row[1]}")
        if number < ROUNDS:
            boost[worst] *= MINED_WEIGHT
            raw = work.parts.part(
                f"mined-{number + 1}", partial(work.folds.wording, rows, boost.copy())
            )
    return section


def _worst(raw: Array, human: npt.NDArray[np.bool_], measured: Design) -> npt.NDArray[np.intp]:
    edges = [MIN_WORDS, *(low for low, _ in BANDS[1:])]
    band = np.digitize(measured.words, edges)
    worst = []
    for number in range(len(edges) + 1):
        own = np.flatnonzero(human & (band == number))
        if len(own):
            worst.append(own[raw[own] > np.quantile(raw[own], 1.0 - MINED_SHARE)])
    return np.concatenate(worst)


def _kinds(work: Bench, worst: npt.NDArray[np.intp], human: npt.NDArray[np.bool_]) -> str:
    """The kinds of writing most over-represented among ``worst``, with the factor."""
    kinds = np.array([kind_of(text) for text in work.texts])[work.measured.text]
    factors = {}
    for kind in sorted(set(kinds[human])):
        share = float((kinds[human] == kind).mean())
        if (kinds[human] == kind).sum() >= MIN_CELL:
            factors[kind] = float((kinds[worst] == kind).mean()) / share
    top = sorted(factors.items(), key=lambda item: (-item[1], item[0]))[:4]
    return ", ".join(f"{kind} ×{factor:.1f}" for kind, factor in top)


def ablate(
    work: Bench, vocabulary: Sequence[str], idf: npt.NDArray[np.float32], say: Say
) -> Iterator[Section]:
    """Yield every section as soon as it is measured."""
    rows = tf_idf(work.measured.counts, idf)
    yield models_compared(work, say)
    yield mined_negatives(work, rows, say)
    yield signs_compared(work, vocabulary, say)
    yield marks_alone(work, say)
