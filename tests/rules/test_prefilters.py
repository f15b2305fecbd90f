"""A quick look that spares a pattern its search leaves none of the pattern's matches out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.readers import parse
from detector.rules.boilerplate import self_template
from detector.rules.markup_debris import broken_tag
from detector.rules.prompt_leak import brief_headings, section_scaffold
from detector.text.analysis import Analysis
from detector.text.document import ContentType
from tests.patterns.sample import matches

EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "40"))  # .ci/run tries 300
Look = Callable[[Analysis], bool]


def _brief(analysis: Analysis) -> bool:
    return any(brief_headings._may_be(analysis, block) for block in analysis.blocks)


def _slot(analysis: Analysis) -> bool:
    return any(section_scaffold._may_be_slot(analysis, block) for block in analysis.blocks)


def _template(analysis: Analysis) -> bool:
    return not self_template._PIECES.isdisjoint(analysis.words)


LOOKS: list[tuple[str, str, Look]] = [
    ("brief", brief_headings._BRIEF, _brief),
    ("shared", brief_headings._SHARED, _brief),
    ("slot", section_scaffold._SLOT, _slot),
    ("template", self_template._HEADING, _template),
]


@pytest.mark.parametrize(("pattern", "look"), [p[1:] for p in LOOKS], ids=[p[0] for p in LOOKS])
def test_the_look_leaves_out_no_match(pattern: str, look: Look) -> None:
    compiled = re.compile(pattern, re.I)
    texts = matches(pattern, EXAMPLES, whole=True)
    assert len(texts) == EXAMPLES
    seen = 0
    for text in texts:
        analysis = Analysis(parse(text, id="x", content_type=ContentType.TEXT))
        # Reading the text changes some of it; what is matched is what the rule sees.
        if any(compiled.fullmatch(analysis.text_of(block).strip()) for block in analysis.blocks):
            seen += 1
            assert look(analysis), text
    assert seen > EXAMPLES / 2, f"only {seen}"


@pytest.mark.parametrize(("name", "text"), [
    ("brief", "A letter from the coast"), ("slot", "The tide comes in at four."),
    ("template", "The tide comes in"),
])  # fmt: skip
def test_the_look_spares_most_texts(name: str, text: str) -> None:
    look = next(look for id_, _, look in LOOKS if id_ == name)
    assert not look(Analysis(parse(text, id="x")))


_HALF = re.compile(broken_tag._HALF, re.M | re.I)
_NEAR = st.text(alphabet=' \n<>/hp3liA"x.', max_size=8)
_TORN = st.from_regex(_HALF, fullmatch=True, alphabet=st.characters(max_codepoint=126))


@settings(max_examples=2 * EXAMPLES, database=None)
@given(st.lists(_NEAR | _TORN, max_size=12))
def test_halves_of_tags_are_found_from_their_brackets(parts: list[str]) -> None:
    text = "".join(parts)
    found = [match.span() for match in broken_tag._halves(text)]
    assert found == [match.span() for match in _HALF.finditer(text)], text
