"""Texts are cut each by itself, and the heads of all cuts are averaged."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from scipy import sparse

pytest.importorskip("sklearn")

from detector.training.data.corpus import Corpus
from detector.training.fitting import fit
from detector.training.fitting.design import CUTS, Design, Piece, cut
from detector.training.fitting.sweeps import SourceFolds
from tests.training.labelled import text_of


def corpus_of(*words: int) -> Corpus:
    texts = [
        text_of(id=str(n), unit=f"u{n % 12}", group=f"g{n}", generated=bool(n % 2))
        for n in range(len(words))
    ]
    ends = [np.arange(10, many + 1, 10, dtype=np.int32) for many in words]
    return Corpus(["a"], [np.zeros(many, np.int32) for many in words], ends, texts)


def of(pieces: list[Piece], text: int) -> list[Piece]:
    return [piece for piece in pieces if piece.text == text]


def test_a_text_read_otherwise_changes_no_other_texts_pieces() -> None:
    before, after = corpus_of(900, 700, 1500), corpus_of(900, 310, 1500)
    for number in (0, 2):
        assert len(of(cut(before, 0), number)) > CUTS + 1
        assert of(cut(before, 0), number) == of(cut(after, 0), number)
    assert of(cut(before, 0), 1) != of(cut(after, 0), 1)
    assert of(cut(before, 0), 2) != of(cut(before, 1), 2)


def test_every_cut_covers_the_text_without_overlap() -> None:
    pieces = cut(corpus_of(2000), 3)
    assert pieces[0] == Piece(0, 0, 2000, True)
    starts = []
    for number in range(CUTS):
        mine = [piece for piece in pieces[1:] if piece.cut == number]
        assert mine[0].start == 0
        assert all(a.end == b.start for a, b in pairwise(mine))
        assert mine[-1].end > 1900
        starts.append([piece.start for piece in mine])
    assert starts[0] != starts[1]


def test_a_text_for_testing_only_stays_whole() -> None:
    corpus = corpus_of(900)
    corpus = replace(corpus, texts=[replace(corpus.texts[0], train=False)])
    assert cut(corpus, 0) == [Piece(0, 0, 900, True)]


def random_design(size: int = 400) -> tuple[Corpus, Design, npt.NDArray[np.float64]]:
    """Pieces of texts of twelve sources: two features, one of which tells the label."""
    corpus = corpus_of(*[500] * size)
    pieces = [p for n in range(size) for p in (Piece(n, 0, 500, True), Piece(n, 0, 250, False, 0),
                                               Piece(n, 0, 300, False, 1))]  # fmt: skip
    random = np.random.default_rng(0)
    label = np.array([bool(corpus.texts[piece.text].generated) for piece in pieces])
    features = np.column_stack([label + random.normal(0, 1, len(label)), random.random(len(label))])
    measured = Design(
        pieces=pieces, counts=sparse.csr_matrix((0, 0)), style=features,
        words=np.array([piece.end - piece.start for piece in pieces]),
        text=np.array([piece.text for piece in pieces]),
        whole=np.array([piece.whole for piece in pieces]),
        cut=np.array([piece.cut for piece in pieces]),
    )  # fmt: skip
    return corpus, measured, features


def test_each_cut_holds_the_whole_texts_and_its_own_pieces() -> None:
    _, measured, _ = random_design(3)
    one, other = measured.by_cut(np.arange(9))
    assert one.tolist() == [0, 1, 3, 4, 6, 7]
    assert other.tolist() == [0, 2, 3, 5, 6, 8]
    assert [own.tolist() for own in measured.by_cut(np.array([1, 3]))] == [[1, 3], [3]]


def test_folds_average_what_each_cut_says() -> None:
    corpus, measured, features = random_design()
    rows = sparse.csr_matrix(features)
    folds = SourceFolds.of(corpus.texts, measured, 1)
    expected = np.zeros(len(features))
    for split in folds.splits:
        weights, intercept, _ = fit.fit_wording(
            rows[split.inside], folds.label[split.inside], split.weights
        )
        expected[split.rest] += (rows[split.rest] @ weights.astype(float) + intercept) / 2
    assert folds.cuts == 2
    assert np.allclose(folds.wording(rows), expected)
    assert np.ptp(expected) > 1


def test_the_mean_head_says_the_mean() -> None:
    _, measured, features = random_design()
    label = np.array([bool(piece.text % 2) for piece in measured.pieces])
    rows = sparse.csr_matrix(features)
    cuts = measured.by_cut(np.arange(len(label)))
    linear = [fit.fit_wording(rows[own], label[own], np.ones(len(own))) for own in cuts]
    weights, intercept = fit.mean_wording(linear)
    trees = [
        fit.fit_trees(features[own], label[own], np.ones(len(own)), max_iter=9 + 4 * n)[0]
        for n, own in enumerate(cuts)
    ]
    mean = fit.mean_trees(trees)
    assert len(mean.roots) == 9 + 13
    for row in features[:50]:
        assert row @ weights + intercept == pytest.approx(
            np.mean([row @ own + start for own, start, _ in linear]), abs=1e-5
        )
        assert mean.log_odds(row) == pytest.approx(np.mean([t.log_odds(row) for t in trees]))
    assert trees[0].log_odds(features[0]) != trees[1].log_odds(features[0])
