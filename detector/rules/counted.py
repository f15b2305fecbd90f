"""Write a number with its noun in a message."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return ``number`` and ``noun``, in the plural unless the number is one: "2,000 words"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
