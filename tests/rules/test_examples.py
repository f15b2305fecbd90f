"""Every rule finds what its page says, spares its near misses, and explains itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from detector.findings import Family, Severity
from detector.readers import parse
from detector.rules import ALL_RULES, Rule
from detector.scoring.evidence import find, scores
from detector.text.analysis import Analysis


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    for kind, examples in (("finds", rule.finds), ("spares", rule.spares)):
        for number, example in enumerate(examples):
            document = parse(example.text, id="example", content_type=example.content_type)
            findings = find(Analysis(document), [rule])
            told = (kind, number, [finding.message for finding in findings])
            assert bool(findings) is (kind == "finds"), told
            for finding in findings:
                assert document.source[finding.start : finding.end] == finding.evidence, told
                assert finding.message, told
            places = [(found.start, found.end) for found in findings if found.evidence]
            assert len(places) == len(set(places)), ("one place is one finding", told)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_rule_is_whole(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert len(rule.finds) >= 3
    assert len(rule.spares) >= 3
    assert re.match("“?[A-Z]", rule.summary)
    assert not rule.summary.endswith("."), "a summary is a phrase"
    assert rule.why.endswith((".", "”")) and rule.remedy.endswith((".", "”"))
    assert 0 < rule.weight <= rule.cap <= 1
    if rule.severity is Severity.ERROR:
        assert rule.weight >= 0.5, "an error alone is reason to act"
    elif rule.severity is Severity.INFO:
        assert rule.cap < 0.5, "an info is never reason to act"


def test_ids_are_unique() -> None:
    doubled = [name for name, count in Counter(rule.id for rule in ALL_RULES).items() if count > 1]
    assert doubled == []


def test_every_family_has_rules() -> None:
    assert {rule.family for rule in ALL_RULES} == set(Family)


def test_scores_of_nothing_are_zero() -> None:
    assert scores(()) == dict.fromkeys(Family, 0.0)
