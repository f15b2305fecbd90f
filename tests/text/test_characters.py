"""Plain characters, invisible ones and look-alikes: lengths hold, faults are told from habits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.text import characters
from detector.text.characters import deletions, fold_look_alikes, plain, without_invisible


@given(st.text())
def test_lengths_hold(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(fold_look_alikes(text)[0]) == len(text)


@pytest.mark.parametrize(
    ("source", "deliberate"),
    [
        ("vi\u200bagra", [True]),
        ("co\u00adoperate", [False]),  # a soft hyphen
        ("👩\u200d🔬 at work", [False]),  # an emoji joiner
        ("\u200eleft", [False]),
        ("plain", []),
        ("é", []),
    ],
)
def test_deletions(source: str, deliberate: list[bool]) -> None:
    assert [d.deliberate for d in deletions(source, 0, len(source))] == deliberate


def test_deletions_stay_in_their_range() -> None:
    source = "a\u200bb c\u200bd e\u0301"
    (found,) = deletions(source, 4, 7)
    assert (found.start, found.end) == (5, 6)
    (composed,) = deletions(source, 8, len(source))
    assert (composed.kind, composed.replacement) == ("composed", "é")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("buy vіаgrа now", "buy viagra now"),  # Cyrillic letters in a Latin word
        ("Это русский текст", "Это русский текст"),
        ("plain words", "plain words"),
    ],
)
def test_look_alikes(text: str, folded: str) -> None:
    assert fold_look_alikes(text)[0] == folded


def test_without_invisible() -> None:
    assert without_invisible("a\u200b\u00adb") == "ab"


@given(st.text(alphabet=st.sampled_from([*characters._TYPOGRAPHY, "a", " ", "é", "ж"])))
def test_few_odd_characters_are_made_plain_as_many_are(text: str) -> None:
    by_table = text if text.isascii() else text.translate(characters._TABLE)
    assert characters.plain(text) == by_table
