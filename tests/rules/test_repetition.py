"""Repetition is scored by the share of the text that could be cut, and spares what is meant."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Family, Finding, Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.repetition.samples import BIRDS, FERRY, GARDEN
from detector.scoring import evidence
from detector.text import repetition
from detector.text.analysis import Analysis
from detector.text.document import ContentType

REPO = Path(__file__).resolve().parents[2]
WILD = REPO.parent / "shared" / "wild"
RULES = [rule for rule in ALL_RULES if rule.family is Family.REPETITION]
# Eighteen sentences of about twenty words, all different.
BASE = [f"The {noun} {verb} near the {place}, and nobody in the village had expected that, since "
        f"it was only the middle of {month}."
        for noun, verb, place, month in zip(
            ["heron", "baker", "train", "storm", "circus", "mayor"] * 3,
            ["slept", "stopped", "waited", "broke", "sang", "fell"] * 3,
            ["mill", "bridge", "school"] * 6,
            [m for m in ("March", "June", "August") for _ in range(6)],
            strict=True,
        )]  # fmt: skip


def found(text: str, content_type: ContentType = ContentType.TEXT) -> tuple[Finding, ...]:
    return evidence.find(Analysis(parse(text, id="x", content_type=content_type)), RULES)


def score(text: str) -> float:
    """The family's score by the copies alone."""
    return evidence.scores(copies_only(found(text)), RULES)[Family.REPETITION]


def copies_only(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule.startswith("duplicate")]


def test_score_follows_the_share_of_copies() -> None:
    scores = [score(" ".join(BASE + BASE[:copied])) for copied in (0, 1, 6, 12, 18)]
    assert scores[0] == 0
    assert scores[1] < 0.2
    assert scores == sorted(scores)
    assert scores[-1] > 0.6


@pytest.mark.parametrize(("copied", "severity"), [(2, Severity.WARNING), (18, Severity.ERROR)])
def test_only_a_text_that_stands_twice_is_an_error(copied: int, severity: Severity) -> None:
    findings = copies_only(found(" ".join(BASE + BASE[:copied])))
    assert len(findings) == copied
    assert {finding.severity for finding in findings} == {severity}


def test_copies_are_shown_at_their_second_place() -> None:
    text = f"{FERRY}\n\n{GARDEN}\n\n{BIRDS}\n\n{GARDEN}\n"
    (finding,) = copies_only(found(text))
    assert finding.start == text.rindex(GARDEN.split(",")[0])
    assert finding.count == 2
    assert "line 3" in finding.message


def test_sentences_of_a_repeated_paragraph_count_once() -> None:
    analysis = Analysis(parse(f"{FERRY}\n\n{GARDEN}\n\n{FERRY}\n", id="x"))
    measured = analysis.once(repetition.measure)
    assert len(measured.paragraphs) == 1
    assert measured.sentences == ()
    assert measured.copied < 0.5


@given(st.lists(st.sampled_from(["red", "blue", "green", "the", "of"]), min_size=1, max_size=80))
def test_shares_are_shares(words: list[str]) -> None:
    letters = sum(map(len, words))
    for size, found in repetition.returning(words).items():
        grams = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
        assert found.starts == [i for i, gram in enumerate(grams) if grams.count(gram) > 1]
        assert found.grams == [grams[i] for i in found.starts]
        assert 0 <= repetition.repeated_gram_share(found, letters) <= 1
        phrase = repetition.top_phrase(found, letters)
        assert (phrase is None) == (not found.starts)
        assert phrase is None or (0 < phrase.share <= 1 and phrase.times > 1)


def test_repeated_grams_count_each_letter_once() -> None:
    words = ["a", "b", "c", "d", "e"] * 3
    found = repetition.returning(words)[5]
    assert repetition.repeated_gram_share(found, 15) == pytest.approx(10 / 15)


@pytest.mark.skipif(not WILD.is_dir(), reason="needs the shared articles beside the repository")
@pytest.mark.parametrize("kind", ["N1", "N2"])
def test_good_articles_have_no_error(kind: str) -> None:
    with gzip.open(WILD / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    findings = [evidence.find(Analysis(parse(row["text"], id=row["id"])), RULES) for row in rows]
    assert not [f for each in findings for f in each if f.severity is Severity.ERROR]
    high = sum(evidence.scores(each, RULES)[Family.REPETITION] >= 0.5 for each in findings)
    assert high <= 0.01 * len(rows)


def test_compressible_text_tells_in_words_what_returns_and_where() -> None:
    text = GARDEN + "Click here to see more of our offers. " * 25
    [told] = [f for f in found(text) if f.rule == "compressible-text"]
    assert told.message.endswith("of it repeats earlier phrases of five words or more")
    assert text[told.start : told.end].startswith("Click here to see more")
    assert told.start == len(GARDEN)


def test_text_of_few_words_without_long_phrases_is_told_apart() -> None:
    choose = random.Random(3).choice
    order = " ".join(choose(("we", "sail", "rope", "keel", "buoy", "net")) for _ in range(400))
    [told] = [f for f in found(f"It is {order}.") if f.rule == "compressible-text"]
    assert told.message.endswith("it has few different words for its length")
