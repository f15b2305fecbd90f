"""The rules of ``repetition``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.repetition import (
    compressible_text,
    duplicate_paragraph,
    duplicate_sentence,
    heavy_phrase,
    repeated_passages,
    repeated_title,
    templated_openings,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    duplicate_paragraph.RULE,
    duplicate_sentence.RULE,
    repeated_passages.RULE,
    repeated_title.RULE,
    heavy_phrase.RULE,
    compressible_text.RULE,
    templated_openings.RULE,
)
