"""Word lists of ``detector/data``, read at first use.

``familiar_words`` contains about 23,000 words in lower case that many people use, counted by
``scripts/model/build_familiar_words.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parents[1] / "data"


def _text(name: str) -> str:
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    if (
        "#" in text
    ):  # the longest list has no comments, and splitting it into lines costs milliseconds
        text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return text


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of ``detector/data/<name>.txt``; lines with ``#`` are comments."""
    return frozenset(_text(name).split())


def phrase_list(name: str) -> list[str]:
    """Return the phrases of ``detector/data/<name>.txt``, one a line, without comments."""
    return list(filter(None, _text(name).splitlines()))


def familiar_words() -> frozenset[str]:
    """Return the words that many people use, in lower case."""
    return word_list("familiar_words")
