"""The gate from Python: what fails, what is shown, and which rules apply."""

from __future__ import annotations

from typing import Any

import pytest

from detector.config import Configuration
from detector.errors import DetectorError
from detector.findings import Severity
from detector.gate.gate import Gate
from detector.gate.issues import Checked
from detector.gate.selection import GATE_RULES, select
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.text.document import ContentType
from tests.conftest import ROOT
from tests.stub_model import StubModel

DEBRIS = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
SEED = ROOT / "seeds" / "002_98ce401f454c016d.txt"
BENIGN = "The bridge was opened in 1905 by the mayor, who came by boat from the other side."


def check(text: str, model: StubModel | None = None, **given: Any) -> Checked:
    gate = Gate(Configuration(isolated=True, given=given), model=lambda: model or StubModel())
    return gate.check(parse(text, id="a.md", path="a.md", content_type=ContentType.MARKDOWN))


# What fails


@pytest.mark.parametrize(
    ("model", "given", "fails", "lines"),
    [
        (StubModel(), {}, False, []),
        (
            StubModel(generated=0.97),
            {},
            True,
            ["error generated the prose reads as machine-generated (97%)"],
        ),
        # A spam verdict must be shown: with no finding beside it, it asks for review.
        (StubModel(low_quality=0.97), {}, False, []),
        (
            StubModel(low_quality=0.97),
            {"fail_on": "review"},
            True,
            ["warning low_quality the article reads as spam or filler (97%)"],
        ),
        # The classifier abstains: it decides nothing.
        (StubModel(generated=0.97, abstention="too_short"), {}, False, []),
        # Review is silent unless it is asked for.
        (StubModel(generated=0.7), {}, False, []),
        (
            StubModel(generated=0.7),
            {"fail_on": "review"},
            True,
            ["warning generated the prose reads as machine-generated (70%)"],
        ),
        (
            StubModel(generated=0.97),
            {"fail_on": "never"},
            False,
            ["error generated the prose reads as machine-generated (97%)"],
        ),
        # The site does not mind machine-written prose, or wants stricter evidence.
        (StubModel(generated=0.97), {"fail_on_generated": False}, False, []),
        (StubModel(generated=0.97), {"profile": "docs"}, False, []),
        (StubModel(generated=0.97), {"ignore": ["generated"]}, False, []),
        (StubModel(generated=0.97), {"thresholds": {"generated": 0.98}}, False, []),
        (
            StubModel(generated=0.5),
            {"thresholds": {"generated": 0.5}},
            True,
            ["error generated the prose reads as machine-generated (50%)"],
        ),
        (StubModel(generated=0.97), {"select": ["chat-citation"]}, False, []),
    ],
)
def test_what_the_classifier_says(
    model: StubModel, given: dict[str, Any], fails: bool, lines: list[str]
) -> None:
    checked = check(BENIGN, model, **given)
    assert checked.fails is fails
    assert [f"{i.severity.value} {i.rule} {i.message}" for i in checked.shown] == lines
    assert all((i.line, i.column) == (1, 1) for i in checked.shown)


def test_what_the_rules_say() -> None:
    assert check(DEBRIS).fails
    assert not check(DEBRIS, ignore=["chat-citation"]).fails
    assert not check(DEBRIS, ignore=["prompt_leak"]).fails
    assert not check(DEBRIS, select=["markup_debris"]).fails
    assert check(DEBRIS, select=["chat-ci"]).fails
    lowered = check(DEBRIS, families={"prompt_leak": "review"})
    assert not lowered.fails
    assert lowered.report.findings[0].severity is Severity.WARNING
    assert lowered.report.verdict.value == "review"
    assert not check(DEBRIS, families={"prompt_leak": "off"}).issues
    assert not check(
        DEBRIS, allow_phrases=["The old plan:contentReference[oaicite:0]{index=0}"]
    ).fails


def test_the_record_is_that_of_score_where_nothing_is_configured() -> None:
    from detector.scoring.score import score

    text = SEED.read_text("utf-8")
    document = parse(text, id="a", path="a", content_type=ContentType.TEXT)
    gate = Gate(Configuration(isolated=True), model=StubModel)
    assert gate.check(document).report == score(document, StubModel())


def test_a_language_that_is_not_asked_for_is_skipped() -> None:
    german = "Die Brücke wurde im Jahr 1905 vom Bürgermeister eröffnet, und alle kamen mit. " * 5
    text = f"{german} Der Plan:contentReference[oaicite:0]{{index=0}}."
    assert check(text, languages=["en"]).skipped == "language de"
    assert not check(text, languages=["en"]).shown
    assert not check(text, languages=["de", "en"]).skipped


def test_names_may_repeat_but_excuse_nothing_else() -> None:
    sentence = "The Acme rocket is what the Acme rocket team of Acme rocket builders wanted. "
    text = "# Acme rocket\n\n" + "\n\n".join(
        f"{sentence}Buy the Acme rocket in number {n} of our shops." for n in range(20)
    )
    found = {i.rule for i in check(text, fail_on="review").issues}
    allowed = {i.rule for i in check(text, fail_on="review", allow_names=["Acme Rocket"]).issues}
    assert allowed < found
    assert check(f"{DEBRIS} Acme.", allow_names=["Acme", "the old plan was paid"]).fails


# Selection


@pytest.mark.parametrize(
    ("chosen", "ignored", "rule", "applies"),
    [
        ([], [], "chat-citation", True),
        ([], ["chat-citation"], "chat-citation", False),
        ([], ["prompt_leak"], "chat-citation", False),
        (["chat-citation"], ["prompt_leak"], "chat-citation", True),
        (["chat-citation"], ["chat-citation"], "chat-citation", False),
        (["prompt_leak"], ["chat-c"], "chat-citation", False),
        (["prompt"], [], "chat-citation", True),
        (["all"], ["prompt_leak"], "chat-citation", False),
        (["markup_debris"], [], "chat-citation", False),
        (["chat-*"], [], "chat-link", True),
        ([], ["generated"], "generated", False),
        (["chat-citation"], [], "generated", False),
        (["chat-citation", "generated"], [], "generated", True),
    ],
)
def test_the_most_specific_name_wins(
    chosen: list[str], ignored: list[str], rule: str, applies: bool
) -> None:
    selection = select(ALL_RULES, chosen, ignored)
    assert (rule in {*selection.gate, *(known.id for known in selection.rules)}) is applies


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(DetectorError, match="did you mean 'chat-citation'"):
        select(ALL_RULES, ["chat-citations"], [])
    with pytest.raises(DetectorError, match="did you mean 'thin_content'"):
        select(ALL_RULES, ["thin_contents"], [])
    assert {rule.id for rule in ALL_RULES}.isdisjoint(GATE_RULES)
