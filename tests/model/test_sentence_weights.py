"""The phrases that carry a sentence: turns of phrase, never an "in" or a "the" alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.model.features.lexicon import WordClass, classify
from detector.model.sentence_weights import PHRASE_TOKENS, PHRASES_SHOWN, phrases

RARE = frozenset({"zymurgy", "Helsinki"})  # outside the vocabulary


def shown(sentence: str) -> list[str]:
    """Return the phrases of ``sentence``, in which ``word=2`` gives a word its weight."""
    words, weights, classes = [], [], []
    for part in sentence.split():
        word, _, weight = part.partition("=")
        words.append(word)
        weights.append(float(weight or 0))
        common = 0 if word in RARE else int(WordClass.COMMON)
        classes.append(classify(word, word.lower()) | (common if word[0].isalpha() else 0))
    return [" ".join(words[a:b]) for a, b, _ in phrases(weights, classes)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("It=0.2 plays=2 a=1 crucial=3 role=2 in=2 the=0.3 town=0.1", ["plays a crucial role"]),
        ("In=3 conclusion=3 , the bakers=0.1 rise", ["In conclusion"]),
        ("in=3 the=3 a=3 of=3", []),
        ("the=3 mill=2 and=0.1 the=0.1", ["mill"]),
        ("he=0.1 said=2 that=3 ,=0.1 moreover=3", ["moreover", "said"]),
        ("a significant=3 zymurgy=1 of them", ["significant zymurgy"]),
        ("in Helsinki=2 we=0.1 walked=2", ["walked"]),
        ("in Helsinki=5 we walked=1", []),
        ("bread=-1 salt=-2", []),
        ("", []),
    ],
)
def test_phrases(sentence: str, wanted: list[str]) -> None:
    assert shown(sentence) == wanted


WEIGHT = st.floats(-3, 3, allow_nan=False)
KIND = st.sampled_from(
    [
        int(WordClass.WORD | WordClass.COMMON),
        int(WordClass.WORD | WordClass.COMMON | WordClass.FUNCTION),
        int(WordClass.WORD),
        int(WordClass.WORD | WordClass.NUMBER),
        0,
    ]
)


@given(st.lists(st.tuples(WEIGHT, KIND), max_size=30))
def test_phrases_are_few_short_apart_and_hold_a_telling_word(
    tokens: list[tuple[float, int]],
) -> None:
    kinds = [kind for _, kind in tokens]
    found = phrases([weight for weight, _ in tokens], kinds)
    assert len(found) <= PHRASES_SHOWN
    taken: set[int] = set()
    for begin, end, weight in found:
        assert 1 <= end - begin <= PHRASE_TOKENS
        assert weight > 0
        assert all(kinds[i] & WordClass.WORD for i in range(begin, end))
        assert any(
            kinds[i] & WordClass.COMMON and not kinds[i] & WordClass.FUNCTION
            for i in range(begin, end)
        )
        assert taken.isdisjoint(range(begin, end))
        taken.update(range(begin, end))
