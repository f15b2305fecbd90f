"""Services and places in every form that people type, and what stands beside places in prose."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.keyword_stuffing.local_pairs import local_pairs
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_TALE = (
    "The river rises in the hills above the town and is forty miles long. Salmon come up it in "
    "October, when the first floods have washed the gravel clean. There are three mills on the "
    "upper reach, two of which still grind flour. "
)


def _severities(text: str) -> list[Severity]:
    rules = [rule for rule in ALL_RULES if rule.id == "service-place"]
    document = parse(text, id="text", content_type=ContentType.MARKDOWN)
    return [finding.severity for finding in find(Analysis(document), rules)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Ask a roofer in Selby.", ["selby"]),
        ("Ask a roofer Selby trusts.", ["selby"]),
        ("Some Selby roofers are busy, and Selby slate roofers too.", ["selby", "selby"]),
        ("A moving company in Hull.", ["hull"]),
        ("The company in Hull.", []),
        ("A roofer in March.", []),
        ("A roofer in the town.", []),
        ("Roofers met. Selby was cold.", []),
        ("A roofer, Selby said, is rich.", []),
    ],
)
def test_a_service_stands_beside_a_place(text: str, pairs: list[str]) -> None:
    analysis = Analysis(parse(text, id="text", content_type=ContentType.TEXT))
    assert [pair.place for pair in local_pairs(analysis)] == pairs


CITY = "\n\n".join(
    f"## {head}\n\nOur crew comes to your home {where} on the day you call, and we clean up."
    for head, where in (
        ("Gate repair for Otley", "in Otley"),
        ("Why Otley picks us", "near Otley"),
        ("Prices in Otley", "throughout Otley"),
    )
)
SELLS = "Call us today for a free quote, and our experts will be glad to help."
STUFFED = {
    "towns in turn": f"# Notes\n\nHull movers are quick. A removal Hull needs is done in an hour. "
    f"Ask for movers in York, too. {SELLS} {_TALE}",
    "bare towns": f"# Notes\n\nCall an emergency dentist Selby now. A dentist Selby knows is near. "
    f"The best orthodontist Selby has is here. {SELLS} {_TALE}",
    "the town in front": f"# Notes\n\nMost Goole roofers are fair. Ask Goole roofing companies. "
    f"Why Goole flat roofers? {SELLS} {_TALE}",
    "a title and twice": f"# Flower delivery in Ripon\n\nWe bring flowers. Our flower delivery in "
    f"Ripon is quick; we like flower delivery in Ripon. We grow what we sell. {_TALE}",
    "near me, sought": f"# Notes\n\nIf you are looking for a dentist near me, call us. We are glad "
    f"to help, and our chairs are new. Our door is open to us all. {_TALE}",
    "a town in each heading": f"# Gate repair in Otley\n\n{CITY}",
}
HONEST = {
    "one fixed name": "# Notes\n\n" + "Selby lawyers met again. Most Selby lawyers agreed. " * 3,
    "news of two towns": f"# Notes\n\nHull movers are quick. A removal Hull needs is done in an "
    f"hour. Ask for movers in York, too. {_TALE}",
    "two, and no firm": f"# Notes\n\nA roofer in Selby fell. A mover in Hull was hurt. {_TALE}",
    "months": f"# Notes\n\nThe cleaner in March, the painter in April, the tiler in May. {_TALE}",
    "people": f"# Notes\n\nThe painter Turner, the architect Wren, the lawyer Coke. {_TALE}",
    "a button": f"# Teeth\n\nBrush them twice. Find a dentist near me. {_TALE}",
    "a report of a town": "# The floods of Otley\n\n"
    + CITY.replace("Gate repair for", "Rain over").replace("clean up", "went home"),
    "a makers' fair": f"# Notes\n\nWe went to Hull. Our van broke down in York, and a mechanic "
    f"in York mended it. {_TALE}",
}


@pytest.mark.parametrize("text", STUFFED.values(), ids=STUFFED)
def test_a_local_query_is_found(text: str) -> None:
    assert set(_severities(text)) - {Severity.INFO}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_a_service_in_a_town_is_left_alone(text: str) -> None:
    assert not set(_severities(text)) - {Severity.INFO}
