"""Every pattern of the package takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.patterns.attack import Attack, attacks

# CPU seconds that a character may cost: sound patterns take a hundredth, those with bounded
# repeats come near. What is quick enough to be measured must not grow by more than GROWTH where
# the text grows by four: a square would grow by sixteen.
PER_CHARACTER_S = 12e-6
FLOOR_S = 0.004
LENGTHS = (60, 400, 2_500, 8_000)
MEASURED_S = 0.004
GROWTH = 10.0
# A cost that grows by more than GROWTH over the last fourfold grows by more than 4.8 from the last
# length but one (3.2 times shorter) to the last: what grows by less there needs no longer text.
STEADY = 4.2
CUT_S = 1.0
RETRIES = 5
ANCHORED = {"match", "fullmatch"}


class Case(NamedTuple):
    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: set[str]
    attacks: list[Attack]


class Cut(Exception):  # noqa: N818 - not a fault of the test
    pass


def _cut(_signal: int, _frame: FrameType | None) -> None:
    raise Cut


def seconds(case: Case, text: str) -> float:
    """Return the CPU seconds that the pattern takes over ``text``, at most about CUT_S."""
    data = text.encode("latin-1", "replace") if isinstance(case.pattern.pattern, bytes) else text
    pattern: re.Pattern = case.pattern  # type: ignore[type-arg]
    begun = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, CUT_S)
    try:
        if case.methods <= ANCHORED:  # never searched for
            for method in case.methods:
                getattr(pattern, method)(data)
        else:
            for _ in pattern.finditer(data):
                pass
    except Cut:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun


def slow(case: Case) -> str | None:
    """Return the first attack that the pattern does not withstand."""
    for attack in case.attacks:
        before = took = 0.0
        for length in LENGTHS:
            limit = FLOOR_S + PER_CHARACTER_S * length
            before, took = took, _least(case, attack, length, limit)
            if took > limit:
                return f"{attack} at {length} characters: {took:.3f} s"
            # What is quick at the greatest length is quick between.
            if length == LENGTHS[0] and seconds(case, attack.of_length(LENGTHS[-1])) <= FLOOR_S:
                took = 0.0
                break
        if took > MEASURED_S and took > STEADY * before:
            limit = GROWTH * took
            longer = _least(case, attack, 4 * LENGTHS[-1], limit)
            if longer > limit:
                return f"{attack}: {took:.3f} s, and {longer:.3f} s at four times the length"
    return None


def _least(case: Case, attack: Attack, length: int, limit: float) -> float:
    """Return the least time of several, where the first is too long: the machine may be busy."""
    text = attack.of_length(length)
    took = seconds(case, text)
    for tried in range(RETRIES):
        # No machine is so busy that it takes ten times as long, or twice as long every time.
        if took <= limit or took > 0.9 * CUT_S or (tried >= 2 and took > 2 * limit):
            break
        took = min(took, seconds(case, text))
    return took


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.patterns.collect"],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = []
    for line in run.stdout.splitlines():
        record = json.loads(line)
        text, flags = record["pattern"], record["flags"]
        source = text.encode("latin-1") if record["binary"] else text
        found.append(
            Case(
                record["place"],
                re.compile(source, flags),
                set(record["methods"]),
                attacks(source, flags),
            )
        )
    return found


def test_every_pattern_is_linear(cases: list[Case]) -> None:
    assert len(cases) > 150
    assert sum(len(case.attacks) for case in cases) > 3_000
    before = signal.signal(signal.SIGPROF, _cut)
    try:
        faults = [f"{case.place}: {fault}" for case in cases if (fault := slow(case))]
    finally:
        signal.signal(signal.SIGPROF, before)
    assert not faults, "\n".join(faults)


def test_no_pattern_has_a_name_that_was_to_be_filled_in(cases: list[Case]) -> None:
    """A string without its f leaves ``{_IS}`` in the pattern, which then never matches."""
    left = re.compile(r"\{_?[A-Z][A-Z_]*\}")
    assert left.search(r"plagiarism{_IS}\d")
    assert [case.place for case in cases if left.search(str(case.pattern.pattern))] == []


@pytest.mark.parametrize(
    ("pattern", "linear"),
    [
        (r"(?:a+)+b", False),
        (r"(?:<!--(?s:.){0,2000}?-->\s*)*<!doctype", False),
        (r"<a [^>]*>", False),
        (r"\s+$", False),
        (r"(?:a|b|ab)*c", False),
        (r"(?<!a)a++b|<a [^<>]*+>", True),
        (r"[^<>]{1,200}=", True),
    ],
)
def test_the_search_finds_what_is_known_to_be_slow(pattern: str, linear: bool) -> None:
    before = signal.signal(signal.SIGPROF, _cut)
    try:
        case = Case("here", re.compile(pattern), {"search"}, attacks(pattern, 0))
        assert (slow(case) is None) is linear
    finally:
        signal.signal(signal.SIGPROF, before)
