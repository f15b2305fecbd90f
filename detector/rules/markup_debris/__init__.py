"""The rules of ``markup_debris``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.markup_debris import (
    broken_tag,
    fenced_article,
    flattened_code,
    front_matter,
    glued_words,
    literal_escape,
    lost_apostrophe,
    lost_space,
    merge_conflict,
    missing_value,
    mojibake,
    placeholder,
    raw_entity,
    run_in_heading,
    shortcode,
    split_words,
    template_variable,
    torn_link,
    unrendered_markdown,
    visible_code,
    visible_tag,
    word_processor,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    broken_tag.RULE,
    visible_tag.RULE,
    raw_entity.RULE,
    shortcode.RULE,
    template_variable.RULE,
    front_matter.RULE,
    run_in_heading.RULE,
    mojibake.RULE,
    placeholder.RULE,
    flattened_code.RULE,
    unrendered_markdown.RULE,
    lost_space.RULE,
    glued_words.RULE,
    fenced_article.RULE,
    literal_escape.RULE,
    lost_apostrophe.RULE,
    merge_conflict.RULE,
    missing_value.RULE,
    split_words.RULE,
    torn_link.RULE,
    visible_code.RULE,
    word_processor.RULE,
)
