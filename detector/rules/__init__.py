"""All rules, by family in the order of the contract. A new rule goes into its family's list."""

from __future__ import annotations

from detector.rules import (
    boilerplate,
    keyword_stuffing,
    markup_debris,
    prompt_leak,
    readability,
    repetition,
    spun_text,
    thin_content,
)
from detector.rules.rule import Example, Hit, Rule

ALL_RULES: tuple[Rule, ...] = (
    *keyword_stuffing.RULES,
    *markup_debris.RULES,
    *prompt_leak.RULES,
    *spun_text.RULES,
    *repetition.RULES,
    *boilerplate.RULES,
    *readability.RULES,
    *thin_content.RULES,
)
RULE_BY_ID = {rule.id: rule for rule in ALL_RULES}

__all__ = ["ALL_RULES", "RULE_BY_ID", "Example", "Hit", "Rule"]
