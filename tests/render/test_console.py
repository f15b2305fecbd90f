"""What a person reads in a terminal: the worst first, errors before verdicts, whole words."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.findings import Failure, Family, Finding, Report, Severity, Verdict
from detector.render.console import Console
from detector.render.wrapping import MIN_WIDTH, columns, wrapped
from detector.scoring.doubt import Doubt


def report(id: str, verdict: Verdict, quality: float | None, *findings: Finding) -> Report:
    return Report(
        id=id, path=id, words=300, language="en", content_type="text", verdict=verdict,
        reasons=("generated",) if verdict is Verdict.FAIL else (), quality=quality, generated=0.95,
        reliable=True, low_quality=0.2, scores=dict.fromkeys(Family, 0.1),
        findings=findings, model=None,
    )  # fmt: skip


def finding(rule: str, severity: Severity, start: int) -> Finding:
    return Finding(
        rule=rule, family=Family.REPETITION, severity=severity, message=f"Found {rule}", line=1,
        column=start + 1, start=start, end=start + 4, evidence="word",
    )  # fmt: skip


def shown(*results: Report | Failure, verbosity: int = 0) -> str:
    stream = StringIO()
    console = Console(stream, verbosity=verbosity)
    for result in results:
        console.add(result)
    console.close()
    return stream.getvalue()


def test_the_worst_is_first_and_the_total_last() -> None:
    text = shown(
        report("good", Verdict.PASS, 90.0),
        report("bad", Verdict.FAIL, 20.0),
        report("worse", Verdict.FAIL, 10.0),
        report("odd", Verdict.NOT_SCORED, None),
        report("doubtful", Verdict.REVIEW, 60.0),
        Failure(id="lost", path="lost", type="missing", message="the file does not exist"),
    )
    heads = [part.splitlines()[0] for part in text.split("\n\n")]
    ids = [line.split()[-1] for line in heads[1:-1]]
    assert ids == ["worse", "bad", "doubtful", "odd", "good"]
    assert heads[0].startswith("NOT READ")
    total = "6 articles: 2 fail, 1 review, 1 not scored, 1 pass, 1 could not be read"
    assert heads[-1] == total


def test_a_record_that_stands_for_many_counts_as_many() -> None:
    error = Failure(id="a.jsonl", path="a.jsonl", type="bad_json", message="no object", count=40)
    assert shown(report("good", Verdict.PASS, 90.0), error).endswith(
        "41 articles: 1 pass, 40 could not be read\n"
    )


def test_one_article_needs_no_total() -> None:
    assert "1 article" not in shown(report("a", Verdict.PASS, 90.0))
    quiet = shown(*(report("a", Verdict.PASS, 90.0) for _ in range(3)), verbosity=-1)
    assert len(quiet.splitlines()) == 3
    assert shown() == ""


def test_concrete_errors_come_before_what_the_classifier_says() -> None:
    text = shown(
        report(
            "a", Verdict.FAIL, 10.0,
            finding("mild", Severity.WARNING, 0), finding("hard", Severity.ERROR, 9),
        )
    )  # fmt: skip
    order = [text.index("[hard]"), text.index("reads as machine-generated"), text.index("[mild]")]
    assert order == sorted(order)


def test_it_is_said_why_an_article_of_low_quality_passes() -> None:
    rated = replace(report("a", Verdict.PASS, 20.0), low_quality=0.94)
    assert rated.findings == ()
    assert shown(rated).splitlines()[2] == f"  {Doubt.NOTHING_SHOWN.sentence}"
    warned = replace(rated, findings=(finding("mild", Severity.WARNING, 0),))
    assert shown(warned).splitlines()[2] == f"  {Doubt.BELOW_LIMIT.sentence}"
    for other in (report("a", Verdict.PASS, 60.0), replace(rated, verdict=Verdict.REVIEW)):
        assert "so it passes" not in shown(other)
    assert "so it passes" not in shown(rated, verbosity=-1)


@pytest.mark.parametrize(
    ("line", "width", "lines"),
    [
        ("short", 40, ["short"]),
        ("  • one two three four five", 20, ["  • one two three", "    four five"]),
        ("      12:3  …alpha beta gamma", 24, ["      12:3  …alpha beta", "            gamma"]),
        ("one two three four five six", 10, ["one two three four five six"]),  # too narrow to try
        ("anextremelylongwordthatfitsnowhere b", 20, ["anextremelylongwordthatfitsnowhere", "b"]),
        ("\x1b[31mred\x1b[0m and blue and green", 20, ["\x1b[31mred\x1b[0m and blue and", "green"]),
        ("漢字漢字 漢字漢字 漢字", 20, ["漢字漢字 漢字漢字", "漢字"]),
    ],
)
def test_lines_wrap_at_words(line: str, width: int, lines: list[str]) -> None:
    assert list(wrapped(line, width)) == lines


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x1b")), st.integers(20, 90))
def test_wrapping_loses_no_word_and_keeps_the_width(line: str, width: int) -> None:
    parts = list(wrapped(line, width))
    assert " ".join(" ".join(parts).split(" ")).split() == line.split()
    longest = max(map(columns, line.split(" ")), default=0)
    assert width >= MIN_WIDTH
    assert all(columns(part) <= max(width, longest + width // 2) for part in parts)


def test_no_line_is_wrapped_where_there_is_no_terminal() -> None:
    long = finding("x", Severity.ERROR, 0)
    text = shown(report("a" * 300, Verdict.FAIL, 10.0, long))
    assert re.search(r"a{300}", text)
