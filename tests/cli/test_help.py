"""Help pages and completion say what there is; a slip is answered with what to do."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from typer.testing import CliRunner

from detector.cli import COMMANDS, program, run
from detector.cli.progress import pace
from detector.cli.rules import _rules_named
from detector.render.audit.audits import AUDIT_FORMATS
from detector.render.formats import CHECK_FORMATS, EXTRACT_FORMATS, SCORE_FORMATS


def page(*arguments: str) -> str:
    return CliRunner().invoke(program(arguments), [*arguments, "--help"]).stdout


def test_the_first_page_shows_whole_sentences() -> None:
    text = page()
    assert "..." not in text.replace("[ARGS]...", "")
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize(
    ("command", "formats"),
    [
        ("score", SCORE_FORMATS),
        ("check", CHECK_FORMATS),
        ("extract", EXTRACT_FORMATS),
        ("audit", AUDIT_FORMATS),
    ],
)
def test_help_names_the_formats_of_a_command(command: str, formats: Mapping[str, object]) -> None:
    text = " ".join(page(command).split())
    *most, last = formats
    assert f"Format of the output: {', '.join(most)} or {last}." in text


def test_rules_are_completed() -> None:
    assert "broken-tag" in _rules_named("broken")
    assert _rules_named("no-such-rule") == []
    assert len(_rules_named("")) > 50


@pytest.mark.parametrize("command", ["score", "check", "extract"])
def test_an_address_is_refused_with_what_to_do(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "https://site.example/a"]) == 2
    said = capsys.readouterr().err
    assert "is an address" in said
    assert "curl -sL https://site.example/a | detector score -" in said


def test_the_pace_names_what_is_done_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import contextmanager

    from detector.cli import progress

    said: list[str] = []

    @contextmanager
    def line():  # type: ignore[no-untyped-def]
        yield said.append

    times = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr(progress, "_line", line)
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    with pace("page", 1_000) as update:
        update(100, 200, 0)
    assert said == ["300 of 1,000 pages, 100 known, 20 per second, 35 s left"]
    said.clear()
    times = iter([0.0, 10.0])
    with pace("page") as update:
        update(0, 50, 3)
    assert said == ["50 pages, 5 per second, 3 could not be read"]
