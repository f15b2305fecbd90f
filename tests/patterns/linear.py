"""Measure whether a pattern takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from tests.patterns.attack import Attack, attacks

ROOT = Path(__file__).resolve().parents[2]

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
# A match is cut where it has taken ten times what it may, as on no machine, or a second.
CUT = 10.0
CUT_S = 1.0
RETRIES = 5
ANCHORED = {"match", "fullmatch"}
# Where a cost grows by more than GROWTH beyond 8,000 characters, at least half of what those take
# grows with the square. Then 2,500 take 0.8 ms of the 4 that count, and a character there costs
# 1.25 times what it does among 400. What is far from both is linear as far as 2,500 show it: a busy
# machine can only make a match slower.
SHORT, LONG = 400, 2_500
QUICK_S = 0.0004
STRAIGHT = 1.1


class Case(NamedTuple):
    place: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: set[str]
    attacks: list[Attack]


class Cut(Exception):  # noqa: N818 - not a fault of the test
    pass


def _cut(_signal: int, _frame: FrameType | None) -> None:
    raise Cut


@contextmanager
def cutting() -> Iterator[None]:
    """Let ``seconds`` end a match that takes too long."""
    before = signal.signal(signal.SIGPROF, _cut)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, before)


def collected() -> list[Case]:
    """Return every pattern of the package with the attacks on it."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.patterns.collect"],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = []
    for line in run.stdout.splitlines():
        record = json.loads(line)
        text, flags = record["pattern"], record["flags"]
        source = text.encode("latin-1") if record["binary"] else text
        pattern = re.compile(source, flags)
        case = Case(record["place"], pattern, set(record["methods"]), attacks(source, flags))
        found.append(case)
    return found


def seconds(case: Case, text: str, limit: float) -> float:
    """Return the CPU seconds that the pattern takes over ``text``, until it is cut.

    The clock is the thread's: while a timer runs, that of the process goes by 4 ms at a time.
    """
    pattern: re.Pattern[Any] = case.pattern
    data = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    begun = time.thread_time()
    signal.setitimer(signal.ITIMER_PROF, _cut_at(limit))
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
    return time.thread_time() - begun


def slow(case: Case, *, thorough: bool = False) -> str | None:
    """Return the first attack that the pattern does not withstand.

    A ``thorough`` search measures the great lengths too where the small ones show nothing.
    """
    for attack in case.attacks:
        known: dict[int, float] = {}
        if not thorough and straight(case, attack, known):
            continue
        before = took = 0.0
        for length in LENGTHS:
            limit = FLOOR_S + PER_CHARACTER_S * length
            before, took = took, _least(case, attack, length, limit, known.get(length))
            if took > limit:
                return f"{attack} at {length} characters: {took:.3f} s"
            # What is quick at the greatest length is quick between.
            if length == LENGTHS[0] and _quick(case, attack, known):
                took = 0.0
                break
        if took > MEASURED_S and took > STEADY * before:
            limit = GROWTH * took
            longer = _least(case, attack, 4 * LENGTHS[-1], limit)
            if longer > limit:
                return f"{attack}: {took:.3f} s, and {longer:.3f} s at four times the length"
    return None


def straight(case: Case, attack: Attack, known: dict[int, float]) -> bool:
    """Return whether the cost is small, or grows with the length alone, among short texts.

    The cost of the longer one is noted in ``known``.
    """
    text = attack.of_length(LONG)
    most = PER_CHARACTER_S * LONG / 2
    took = known[LONG] = seconds(case, text, most)
    if took <= QUICK_S:
        return True
    if took > most:
        return False
    short = attack.of_length(SHORT)
    if not short:
        return False
    least = min(seconds(case, short, most) for _ in range(2))
    return took / len(text) <= STRAIGHT * least / len(short)


def _cut_at(limit: float) -> float:
    return min(CUT_S, CUT * limit)


def _quick(case: Case, attack: Attack, known: dict[int, float]) -> bool:
    length = LENGTHS[-1]
    limit = FLOOR_S + PER_CHARACTER_S * length
    known[length] = seconds(case, attack.of_length(length), limit)
    return known[length] <= FLOOR_S


def _least(
    case: Case, attack: Attack, length: int, limit: float, known: float | None = None
) -> float:
    """Return the least time of several, where the first is too long: the machine may be busy.

    A time that is ``known`` already is the first.
    """
    text = attack.of_length(length)
    took = seconds(case, text, limit) if known is None else known
    for tried in range(RETRIES):
        # No machine is so busy that it takes twice as long every time.
        if took <= limit or took > 0.9 * _cut_at(limit) or (tried >= 2 and took > 2 * limit):
            break
        took = min(took, seconds(case, text, limit))
    return took
