"""textstat alone: the eight formulas that our readability must agree with."""

from __future__ import annotations

from collections.abc import Callable

from measured import run

FORMULAS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall_readability_score",
    "lix",
)


def prepare() -> Callable[[str, str], object]:
    import textstat

    return lambda text, _: [getattr(textstat, name)(text) for name in FORMULAS]


run(prepare)
