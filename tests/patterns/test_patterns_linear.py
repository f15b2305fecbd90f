"""Every pattern of the package takes time in proportion to the text, whatever the text.

``scripts/checks/slow_patterns.py`` measures all attacks at all lengths.
"""

from __future__ import annotations

import re

import pytest

from tests.patterns.attack import attacks
from tests.patterns.linear import Case, collected, cutting, slow


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return collected()


def test_every_pattern_is_linear(cases: list[Case]) -> None:
    assert len(cases) > 150
    assert sum(len(case.attacks) for case in cases) > 3_000
    with cutting():
        faults = [f"{case.place}: {fault}" for case in cases if (fault := slow(case))]
    assert not faults, "\n".join(faults)


def test_no_pattern_has_a_name_that_was_to_be_filled_in(cases: list[Case]) -> None:
    """A string without its f leaves ``{_IS}`` in the pattern, which then never matches."""
    left = re.compile(r"\{_?[A-Z][A-Z_]*\}")
    assert left.search(r"plagiarism{_IS}\d")
    assert [case.place for case in cases if left.search(str(case.pattern.pattern))] == []


SLOW = (
    r"(?:a+)+b",
    r"(?:<!--(?s:.){0,2000}?-->\s*)*<!doctype",
    r"<a [^>]*>",
    r"\s+$",
    r"(?:a|b|ab)*c",
    r"\w+@\w+\.com",
)
SOUND = (r"(?<!a)a++b|<a [^<>]*+>", r"[^<>]{1,200}=")


def case_of(pattern: str) -> Case:
    return Case("here", re.compile(pattern), {"search"}, attacks(pattern, 0))


@pytest.mark.parametrize(
    ("pattern", "linear"),
    [*((pattern, False) for pattern in SLOW), *((pattern, True) for pattern in SOUND)],
)
def test_the_search_finds_what_is_known_to_be_slow(pattern: str, linear: bool) -> None:
    with cutting():
        assert (slow(case_of(pattern)) is None) is linear
