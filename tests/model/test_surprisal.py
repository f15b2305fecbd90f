"""Surprisal: the tables give the smoothed probabilities that a plain count gives."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.model.features import ngrams, surprisal
from detector.model.features.surprisal import LanguageModel, LanguageModels, aligned
from detector.training.data.corpus import Corpus
from detector.training.data.texts import LabelledText
from detector.training.fitting.design import Prepared, choose_ngrams, cut
from detector.training.fitting.language import SMOOTHING, count, fit_language_models

WORDS = "the ferry left an hour late because mate had lost key to engine room".split()


def text_of(number: int, generated: bool) -> LabelledText:
    return LabelledText(
        id=str(number), text="", set="a", unit="a", group=str(number), kind="web",
        generated=generated, low_quality=None,
    )  # fmt: skip


def corpus_of(rows: list[list[int]], labels: list[bool]) -> Corpus:
    return Corpus(
        tokens=WORDS,
        rows=[np.array(row, np.int32) for row in rows],
        ends=[np.array([len(row)], np.int32) for row in rows],
        texts=[text_of(i, label) for i, label in enumerate(labels)],
    )


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    random = np.random.default_rng(3)
    rows = [random.integers(0, len(WORDS), 120).tolist() for _ in range(30)]
    return Prepared(corpus_of(rows, [i % 2 == 0 for i in range(30)]), WORDS)


def expected_log_probability(
    sequence: list[int], texts: list[list[int]], weight: float, vocabulary: int, known: set[int]
) -> float:
    """Count by hand: the probability of the last token after the others, shorter by shorter."""
    total = weight * sum(map(len, texts))
    single = weight * sum(row.count(sequence[-1]) for row in texts)
    floor = SMOOTHING[0] / vocabulary
    probability = (single + floor) / (total + SMOOTHING[0])
    for n in range(2, len(sequence) + 1):
        gram = tuple(sequence[-n:])
        counts = Counter(tuple(row[i : i + n]) for row in texts for i in range(len(row) - n + 1))
        heads = Counter(tuple(row[i : i + n - 1]) for row in texts for i in range(len(row) - n + 2))
        smoothing = SMOOTHING[n - 1]
        seen = weight * counts[gram] if hash_of(gram) in known else 0.0
        after = weight * heads[gram[:-1]] if hash_of(gram[:-1]) in known else 0.0
        probability = (seen + smoothing * probability) / (after + smoothing)
    return math.log(probability)


def hash_of(gram: tuple[int, ...]) -> int:
    hashes = np.array([ngrams.token_hash(WORDS[i]) for i in gram], np.uint64)
    return int(ngrams.fingerprints(hashes)[-1])


def test_tables_give_the_probabilities_of_a_plain_count(prepared: Prepared) -> None:
    corpus = prepared.corpus
    known, _ = choose_ngrams(prepared, cut(corpus, 0))
    counted = count(prepared, known)
    models = fit_language_models(corpus.texts, counted, np.ones(len(corpus.texts), bool))
    mine = [row.tolist() for row, t in zip(corpus.rows, corpus.texts, strict=True) if t.generated]
    sample = corpus.rows[0].tolist()[:40]
    at = aligned(ngrams.locate(_found(sample), known).place, len(sample))
    scores = models.generated.score(at)
    vocabulary = int((counted.order == 1).sum())
    of_known = set(map(int, known))
    for end in (0, 1, 2, 3, 17, 39):
        sequence = sample[max(0, end - 3) : end + 1]
        by_hand = expected_log_probability(sequence, mine, 1.0, vocabulary, of_known)
        assert scores[-1][end] == pytest.approx(by_hand, abs=1e-4)


def _found(row: list[int]) -> np.ndarray:
    return ngrams.fingerprints(np.array([ngrams.token_hash(WORDS[i]) for i in row], np.uint64))


def test_a_piece_knows_nothing_of_what_stands_before_it(prepared: Prepared) -> None:
    corpus = prepared.corpus
    known, _ = choose_ngrams(prepared, cut(corpus, 0))
    counted = count(prepared, known)
    piece = cut(corpus, 0)[0]._replace(start=10, end=40)
    alone = aligned(ngrams.locate(_found(corpus.rows[0].tolist()[10:40]), known).place, 30)
    assert (counted.columns(piece) == alone).all()


def table_of(size: int, shift: float) -> LanguageModel:
    values = -1.0 - np.arange(size, dtype=np.float32) / 10 - shift
    return LanguageModel(values.astype(np.float32), (values / 2).astype(np.float32), -12.0)


@given(
    st.integers(0, 60).flatmap(
        lambda tokens: st.lists(st.integers(-1, 6), min_size=4 * tokens, max_size=4 * tokens).map(
            lambda values: np.array(values, np.intp).reshape(4, tokens)
        )
    )
)
def test_any_text_has_finite_measures(at: np.ndarray) -> None:
    models = LanguageModels(table_of(7, 0.0), table_of(7, 0.3))
    measures = models.measure(at)
    assert measures.shape == (len(surprisal.NAMES),)
    assert np.isfinite(measures).all()


def test_expected_words_surprise_less() -> None:
    models = LanguageModels(table_of(7, 0.0), table_of(7, 0.0))
    likely, unknown = np.full((4, 50), 0, np.intp), np.full((4, 50), -1, np.intp)
    mean = surprisal.NAMES.index("surprisal_mean_generated")
    assert models.measure(likely)[mean] == pytest.approx(-1.0)
    assert models.measure(unknown)[mean] == pytest.approx(-12.0)
    assert len(set(surprisal.NAMES)) == len(surprisal.NAMES)
