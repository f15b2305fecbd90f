"""Long texts of one odd thing: what each character costs, counted in calls, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from detector.readers import parse

LENGTH = 20_000
# The text, and how many calls of Python functions each hundred of its characters may take.
ODD = {
    "[": 2_000,  # 9,300 before the end of a label was known from its cache
    "![": 2_000,  # 15,000
    "[[a]": 6_000,  # 8,200
    "a\nb\n\n": 1_500,  # 3,800 before paragraphs of two lines had a short cut
    "The bridge is old.\nIt is of stone.\n\n": 220,  # 530
    "| x | y | z |\n": 1_150,  # 1,300
}


def calls(text: str) -> int:
    """Return how many Python functions are called to read ``text``."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        parse(text, id="a", content_type="markdown")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_text_costs_much_more_than_prose(odd: str) -> None:
    head = "| a | b | c |\n| --- | --- | --- |\n" if odd.startswith("|") else ""
    calls(head + odd * 3)  # what is imported and compiled at first
    assert calls(head + odd * (LENGTH // len(odd))) / (LENGTH / 100) <= ODD[odd]
