"""Queries in texts that praise nothing: as they are typed, beside advice to hire, in a history."""

from __future__ import annotations

import pytest

from detector.findings import Severity
from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.keyword_stuffing.register import advises_hiring, cautions, narrates
from detector.scoring.evidence import find
from detector.text.analysis import Analysis
from detector.text.document import ContentType

_SOIL = (
    "A post that stands in wet soil rots from below, and a rail that lies on the ground does too. "
    "Gravel lets the water run off. Oak lasts longer than pine. "
)


def _analysis(text: str) -> Analysis:
    return Analysis(parse(text, id="text", content_type=ContentType.MARKDOWN))


def _severities(text: str, rule: str) -> list[Severity]:
    found = find(_analysis(text), [one for one in ALL_RULES if one.id == rule])
    return [finding.severity for finding in found]


@pytest.mark.parametrize(
    ("sentence", "title", "found"),
    [
        ("People need Fence Repairs Oldham OH today.", "Fence repairs in Oldham, OH", True),
        ("People need fence repairs Oldham, OH trusts.", "Fence repairs in Oldham", True),
        ("Ask for fence repairs Portland Oregon has.", "Fence repairs in Portland", True),
        ("In Oldham one finds fence repairs Oldham needs.", "Fence repairs, Oldham", True),
        ("People need Fence Repairs Oldham OH today.", "Why posts rot", False),
        ("See Hart Fence Repairs Oldham OH 45001.", "Fence repairs in Oldham, OH", False),
        ("See Hart Fence Repairs, Oldham, OH.", "Fence repairs in Oldham, OH", False),
        ("In Oldham she was the roofer Oldham feared.", "A roofer in Oldham", False),
        ("In Austin lives old roofer Austin Reed.", "A roofer in Austin", False),
    ],
)
def test_a_query_is_set_in_as_it_is_typed(sentence: str, title: str, found: bool) -> None:
    severities = _severities(f"# {title}\n\n{_SOIL * 3}{sentence} {_SOIL * 3}", "service-place")
    assert severities == ([Severity.WARNING] if found else [])


def test_two_typed_queries_need_no_title() -> None:
    text = f"{_SOIL * 3}Call fence repairs Oldham OH. {_SOIL}Call roof repairs Oldham OH. {_SOIL}"
    assert _severities(f"# Why posts rot\n\n{text}", "service-place") == [Severity.WARNING]


@pytest.mark.parametrize(("times", "found"), [(7, True), (4, False)])
def test_a_page_called_after_a_trade_and_a_town_says_the_town(times: int, found: bool) -> None:
    said = f"The clay of Buckden is heavy. {_SOIL}" * times
    severities = _severities(f"# Buckden, AZ Fence Repair\n\n{said}", "service-place")
    assert (Severity.WARNING in severities) == found


_HIRE = (
    "Before you hire a company, look for a licensed contractor. A reputable company needs no "
    "deposit. Choose an experienced firm, and call two contractors. "
)
_PAST = "The guild was founded in 1400. Its rolls were burnt, and the hall was sold in 1703. "


@pytest.mark.parametrize(
    ("text", "hires", "told"),
    [
        (_HIRE * 3, True, False),
        (_HIRE + _SOIL * 20, False, False),
        (_PAST * 4, False, True),
        (_PAST * 4 + "You may see what was left. We were there. " * 4, False, False),
        (_SOIL * 4, False, False),
    ],
)
def test_the_register_of_a_text(text: str, hires: bool, told: bool) -> None:
    analysis = _analysis(text)
    assert (advises_hiring(analysis), narrates(analysis)) == (hires, told)


def test_a_service_in_turns_is_found_where_hiring_is_advised() -> None:
    forms = (
        "A lawn care company mows. ",
        "Professional lawn cleaners rake. ",
        "Ask a lawn cleaning service. ",
        "Lawn repair is dear. ",
        "Lawn repair contractors know. ",
        "Find a lawn cleaning company. ",
    )
    dense = "".join(forms) + _HIRE * 2
    assert _severities(f"# Mowing\n\n{dense}", "query-variants") == [Severity.WARNING]
    assert _severities(f"# Mowing\n\n{dense}{_HIRE * 9}", "query-variants") == []
    assert _severities(f"# Mowing\n\n{''.join(forms)}{_SOIL * 2}", "query-variants") == []


def test_a_history_may_say_its_subject_often() -> None:
    subject = "Plumbers in Norwich were nine. Plumbers in Norwich had a hall. "
    text = f"# Plumbers in Norwich\n\n{subject * 3}{_PAST * 3}"
    assert Severity.WARNING not in _severities(text, "service-place")
    assert set(_severities(text, "keyphrase-overuse")) <= {Severity.INFO}
    spoken = text.replace("The guild was", "You will call us: the guild is")
    assert Severity.WARNING in _severities(spoken.replace("were", "are"), "service-place")


def test_a_text_that_warns_is_spared() -> None:
    said = "A roofer in Oldham has a van. A roofer in Oldham has a dog. Ask a roofer in Oldham. "
    warned = f"{said}You must not pay first. Never sign at the door, and do not let him in. "
    assert (cautions(_analysis(said)), cautions(_analysis(warned))) == (False, True)
    assert _severities(f"# Roofs\n\n{said}{_SOIL}", "service-place") == [Severity.WARNING]
    assert _severities(f"# Roofs\n\n{warned}{_SOIL}", "service-place") == []
    sought = f"{warned}Look for a roofer near me. Ask for the best roofer near me. "
    assert _severities(f"# Roofs\n\n{sought}", "service-place") == [Severity.WARNING]


_MOVE = (
    "We asked three firms. Two of the Oldham movers said that it was too heavy, and one wanted to "
    "saw it. The last sent a man, who took a string and looked at the stairs. When we told him "
    "about the piano he thought for a while. Oldham movers call it a week well spent. We gave him "
    "tea and were in before six. If you need movers in Oldham, look for the man with the string. "
)


def test_a_diary_of_a_move_says_we_and_speaks_for_no_firm() -> None:
    assert _severities(f"# Moving to Oldham with a piano\n\n{_MOVE}", "service-place") == []


def test_a_page_that_says_the_town_a_little_less_is_noted() -> None:
    said = f"The clay of Buckden is heavy. {_SOIL}" * 6
    severities = _severities(f"# Buckden, AZ Fence Repair\n\n{said}", "service-place")
    assert severities == [Severity.INFO]


_PIES = (
    "The {query} was made in a shed. It was eaten in five bites by the mayor. He did not speak. A "
    "{query} has a crust that cracks. The meat is cut by hand. Whoever wants the {query} must get "
    "up at four and light the oven. It was gone by noon. Next year the {query} may be a sweet one. "
)


@pytest.mark.parametrize(
    ("query", "severity"),
    [
        ("best pork pie in Selby", Severity.INFO),
        ("cheap pork pie in Selby", Severity.WARNING),
        ("best pork pie shop for owners in Selby", Severity.WARNING),
    ],
)
def test_who_judges_pies_says_best_pie_again(query: str, severity: Severity) -> None:
    assert _severities(_PIES.format(query=query), "superlative-query") == [severity]


@pytest.mark.parametrize(("lists", "severity"), [(1, Severity.INFO), (2, Severity.WARNING)])
def test_one_short_list_in_a_line_is_a_note(lists: int, severity: Severity) -> None:
    text = f"{_SOIL * 3}Bring along: • warm clothes • a full bottle • some dry bread.\n\n" * lists
    assert _severities(text, "run-in-list") == [severity] * lists
