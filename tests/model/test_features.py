"""The features: masked, hashed alike everywhere, bounded, and blind to names and length."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.model.features import ngrams, style
from detector.model.features.lexicon import WordClass, classify
from detector.model.features.passage import passage
from detector.model.features.tokens import Mark, TokenTable
from detector.readers import parse
from detector.text.analysis import Analysis

VOCABULARY = {
    word: rank
    for rank, word in enumerate(
        "the a of to and in is it that he she we was for with on talks said today new of".split()
    )
}
PROSE = (
    "The talks in Kyiv went on today, and Anna Kovalenko said that it was a new start. "
    "She came with 12 others; however, the mood was calm. We waited. Was it for nothing?"
)


def measured(text: str, vocabulary: dict[str, int] | None = None) -> dict[str, float]:
    table = TokenTable(VOCABULARY if vocabulary is None else vocabulary)
    tokens = passage(Analysis(parse(text, id="t")))
    values = style.measure(table.rows(tokens.tokens), np.array(tokens.ends, np.int32), table)
    return dict(zip(style.NAMES, map(float, values), strict=True))


@pytest.mark.parametrize(
    ("token", "sign"),
    [
        ("The", "the"),
        ("talks", "talks"),
        ("Kyiv", ngrams.NAME),
        ("NATO", ngrams.CAPITALS),
        ("A", "a"),
        ("1,200", ngrams.NUMBER),
        ("negotiations", "~ons"),
        (",", ","),
    ],
)
def test_topics_are_masked(token: str, sign: str) -> None:
    assert ngrams.masked(token, token.lower(), VOCABULARY) == sign


def test_hash_is_the_same_on_every_machine() -> None:
    hashes = np.array([ngrams.token_hash(t) for t in ("the", "talks", "of")], np.uint64)
    found = ngrams.fingerprints(hashes)
    assert len(found) == 3 + 2 + 1
    assert found.dtype == np.uint32
    assert [int(f) for f in found[[0, 3, 5]]] == [FIRST, PAIR, TRIPLE]


# Pinned: a change of the hash makes every trained model worthless.
FIRST, PAIR, TRIPLE = 386076132, 3799280648, 1215464163


def test_names_do_not_reach_the_ngrams() -> None:
    table = TokenTable(VOCABULARY)

    def found(text: str) -> list[int]:
        rows = table.rows(passage(Analysis(parse(text, id="t"))).tokens)
        return [int(f) for f in ngrams.fingerprints(table.hashes[rows])]

    assert found(PROSE) == found(PROSE.replace("Kyiv", "Lima").replace("Anna", "Petra"))
    assert found(PROSE) != found(PROSE.replace("said", "thought"))


def test_term_weights_have_length_one_and_skip_unknown_ngrams() -> None:
    idf = np.array([1.0, 2.0, 0.0, 1.5], np.float32)
    columns, values = ngrams.term_weights(np.arange(4), np.array([1, 2, 1, 1]), idf)
    assert columns.tolist() == [0, 1, 3]
    assert float(values @ values) == pytest.approx(1.0)
    assert values[1] / values[0] == pytest.approx(2.0 * (1.0 + np.log(2.0)))


def test_columns_finds_only_known_fingerprints() -> None:
    known = np.array([3, 7, 9], np.uint32)
    found = np.array([9, 1, 3, 10, 9], np.uint32)
    place, columns, counts = ngrams.locate(found, known)
    assert place.tolist() == [2, -1, 0, -1, 2]
    assert (columns.tolist(), counts.tolist()) == ([0, 2], [1, 2])
    assert [part.tolist() for part in ngrams.locate(np.zeros(0, np.uint32), known)] == [[], [], []]


@pytest.mark.parametrize(
    ("token", "word_class"),
    [
        ("However", WordClass.CONNECTIVE),
        ("don't", WordClass.CONTRACTION),
        ("1984", WordClass.YEAR),
        ("3.5", WordClass.NUMBER),
        ("NASA", WordClass.ALL_CAPITALS),
        ("information", WordClass.NOUN_SUFFIX),
        ("quickly", WordClass.ADVERB),
        ("delve", WordClass.EXCESS),
    ],
)
def test_word_classes(token: str, word_class: WordClass) -> None:
    assert classify(token, token.lower()) & word_class


def test_punctuation_has_no_word_class() -> None:
    assert classify(",", ",") == 0
    table = TokenTable(VOCABULARY)
    rows = table.rows([",", "–", "—", '"'])
    assert table.marks[rows].tolist() == [Mark.COMMA, Mark.DASH, Mark.DASH, Mark.QUOTE]


def test_measures_of_a_known_text() -> None:
    values = measured(PROSE)
    words = 17 + 10 + 2 + 4
    assert values["mark_question"] == pytest.approx(1 / words)
    assert values["rate_number"] == pytest.approx(1 / words)
    assert values["opening_we"] == pytest.approx(1 / 4)
    assert values["short_sentences"] == pytest.approx(2 / 4)
    assert values["type_token_ratio"] < 1.0


def test_measures_hardly_change_when_a_text_is_doubled() -> None:
    once, twice = measured(PROSE), measured(f"{PROSE}\n\n{PROSE}")
    for name in ("rate_function", "mean_word_length", "short_sentences", "mean_sentence_length"):
        assert once[name] == pytest.approx(twice[name], abs=0.02), name


@given(st.text(max_size=400))
def test_any_text_gives_finite_measures(text: str) -> None:
    values = measured(text)
    assert all(np.isfinite(value) for value in values.values())


def test_the_table_grows_and_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detector.model.features.tokens.MAX_ROWS", 6000)
    table = TokenTable(VOCABULARY)

    def hashes(tokens: list[str]) -> list[int]:
        rows = table.rows(tokens)
        return [int(h) for h in table.hashes[rows]]

    tokens = ["the", *(f"word{chr(97 + i % 26) * (i // 26 + 1)}" for i in range(5000))]
    before = hashes(tokens)
    assert len(hashes([f"{t}s" for t in tokens])) == len(tokens)
    assert hashes(tokens) == before
