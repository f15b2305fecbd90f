"""The rules of ``keyword_stuffing``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.keyword_stuffing import (
    account_trade,
    anchor_repetition,
    domain_stuffing,
    foreign_anchor,
    headline_phrase,
    hidden_text,
    keyphrase_overuse,
    keyword_list,
    keyword_permutation,
    link_grid,
    locality_pattern,
    offer_grid,
    query_variants,
    question_frame,
    self_named_keyword,
    service_place,
    spread_phrase,
    stuffed_metadata,
    superlative_query,
    title_echo,
)
from detector.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    keyphrase_overuse.RULE,
    headline_phrase.RULE,
    spread_phrase.RULE,
    domain_stuffing.RULE,
    keyword_list.RULE,
    locality_pattern.RULE,
    keyword_permutation.RULE,
    query_variants.RULE,
    question_frame.RULE,
    self_named_keyword.RULE,
    anchor_repetition.RULE,
    foreign_anchor.RULE,
    hidden_text.RULE,
    account_trade.RULE,
    service_place.RULE,
    superlative_query.RULE,
    link_grid.RULE,
    offer_grid.RULE,
    stuffed_metadata.RULE,
    title_echo.RULE,
)
