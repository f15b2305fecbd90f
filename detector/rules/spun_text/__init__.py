"""The rules of ``spun_text``. To add one: a file here with ``RULE``, and a line below."""

from __future__ import annotations

from detector.rules.rule import Rule
from detector.rules.spun_text import (
    article_misuse,
    broken_grammar,
    broken_phrase,
    disguised_words,
    displaced_possessive,
    lost_capital,
    misspelt_function_word,
    since_as,
    spintax,
)

RULES: tuple[Rule, ...] = (
    broken_phrase.RULE,
    since_as.RULE,
    lost_capital.RULE,
    misspelt_function_word.RULE,
    article_misuse.RULE,
    disguised_words.RULE,
    spintax.RULE,
    displaced_possessive.RULE,
    broken_grammar.RULE,
)
