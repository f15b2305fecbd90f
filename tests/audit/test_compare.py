"""Two audits side by side."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from detector.audit.compare import compare, results_of, trend
from detector.cli import run
from detector.errors import DetectorError


def record(id: str, verdict: str, quality: float | None, *rules: str) -> dict[str, Any]:
    findings = [{"rule": rule} for rule in rules]
    return {"id": id, "verdict": verdict, "quality": quality, "findings": findings}


OLD = [
    record("same", "pass", 80.0),
    record("fixed", "fail", 20.0, "a", "b"),
    record("spoilt", "pass", 90.0),
    record("lower", "review", 70.0, "a"),
    record("noise", "pass", 80.0),
    record("gone", "fail", 10.0, "a"),
    {"id": "broken", "error": {"type": "x", "message": "y"}},
]
NEW = [
    record("same", "pass", 80.0),
    record("fixed", "pass", 85.0, "b"),
    record("spoilt", "fail", 30.0, "c"),
    record("lower", "review", 50.0, "a"),
    record("noise", "pass", 78.0),
    record("new", "fail", 15.0, "c"),
    record("broken", "pass", 80.0),
]


def write(file: Path, records: list[dict[str, Any]]) -> Path:
    if file.suffix == ".json":
        file.write_text(json.dumps(records))
    else:
        lines = "".join(json.dumps(one) + "\n" for one in records).encode()
        file.write_bytes(gzip.compress(lines) if file.suffix == ".gz" else lines)
    return file


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "json"])
def test_what_changed(tmp_path: Path, suffix: str) -> None:
    found = compare(write(tmp_path / f"o.{suffix}", OLD), write(tmp_path / f"n.{suffix}", NEW))
    assert [change.id for change in found.better] == ["fixed", "broken"]
    assert [change.id for change in found.worse] == ["spoilt", "lower"]
    assert [id for id, _ in found.added] == ["new"]
    assert [id for id, _ in found.removed] == ["gone"]
    assert found.rules == {"a": (3, 1), "c": (0, 2)}
    assert found.better[0].to_json()["lost"] == ["a"]
    assert (found.old["fail"], found.new["fail"], found.old["error"]) == (2, 2, 1)


def test_an_audit_equals_itself(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", OLD)
    found = compare(file, file)
    assert not (found.better or found.worse or found.added or found.removed or found.rules)


@pytest.mark.parametrize("content", ["no json\n", "[1]\n", '{"id": "x"}\n'])
def test_what_is_no_audit_is_said(tmp_path: Path, content: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(content)
    with pytest.raises(DetectorError, match="not a result of detector audit"):
        compare(bad, bad)
    with pytest.raises(DetectorError, match="cannot read"):
        compare(tmp_path / "none.jsonl", bad)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = write(tmp_path / "o.jsonl", OLD), write(tmp_path / "n.jsonl", NEW)
    assert run(["compare", str(old), str(new)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 better, 2 worse, 1 new, 1 removed\n")
    assert re.search(r"20 +85 +fail → pass +-a +fixed\n", shown)
    assert run(["compare", str(old), str(new), "--fail-on-worse"]) == 1
    assert run(["compare", str(old), str(tmp_path / "none")]) == 2
    out = tmp_path / "c.json"
    assert run(["compare", str(old), str(new), "--out", str(out)]) == 0
    assert json.loads(out.read_text())["worse"][0]["id"] == "spoilt"


@pytest.mark.parametrize(
    ("name", "format", "begins"),
    [
        ("c.json", None, "{"),
        ("c.JSON", None, "{"),
        ("c.txt", None, "2 better"),
        ("c.json", "text", "2 better"),
        ("c.html", "json", "{"),
        ("c.html", "text", "2 better"),
        ("c.html", None, "<!doctype html>"),
        ("c.md", None, "# Audits compared"),
        ("c.xml", None, ""),
        ("c", None, ""),
    ],
)
def test_the_format_of_a_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    format: str | None,
    begins: str,
) -> None:
    old, new = write(tmp_path / "o.jsonl", OLD), write(tmp_path / "n.jsonl", NEW)
    out = tmp_path / name
    asked = ["--format", format] if format else []
    status = run(["compare", str(old), str(new), "--out", str(out), *asked])
    assert status == (0 if begins else 2)
    assert out.exists() == bool(begins)
    if begins:
        assert out.read_text("utf-8").startswith(begins)
    else:
        assert "unknown format" in capsys.readouterr().err


@pytest.mark.parametrize("verdict", ["pass", "review", "fail", "not_scored"])
def test_a_page_that_can_no_longer_be_read_is_worse(tmp_path: Path, verdict: str) -> None:
    quality = None if verdict == "not_scored" else 50.0
    sound = write(tmp_path / "a.jsonl", [record("x", verdict, quality)])
    lost = write(tmp_path / "b.jsonl", [{"id": "x", "error": {"type": "binary", "message": "m"}}])
    assert run(["compare", str(sound), str(lost), "--fail-on-worse"]) == 1
    assert run(["compare", str(lost), str(sound), "--fail-on-worse"]) == 0
    assert run(["compare", str(lost), str(lost), "--fail-on-worse"]) == 0
    assert [change.id for change in compare(lost, sound).better] == ["x"]


def test_records_of_one_id_are_told_apart(tmp_path: Path) -> None:
    twice = write(tmp_path / "a.jsonl", [record("x", "pass", 80.0), record("x", "fail", 10.0)])
    found = compare(twice, twice)
    assert not (found.added or found.removed or found.better or found.worse)


@pytest.mark.parametrize(
    "text", ['{"id": "x", "verdict": "pass", "quality": "good", "findings": []}', "[" * 100_000]
)
def test_what_is_no_result_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(text)
    with pytest.raises(DetectorError, match="not a result of detector audit"):
        compare(file, file)


VERDICTS = ("pass", "not_scored", "review", "fail")


@pytest.mark.parametrize("old", VERDICTS)
@pytest.mark.parametrize("new", VERDICTS)
def test_every_change_of_verdict_counts(tmp_path: Path, old: str, new: str) -> None:
    before = write(tmp_path / "a.jsonl", [record("x", old, None)])
    after = write(tmp_path / "b.jsonl", [record("x", new, None)])
    found = compare(before, after)
    worse, better = (
        VERDICTS.index(new) > VERDICTS.index(old),
        VERDICTS.index(new) < VERDICTS.index(old),
    )
    assert (len(found.worse), len(found.better)) == (worse, better)
    assert dict(found.verdicts) == ({(old, new): 1} if old != new else {})


def test_pages_that_fail_without_a_warning_come_first(tmp_path: Path) -> None:
    changes = [
        ("low", "pass", 90.0, "pass", 10.0),
        ("warned", "review", 50.0, "fail", 10.0),
        ("unseen", "not_scored", None, "fail", 40.0),
        ("watched", "pass", 80.0, "review", 60.0),
    ]
    old = write(tmp_path / "o.jsonl", [record(id, v, q) for id, v, q, _, _ in changes])
    new = write(tmp_path / "n.jsonl", [record(id, v, q) for id, _, _, v, q in changes])
    found = compare(old, new)
    assert [change.id for change in found.worse] == ["unseen", "warned", "watched", "low"]


def test_a_folder_of_results_is_a_trend(tmp_path: Path) -> None:
    for month, failing in (("2026-03", 3), ("2026-01", 1), ("2026-02", 2)):
        records = [record(str(n), "fail" if n < failing else "pass", 50.0) for n in range(4)]
        write(tmp_path / f"{month}.jsonl", records)
    (tmp_path / "notes.txt").write_text("not a result")
    found = trend(results_of([tmp_path]))
    assert [(point.label, point.verdicts["fail"]) for point in found.trend] == [
        ("2026-01", 1), ("2026-02", 2), ("2026-03", 3),
    ]  # fmt: skip
    assert [change.id for change in found.worse] == ["2"]  # of the last two


@pytest.mark.parametrize("files", [(), ("a.jsonl",)])
def test_fewer_than_two_results_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: tuple[str, ...]
) -> None:
    for name in files:
        write(tmp_path / name, OLD)
    assert run(["compare", str(tmp_path)]) == 2
    assert "give results of detector audit" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_hostile_ids_stay_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    id = "<script>x</script>|`[a](b)\u202e"
    old = write(tmp_path / "o.jsonl", [record(id, "pass", 90.0)])
    new = write(tmp_path / "n.jsonl", [record(id, "fail", 9.0)])
    assert run(["compare", str(old), str(new), "--format", format]) == 0
    shown = capsys.readouterr().out
    assert "<script>x" not in shown.replace("\\<script", "")
    assert "\u202e" not in shown
    assert "pass → fail" in shown
