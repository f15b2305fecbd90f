"""The rules of ``repetition``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.repetition import duplicate_paragraph, duplicate_sentence
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    duplicate_paragraph.RULE,
    duplicate_sentence.RULE,
)
