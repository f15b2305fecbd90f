"""The openings of a rule leave none of its patterns' matches out."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple

import pytest

from detector.readers import parse
from detector.rules import ALL_RULES
from detector.rules.search import at, compiled, near, phrases, starts_of
from detector.text.analysis import Analysis
from tests.patterns.sample import matches

EXAMPLES = int(os.environ.get("TEST_EXAMPLES", "100"))  # .ci/run tries 300


class Search(NamedTuple):
    """One call of ``at`` by a rule."""

    rule: str
    openings: frozenset[str]
    pattern: str
    company: frozenset[str]


def searches() -> list[Search]:
    """Return every search that a rule makes by openings, as its own examples make it run."""
    found: dict[Search, None] = {}
    for rule in ALL_RULES:
        module: Any = __import__(rule.check.__module__, fromlist=["at"])
        if not hasattr(module, "at"):
            continue

        def record(
            analysis: Analysis,
            openings: frozenset[str],
            pattern: str,
            *,
            company: frozenset[str] = frozenset(),
            rule: str = rule.id,
            **bounds: int,
        ) -> Any:
            found[Search(rule, openings, pattern, frozenset(company))] = None
            return at(analysis, openings, pattern, company=company, **bounds)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "at", record)
            for example in rule.finds:
                document = parse(example.text, id="x", content_type=example.content_type)
                list(rule.check(Analysis(document)))
    return list(found)


SEARCHES = searches()


def test_the_rules_with_openings_are_seen() -> None:
    assert {"chat-preamble", "model-talk", "prompt-echo"} <= {search.rule for search in SEARCHES}


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search.rule)
def test_openings_leave_out_no_match(search: Search) -> None:
    texts = matches(search.pattern, EXAMPLES)
    assert len(texts) == EXAMPLES
    counted = 0
    for text in texts:
        analysis = Analysis(parse(text, id="x"))
        starts = set(analysis.word_starts)
        match = next(
            (m for m in compiled(search.pattern).finditer(analysis.text) if m.start() in starts),
            None,
        )
        if match is None:  # reading the text has changed it, or a mark begins it
            continue
        if re.match(r"['’]\w", analysis.text[match.end() :]):  # the last word goes on: "sample's"
            continue
        counted += 1
        found = [m.start() for m in at(analysis, search.openings, search.pattern)]
        assert found and found[0] <= match.start(), match.group()
        if search.company:
            words = set(re.split(r"[ '’]", " ".join(analysis.words)))  # "dummy's" goes on
            assert words & search.company, match.group()
    assert counted > EXAMPLES / 4, f"only {counted}"


@pytest.mark.parametrize(
    ("openings", "text", "expected"),
    [
        (phrases("would do", "you"), "Would you? I would. Do, you say.", ["Would you", "Do, you"]),
        (phrases("okay"), "Okay, okay.", ["Okay", "okay"]),
        (phrases("thought", "for", "#"), "Thought for 12 s, thought for food", ["Thought for 12"]),
        (phrases("as", "of my") | phrases("as"), "as a rule, as of", ["as", "as"]),
        (phrases("as", "you", "asked"), "as you", []),
        (phrases("absent"), "Nothing here.", []),
    ],
)
def test_starts_of(openings: frozenset[str], text: str, expected: list[str]) -> None:
    analysis = Analysis(parse(text, id="x"))
    starts = starts_of(analysis, openings)
    assert len(starts) == len(expected)
    assert all(
        analysis.text.startswith(phrase, at) for at, phrase in zip(starts, expected, strict=True)
    )


def test_near_joins_stretches_that_touch() -> None:
    analysis = Analysis(parse("one two three one two " * 50, id="x"))
    found = [match.start() for match in near(analysis, phrases("two", "three"), "one")]
    assert found == [m.start() for m in re.finditer("one", analysis.text)]
