"""The rules of ``keyword_stuffing``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.keyword_stuffing import headline_phrase, keyphrase_overuse
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    keyphrase_overuse.RULE,
    headline_phrase.RULE,
)
