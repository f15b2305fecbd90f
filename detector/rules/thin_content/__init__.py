"""The rules of ``thin_content``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.rule import Rule
from detector.rules.thin_content import (
    empty_phrases,
    empty_sections,
    little_prose,
    low_information,
)

RULES: tuple[Rule, ...] = (
    empty_sections.RULE,
    little_prose.RULE,
    empty_phrases.RULE,
    low_information.RULE,
)
