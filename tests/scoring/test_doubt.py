"""Why an article of low quality passes: said where quality and verdict do not agree."""

from __future__ import annotations

import pytest

from detector.findings import Verdict
from detector.scoring.doubt import LOW, Doubt


@pytest.mark.parametrize(
    ("low_quality", "generated", "severities", "doubt"),
    [
        (0.94, 0.1, [], Doubt.NOTHING_SHOWN),
        (0.94, 0.1, ["info", "info"], Doubt.NOTHING_SHOWN),
        (0.94, 0.1, ["info", "warning"], Doubt.BELOW_LIMIT),
        (0.94, 0.8, [], Doubt.NOTHING_SHOWN),
        (0.3, 0.8, ["warning"], Doubt.PERHAPS_GENERATED),
        (0.4, 0.4, ["warning"], Doubt.NOTHING_ALONE),
        (None, None, [], Doubt.NOTHING_ALONE),
    ],
)
def test_what_keeps_an_article_from_a_verdict(
    low_quality: float | None, generated: float | None, severities: list[str], doubt: Doubt
) -> None:
    assert Doubt.of("pass", 20.0, low_quality, generated, severities) is doubt
    assert Doubt.of("pass", LOW, low_quality, generated, severities) is None
    assert Doubt.of("pass", None, low_quality, generated, severities) is None


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PASS])
def test_other_verdicts_have_reasons_of_their_own(verdict: Verdict) -> None:
    assert Doubt.of(verdict, 20.0, 0.94, 0.1, []) is None


def test_the_sentences_are_whole_and_say_what_they_are_for() -> None:
    assert Doubt.NOTHING_SHOWN.sentence == (
        "The classifier rates it low, but no rule shows a reason, so it passes."
    )
    for doubt in Doubt:
        assert doubt.sentence.endswith(", so it passes.")
        assert not doubt.label.endswith(".")
