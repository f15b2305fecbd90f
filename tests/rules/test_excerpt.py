"""Messages quote whole words."""

from __future__ import annotations

import pytest

from detector.rules.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the old mill", "the old mill"),
        ("the old  mill\nby the river", "the old mill by the…"),
        ("the old mill, by the river", "the old mill, by…"),
        ("a" * 30, "a" * 19 + "…"),
        ("the old mill: by and by", "the old mill: by…"),
        ("", ""),
    ],
)
def test_excerpt_ends_after_a_word(text: str, shown: str) -> None:
    assert excerpt(text, 20) == shown
