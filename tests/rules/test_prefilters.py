"""A quick look that spares a pattern its search leaves none of the pattern's matches out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detector.analysis import Analysis
from detector.document import ContentType
from detector.readers import parse
from detector.rules.boilerplate import self_template
from detector.rules.markup_debris import broken_tag
from detector.rules.prompt_leak import brief_headings, section_scaffold

Look = Callable[[Analysis], bool]


def _brief(analysis: Analysis) -> bool:
    return any(brief_headings._may_be(analysis, block) for block in analysis.blocks)


def _slot(analysis: Analysis) -> bool:
    return any(section_scaffold._may_be_slot(analysis, block) for block in analysis.blocks)


def _template(analysis: Analysis) -> bool:
    return not self_template._PIECES.isdisjoint(analysis.words)


def _tag(analysis: Analysis) -> bool:
    return broken_tag._names_a_tag(analysis.text)


LOOKS: list[tuple[str, str, Look]] = [
    ("brief", brief_headings._BRIEF, _brief),
    ("shared", brief_headings._SHARED, _brief),
    ("slot", section_scaffold._SLOT, _slot),
    ("template", self_template._HEADING, _template),
    ("half", broken_tag._HALF, _tag),
]


@pytest.mark.parametrize(("pattern", "look"), [p[1:] for p in LOOKS], ids=[p[0] for p in LOOKS])
def test_the_look_leaves_out_no_match(pattern: str, look: Look) -> None:
    letters = st.characters(min_codepoint=32, max_codepoint=126)
    compiled = re.compile(pattern, re.I | re.M)
    whole = look is not _tag  # the others are matched against a whole block
    matches = compiled.fullmatch if whole else compiled.search

    @settings(max_examples=150, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(compiled, fullmatch=whole, alphabet=letters))
    def check(text: str) -> None:
        analysis = Analysis(parse(text, id="x", content_type=ContentType.TEXT))
        # Reading the text changes some of it; what is matched is what the rule sees.
        if any(matches(analysis.text_of(block).strip()) for block in analysis.blocks):
            assert look(analysis), text

    check()


@pytest.mark.parametrize(("name", "text"), [
    ("brief", "A letter from the coast"), ("slot", "The tide comes in at four."),
    ("template", "The tide comes in"), ("half", "a < b and c > d"),
])  # fmt: skip
def test_the_look_spares_most_texts(name: str, text: str) -> None:
    look = next(look for id_, _, look in LOOKS if id_ == name)
    assert not look(Analysis(parse(text, id="x")))
