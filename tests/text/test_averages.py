"""The median is that of ``statistics``."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.text.averages import median


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_median(values: list[int]) -> None:
    assert median(iter(values)) == statistics.median(values)


def test_nothing_has_no_median() -> None:
    with pytest.raises(IndexError):
        median([])
