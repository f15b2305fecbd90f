"""Sentences end where a reader would end them, in linear time, and lose nothing but blanks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.text.sentences import split

CASES = [
    ["Dr. Smith paid $3.50.", "He left."],
    ["Prof. A. B. Jones and Mrs. Lee met at 5 p.m. on Jan. 3 in St. Paul."],
    ["He came at 5 p.m.", "The door was shut."],
    ["She sailed for the U.K. in 1999.", "It was cold."],
    ["They left the U.S.", "The rain went on."],
    ["Pi is 3.14159, and e is 2.71828.", "Both are irrational."],
    ["See https://example.com/a.b?c=d. for more!", "Or ask."],
    ["Use e.g. a spoon, i.e. a small one, etc. for the salt."],
    ["Is it?", "Yes!", "No."],
    ["“Stop!” he said.", "Then he ran."],
    ['"It is late."', '"Go home."'],
    ["Wait... what is that?", "Nothing..."],
    ["It rained… and rained.", "Then it stopped…", "We left."],
    ["1. First item stands here."],
    ["J. R. R. Tolkien wrote it.", "I did not."],
    ["So did I.", "You know that."],
    ["It costs 5 dollars.", "10 people paid."],
    ["The answer is no.", "Ask again."],
    ["See No. 5 and fig. 3 for that."],
    ["They met in the sun.", "It was warm."],
    ["the harbour.", "Danish boats came."],
    ["Acme Inc. reported a loss.", "Shares fell."],
    ["Node.js and Vue.js run v1.2.3 of it.", "Try np.Array too."],
    ["(It was cold.)", "We left."],
    ["What?!", "Really!!", "Yes."],
]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize("expected", CASES, ids=lambda expected: expected[0][:30])
def test_split(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("no end", ["no end"]),
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("今日は雨です。明日は？晴れ！", ["今日は雨です。", "明日は？", "晴れ！"]),
        ("彼は「行く。」と言った。", ["彼は「行く。」", "と言った。"]),
        (
            "They stayed in the harbour.Danish boats left.",
            ["They stayed in the harbour.", "Danish boats left."],
        ),
        ("A U.K.and a U.N. flag. It waved.", ["A U.K.and a U.N. flag.", "It waved."]),
        ("Call System.out and foo.Bar() now.", ["Call System.out and foo.Bar() now."]),
    ],
)
def test_split_exactly(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_range_of_a_text() -> None:
    text = "One. Two. Three. Four."
    assert [text[a:b] for a, b in split(text, 5, 16)] == ["Two.", "Three."]


TEXTS = st.one_of(st.text(), st.text(alphabet="aA1. !?…\n\"')。\u3000e.g", max_size=200))


@given(TEXTS)
def test_ranges_are_ordered_and_lose_only_blanks(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end].strip() == text[start:end]
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "piece",
    [".", ". ", "?! ", "a.B", "…x", "word ", ".'", '."x', "e.g. ", " . a", "\n ", "。", "Mr. "],
)
def test_a_million_characters_take_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    assert sum(1 for _ in split(text)) <= len(text)
    assert time.process_time() - started < 10
