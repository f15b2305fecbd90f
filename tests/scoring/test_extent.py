"""The extent of an article: its passages by themselves, and the rest together."""

from __future__ import annotations

import pytest

from detector.findings import MachinePassage
from detector.model import load
from detector.model.features.passage import Passage
from detector.readers import parse
from detector.scoring.extent import extent
from detector.scoring.score import score
from detector.text.analysis import Analysis
from tests.machine_prose import HUMAN, MACHINE, MIXED


class Counting:
    """Says of a text in which "delve" is that all of it is a model's."""

    def extent(self, prose: Passage) -> tuple[float, int] | None:
        words = [token for token in prose.tokens if token[0].isalpha()]
        return (float("delve" in words), len(words)) if words else None


PLAIN, TYPICAL = "The mill was sold in the spring. ", "We delve into the mill of spring. "


@pytest.mark.parametrize(
    ("text", "shown", "share"),
    [
        (PLAIN * 6, [], 0.0),
        (TYPICAL * 6, [], 1.0),
        (PLAIN * 6 + TYPICAL * 2, [(6 * len(PLAIN), 6 * len(PLAIN) + 2 * len(TYPICAL))], 0.25),
        (TYPICAL * 4, [(0, 4 * len(TYPICAL))], 1.0),
        ("", [], None),
    ],
)
def test_passages_and_the_rest_count_by_their_words(
    text: str, shown: list[tuple[int, int]], share: float | None
) -> None:
    found = [
        MachinePassage(start=start, end=end, line=1, column=1, probability=0.9)
        for start, end in shown
    ]
    analysis = Analysis(parse(text, id="a", content_type="text"))
    assert extent(analysis, Counting(), found) == share  # type: ignore[arg-type]


def test_two_pasted_paragraphs_do_not_make_the_rest_a_models() -> None:
    shares = []
    for text in (HUMAN, MIXED, MACHINE):
        found = score(parse(text, id="a", content_type="text"), load(), explanation=True).extent
        assert found is not None
        shares.append(found)
    human, mixed, machine = shares
    assert human < 0.35
    assert human + 0.1 < mixed < machine - 0.2
    assert machine > 0.8


def test_none_where_the_classifier_abstains() -> None:
    report = score(parse("Too short to judge.", id="a"), load(), features=True)
    assert report.extent is None
    assert "extent" not in report.to_json()["generated"]
