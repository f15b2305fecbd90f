"""The rules of ``markup_debris``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.markup_debris import (
    broken_tag,
    flattened_code,
    front_matter,
    glued_words,
    lost_space,
    mojibake,
    placeholder,
    raw_entity,
    shortcode,
    template_variable,
    unrendered_markdown,
    visible_tag,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    broken_tag.RULE,
    visible_tag.RULE,
    raw_entity.RULE,
    shortcode.RULE,
    template_variable.RULE,
    front_matter.RULE,
    mojibake.RULE,
    placeholder.RULE,
    flattened_code.RULE,
    unrendered_markdown.RULE,
    lost_space.RULE,
    glued_words.RULE,
)
