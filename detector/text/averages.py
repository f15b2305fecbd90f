"""Averages without ``statistics``, which brings fractions and decimals to every start."""

from __future__ import annotations

from collections.abc import Iterable


def median(values: Iterable[int]) -> float:
    """Return the middle of ``values``, or half the sum of the two in the middle.

    Raises IndexError where there are none.
    """
    ranked = sorted(values)
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2
