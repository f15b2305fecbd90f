"""The rules of ``boilerplate``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.boilerplate import (
    contact_wall,
    counted_list_bait,
    doubled_button,
    formula_frame,
    formulaic_ending,
    generic_table,
    glued_teaser,
    hashtag_row,
    interface_residue,
    question_block,
    self_template,
    symbol_row,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    contact_wall.RULE,
    interface_residue.RULE,
    glued_teaser.RULE,
    question_block.RULE,
    generic_table.RULE,
    self_template.RULE,
    counted_list_bait.RULE,
    doubled_button.RULE,
    formulaic_ending.RULE,
    formula_frame.RULE,
    hashtag_row.RULE,
    symbol_row.RULE,
)
