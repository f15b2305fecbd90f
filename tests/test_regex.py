"""A lazy pattern does what a compiled one does, from its first use on."""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.regex import lazy


@given(st.text("ab1 \n"), st.integers(0, 4), st.sampled_from([0, re.M, re.I | re.S]))
def test_answers_as_a_compiled_pattern(text: str, start: int, flags: int) -> None:
    source = r"(?P<word>a+)(\d)?|^b"
    made, given = lazy(source, flags), re.compile(source, flags)
    assert [m.span() for m in made.finditer(text, start)] == [
        m.span() for m in given.finditer(text, start)
    ]
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(made, method)(text, start), getattr(given, method)(text, start)
        assert (found and found.groupdict()) == (expected and expected.groupdict())
    assert made.findall(text) == given.findall(text)
    assert made.split(text) == given.split(text)
    assert made.sub("<>", text) == given.sub("<>", text)
    assert made.subn("<>", text, 1) == given.subn("<>", text, 1)
    assert (made.flags, made.groups, made.groupindex) == (
        given.flags, given.groups, given.groupindex,
    )  # fmt: skip


def test_a_pattern_is_compiled_at_its_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[object, ...]] = []
    compile_pattern = re.compile

    def noted(*asked: Any) -> Any:
        compiled.append(asked)
        return compile_pattern(*asked)

    monkeypatch.setattr(re, "compile", noted)
    pattern = lazy("a+", re.I)
    assert pattern.pattern == "a+"
    assert not compiled
    assert pattern.search("AA")
    assert pattern.match("b") is None
    assert compiled == [("a+", re.I)]


def test_a_wrong_pattern_fails_at_every_use() -> None:
    pattern = lazy("(")
    for _ in range(2):
        with pytest.raises(re.error):
            pattern.search("a")


@pytest.mark.parametrize("used", [False, True])
def test_another_process_gets_the_pattern(used: bool) -> None:
    pattern = lazy(rb"a+", re.I)
    if used:
        assert pattern.search(b"a")
    assert pickle.loads(pickle.dumps(pattern)).search(b"AA")
    with pytest.raises(AttributeError):
        pattern.unknown  # type: ignore[attr-defined]  # noqa: B018
