"""How much work may wait: enough to keep the workers busy, never a queue without end."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

# What an article costs beside its length, in bytes that take as long; and a first guess of the
# seconds a byte takes. Both are of one core of 2024; the guess is soon replaced by experience.
FIXED_COST = 2_000
SECONDS_PER_UNIT = 2e-6
LEARNING_RATE = 0.05


class Busy(Exception):  # noqa: N818 - a state of the server, not a fault
    """More work than can be begun in time; ``retry_after_s`` is a whole number, at least 1."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"busy; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s


class Capacity:
    """Counts the work at hand and foresees how long new work would have to wait."""

    def __init__(self, workers: int, max_wait_s: float) -> None:
        self.workers = workers
        self.jobs = 0
        self.batches = 0
        self._max_wait_s = max_wait_s
        self._units = 0
        self._seconds_per_unit = SECONDS_PER_UNIT

    @property
    def wait_s(self) -> float:
        """How long new work would wait for a worker."""
        if self.jobs < self.workers:
            return 0.0
        return self._units * self._seconds_per_unit / self.workers

    def admit(self) -> None:
        """Raise Busy where new work would wait longer than it may."""
        wait = self.wait_s
        if wait > self._max_wait_s:
            raise Busy(max(1, math.ceil(wait)))

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Hold a place for a batch, whose articles come one after another.

        Raises Busy where as many batches run as there are workers.
        """
        self.admit()
        if self.batches >= self.workers:
            raise Busy(max(1, math.ceil(self.wait_s)))
        self.batches += 1
        try:
            yield
        finally:
            self.batches -= 1

    @contextmanager
    def job(self, size: int) -> Iterator[None]:
        """Count an article of ``size`` bytes as work at hand."""
        units = FIXED_COST + size
        self.jobs += 1
        self._units += units
        try:
            yield
        finally:
            self.jobs -= 1
            self._units -= units

    def learn(self, size: int, seconds: float) -> None:
        """Note how long a worker took for an article of ``size`` bytes."""
        now = seconds / (FIXED_COST + size)
        self._seconds_per_unit += LEARNING_RATE * (now - self._seconds_per_unit)
