"""The rules of ``readability``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.readability import (
    endless_sentence,
    hard_to_read,
    long_sentences,
    wall_of_text,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    long_sentences.RULE,
    hard_to_read.RULE,
    endless_sentence.RULE,
    wall_of_text.RULE,
)
