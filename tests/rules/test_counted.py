"""Numbers in messages agree with their nouns."""

from __future__ import annotations

import pytest

from detector.rules.counted import counted


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 words"), (1, "1 word"), (2, "2 words"), (1234, "1,234 words")]
)
def test_counted(number: int, expected: str) -> None:
    assert counted(number, "word") == expected
