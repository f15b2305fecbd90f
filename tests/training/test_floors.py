"""The pinned floors: they measure the product's verdict, and sink only on purpose."""

from __future__ import annotations

from typing import cast

import pytest

pytest.importorskip("sklearn")

from detector.findings import Verdict
from detector.model import Model
from detector.training.evaluation import applied
from detector.training.evaluation import floors as floors_of_model
from detector.training.evaluation.robustness import Judgement, judge_one
from tests.stub_model import StubModel
from tests.training.labelled import text_of

CLEAN = "The ferry left at nine. Rain fell all morning, and tea cost £3 on board."
# Broken characters: a warning, and no more. Glued words beside them: warnings of two rules.
ONE_FAULT = CLEAN.replace("£", "Â£")
DAMAGED = f"{ONE_FAULT} A train camefrom the north,followedby a bus.It waited."


def judged(text: str, **probabilities: float) -> Judgement:
    return judge_one(cast(Model, StubModel(**probabilities)), text_of(text=text))


@pytest.mark.parametrize(
    ("text", "low_quality", "verdict"),
    [
        (DAMAGED, 0.95, Verdict.FAIL),
        (DAMAGED, 0.1, Verdict.REVIEW),
        (CLEAN, 0.95, Verdict.REVIEW),  # no rule has anything to show
        (ONE_FAULT, 0.95, Verdict.REVIEW),  # to be fixed; no spam
    ],
)
def test_a_judgement_is_the_products_verdict(
    text: str, low_quality: float, verdict: Verdict
) -> None:
    assert judged(text, low_quality=low_quality).verdict is verdict


def test_low_quality_with_nothing_to_show_counts_as_no_failure() -> None:
    model = cast(Model, StubModel(low_quality=0.95))
    verdicts = [
        item.prediction.low_quality_verdict
        for item in applied.apply([text_of(text=CLEAN), text_of(text=DAMAGED)], model)
    ]
    assert verdicts == [Verdict.REVIEW, Verdict.FAIL]


def test_the_gate_counts_what_low_quality_fails() -> None:
    texts = [text_of(id=str(i)) for i in range(floors_of_model.MIN_KIND)]
    texts += [text_of(set="machine_articles", generated=True), text_of(set="N2")]
    spared = judged(CLEAN)
    failed = judged(DAMAGED, low_quality=0.95)
    assert failed.reasons == ("low_quality",)
    figures = floors_of_model.figures_of(texts, [failed, *[spared] * (len(texts) - 2), failed])
    share = 1 - 1 / floors_of_model.MIN_KIND
    assert figures["human_not_failed"] == pytest.approx(share)
    assert figures["human_not_failed_worst_set"] == pytest.approx(share)
    assert figures["traps_not_failed"] == 0.0
    assert figures["generated_spares_human_worst_set"] == 1.0


def test_floors_sink_only_on_purpose() -> None:
    floors = {"a": 0.9, "b": 0.5}
    figures = {"a": 0.8, "b": 0.7}
    assert floors_of_model.new_floors(figures, floors, lower=False) == {"a": 0.9, "b": 0.695}
    assert floors_of_model.new_floors(figures, floors, lower=True) == {"a": 0.795, "b": 0.695}
    assert floors_of_model.compare(figures, floors) == ["a: 0.8 is below its floor 0.9"]
    assert floors_of_model.compare({"a": 1.0}, floors) == ["b: None is below its floor 0.5"]
