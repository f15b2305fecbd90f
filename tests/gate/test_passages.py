"""Where the prose is held against an article, the gate can say which passages it is."""

from __future__ import annotations

import pytest

from detector.config import Configuration
from detector.findings import Severity, Verdict
from detector.gate.gate import Gate
from detector.gate.issues import Checked
from detector.gate.passages import with_passages
from detector.model import load
from detector.readers import parse
from tests.machine_prose import HUMAN, MACHINE, MIXED


def check(text: str, **given: object) -> Checked:
    document = parse(text, id="a.txt", path="a.txt", content_type="text")
    gate = Gate(Configuration(isolated=True, given=given), model=load)
    return with_passages(gate.check(document), document, load)


def test_passages_are_issues_where_the_prose_is_held_against_the_article() -> None:
    checked = check(MACHINE)
    assert checked.report.verdict is Verdict.FAIL
    (passage,) = [issue for issue in checked.shown if issue.severity is Severity.INFO]
    assert passage.rule == "generated"
    assert MACHINE[passage.start : passage.end] == passage.evidence
    assert "read as machine-generated" in passage.message
    assert "“" in passage.message
    assert passage in checked.issues


def test_of_an_article_that_passes_only_the_record_has_them() -> None:
    checked = check(MIXED, thresholds={"generated": 1.0}, fail_on="fail")
    assert checked.shown == ()
    (passage,) = checked.report.passages or ()
    shared = MIXED[max(passage.start, len(HUMAN)) : min(passage.end, MIXED.index(MACHINE[-30:]))]
    assert len(shared) > 0.7 * len(MACHINE)
    assert len(shared) > 0.6 * (passage.end - passage.start)
    assert "passages" in checked.report.to_json()


@pytest.mark.parametrize(
    ("text", "given"),
    [(HUMAN, {}), (MACHINE, {"select": ["chat-citation"]}), ("", {})],
    ids=["human", "no classifier", "empty"],
)
def test_nothing_is_said(text: str, given: dict[str, object]) -> None:
    checked = check(text, **given)
    assert checked.report.passages == ()
    assert checked.shown == ()
