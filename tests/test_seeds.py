"""The five seed articles: each fails for its own reasons, shown at the right places."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detector import Report, Severity, Verdict, score_text

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
EXPECTED: dict[str, Any] = tomllib.loads((SEEDS / "expected.toml").read_text(encoding="utf-8"))


def source(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


@cache
def report(name: str) -> Report:
    return score_text(source(name), id=name, content_type="text")


def test_all_seeds_are_described() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in SEEDS.glob("*.txt"))


@pytest.mark.parametrize("name", EXPECTED)
def test_seed_fails_for_its_own_reasons(name: str) -> None:
    expected, result = EXPECTED[name], report(name)
    assert result.verdict is Verdict.FAIL
    errors = {f.family.value for f in result.findings if f.severity is Severity.ERROR}
    assert errors >= set(expected.get("errors", ()))
    assert set(expected.get("reasons", ())) <= set(result.reasons)
    found = {finding.family.value for finding in result.findings}
    assert not found & set(expected.get("clean", ()))
    if "generated" in expected:
        assert result.reliable
        assert result.generated is not None
        assert result.generated >= expected["generated"]


EVIDENCE = [
    (name, family, phrase)
    for name, expected in EXPECTED.items()
    for family, phrases in expected.get("evidence", {}).items()
    for phrase in phrases
]


@pytest.mark.parametrize(("name", "family", "phrase"), EVIDENCE)
def test_phrase_is_shown_at_its_place(name: str, family: str, phrase: str) -> None:
    text = source(name)
    places = [m.span() for m in re.finditer(re.escape(phrase), text)]
    assert places
    assert any(
        finding.start < end and start < finding.end
        for finding in report(name).findings
        if finding.family == family
        for start, end in places
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_counts_are_right(name: str) -> None:
    for family, least in EXPECTED[name].get("counts", {}).items():
        counts = [f.count for f in report(name).findings if f.family == family]
        assert max(counts) >= least


@pytest.mark.parametrize("name", EXPECTED)
def test_evidence_stands_in_the_source(name: str) -> None:
    text = source(name)
    lines = text.split("\n")
    for finding in report(name).findings:
        assert text[finding.start : finding.end] == finding.evidence
        if finding.evidence:
            assert lines[finding.line - 1][finding.column - 1 :].startswith(
                finding.evidence.split("\n")[0]
            )


NAMES = {
    "Ukraine": "Moldavia", "Ukrainian": "Moldavian", "Ukrainians": "Moldavians",
    "Russia": "Ruritania", "Russian": "Ruritanian", "Russians": "Ruritanians",
    "Trump": "Barlow", "Donald": "Edwin", "Putin": "Rassendyll", "Vladimir": "Rudolf",
    "Healey": "Whitcombe", "John": "Peter", "Zelensky": "Dragomir", "Volodymyr": "Mircea",
    "Alaska": "Yukon", "Crimea": "Zenda", "Keir": "Alan", "Starmer": "Pemberton",
    "European": "Nordic", "NATO": "SEATO", "UK": "NZ", "US": "CA", "British": "Kiwi",
}  # fmt: skip


def test_names_do_not_matter() -> None:
    """Seed 001 still fails when every proper name in it is another."""
    name = "001_ce43e9b911a46795"
    text = re.sub(r"\b[A-Z]\w*", lambda m: NAMES.get(m.group(), m.group()), source(name))
    assert "Ukrain" not in text
    assert score_text(text, content_type="text").verdict is Verdict.FAIL
