"""``detector check``: what it prints, and how it exits."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from detector.cli import run as main
from detector.cli.check_run import CheckRun
from detector.config import Configuration
from detector.gate.checking import Task
from detector.readers import ReadOptions
from tests.conftest import ROOT, Run
from tests.gate.test_gate import BENIGN, DEBRIS, check
from tests.machine_prose import HUMAN, MACHINE
from tests.stub_model import StubModel

RULES_ALONE = ("--isolated", "--ignore", "generated,low_quality")
SEED = ROOT / "seeds" / "002_98ce401f454c016d.txt"


def test_one_line_a_finding_sorted_and_one_summary_line(posts: Path, detector: Run) -> None:
    run = detector("check", "posts/b.md", ".", *RULES_ALONE, cwd=posts)
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["posts/a b é.md:1:13", "posts/b.md:3:13"]
    assert lines[0].startswith("posts/a b é.md:1:13: error chat-citation “:contentReference")
    assert run.stderr == (
        "detector: 2 of 3 articles fail: 2 errors; 1 passes; "
        "2 can be fixed by detector check --fix\n"
    )


def test_the_summary_says_where_to_begin_to_rewrite(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = replace(check(BENIGN, StubModel(generated=0.97)), path="a b.md")
    monkeypatch.setattr("detector.gate.checking.check_all", lambda *_, **__: iter([written]))
    run = CheckRun()
    run.write([], Task(configuration=Configuration(isolated=True), options=ReadOptions()), 1, [])
    run.summarize()
    assert capsys.readouterr().err == (
        "detector: 1 of 1 article fails: 1 error; "
        "which sentences to rewrite: detector score --explain 'a b.md'\n"
    )


def test_the_summary_of_what_fails_nothing(posts: Path, detector: Run) -> None:
    run = detector("check", "posts/b.md", "--fail-on", "never", *RULES_ALONE, cwd=posts)
    assert run.returncode == 0
    assert run.stderr == (
        "detector: no article fails: 1 error; 1 let through despite errors; "
        "1 can be fixed by detector check --fix\n"
    )


def test_the_classifiers_claims_are_no_rules_but_explained(detector: Run) -> None:
    run = detector("rules", "generated")
    assert run.returncode == 2
    assert "machine-generated" in run.stderr
    assert "detector score --explain" in run.stderr


def test_spam_says_where_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{BENIGN}\n\n{DEBRIS}\n\np> The mill isâ€™t open yet.\n"
    spam = replace(check(text, StubModel(low_quality=0.97)), path="a b.md")
    [claim] = [issue.message for issue in spam.shown if issue.rule == "low_quality"]
    start, named = claim.split("; fix first: ")
    assert start == "the article reads as spam or filler (97%)"
    assert set(named.split(", ")) == {"prompt leak", "markup debris"}
    monkeypatch.setattr("detector.gate.checking.check_all", lambda *_, **__: iter([spam]))
    run = CheckRun()
    run.write([], Task(configuration=Configuration(isolated=True), options=ReadOptions()), 1, [])
    run.summarize()
    said = capsys.readouterr().err
    assert said.endswith("; all that was found in it: detector score 'a b.md'\n")
    assert main(["rules", "low_quality"]) == 2
    said = capsys.readouterr().err
    assert "names the families" in said
    assert "--explain" not in said


def test_explain_names_the_passages(tmp_path: Path, detector: Run) -> None:
    (tmp_path / "a.txt").write_text(f"{MACHINE}\n", "utf-8")
    (tmp_path / "b.txt").write_text(f"{HUMAN}\n", "utf-8")
    run = detector("check", ".", "--explain", "--isolated", cwd=tmp_path)
    assert run.returncode == 1
    claim, passage = (line for line in run.stdout.splitlines() if " generated " in line)
    assert claim.startswith("a.txt:1:1: error generated ")
    assert passage.startswith("a.txt:1:1: info generated ")
    assert "typical phrases: “" in passage


def test_what_is_piped_can_be_fixed_only_in_a_diff(posts: Path, detector: Run) -> None:
    run = detector("check", "-", *RULES_ALONE, cwd=posts, input=DEBRIS)
    assert "1 can be fixed by detector check --fix --diff" in run.stderr
    fixed = detector("check", "-", "--fix", "--diff", *RULES_ALONE, cwd=posts, input=DEBRIS)
    assert "+++ b/-" in fixed.stdout


def test_silent_when_all_pass(posts: Path, detector: Run) -> None:
    run = detector("check", "posts/good.md", *RULES_ALONE, cwd=posts)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_standard_input_takes_a_name(posts: Path, detector: Run) -> None:
    (posts / "detector.toml").write_text(
        'ignore = ["generated", "low_quality"]\n[[overrides]]\npaths = ["docs"]\n'
        'ignore = ["chat-citation"]\n',
        "utf-8",
    )
    named = detector(
        "check", "-", "--stdin-filename", "posts/new.md", cwd=posts, input=f"{DEBRIS}\n"
    )
    assert named.returncode == 1
    assert named.stdout.startswith("posts/new.md:1:13: error chat-citation")
    spared = detector("check", "-", "--stdin-filename", "docs/x.md", cwd=posts, input=DEBRIS)
    assert (spared.returncode, spared.stdout) == (0, "")


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "records", "-", "empty.jsonl"]
)
@pytest.mark.parametrize("fix", [[], ["--fix"]])
def test_records_are_many_articles_and_no_file_of_one(
    name: str, fix: list[str], tmp_path: Path, detector: Run
) -> None:
    """Places in a record are none in the file, and fixing would have to write JSON."""
    records = "".join(json.dumps({"id": i, "text": DEBRIS}) + "\n" for i in "abc").encode()
    data = gzip.compress(records) if name.endswith(".gz") else records * (name != "empty.jsonl")
    (tmp_path / name.replace("-", "stdin")).write_bytes(data)
    if name == "-" and fix:
        fix = ["--fix", "--diff"]
    run = detector("check", name, *fix, *RULES_ALONE, cwd=tmp_path, input=records.decode())
    assert (run.returncode, run.stdout) == (3, "")
    assert (
        "JSON lines contain many articles: use “detector score” or “detector audit”" in run.stderr
    )
    assert (tmp_path / name.replace("-", "stdin")).read_bytes() == data


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "posts/good.md"),
        ("config", "show", "posts/good.md"),
        ("lsp",),
        ("mcp",),
        ("serve", "--port", "0"),
    ],
)
def test_a_configuration_that_is_named_is_not_shut_out_in_silence(
    arguments: tuple[str, ...], posts: Path, detector: Run
) -> None:
    (posts / "strict.toml").write_text('fail_on = "review"\n', "utf-8")
    run = detector(*arguments, "--isolated", "--config", "strict.toml", cwd=posts, input="")
    assert (run.returncode, run.stdout) == (2, "")
    assert "use either --isolated or --config" in run.stderr


def test_score_is_quiet_or_verbose(posts: Path, detector: Run) -> None:
    run = detector("score", "-q", "-v", "posts/good.md", cwd=posts)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--verbose and --quiet" in run.stderr


def test_max_findings_bounds_what_is_shown(posts: Path, detector: Run) -> None:
    run = detector("check", "posts", "--max-findings", "1", *RULES_ALONE, cwd=posts)
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 1
    assert "1 not shown" in run.stderr


def test_exclude_holds_for_named_files_too(posts: Path, detector: Run) -> None:
    (posts / "detector.toml").write_text('exclude = ["posts/*.md"]\n', "utf-8")
    assert detector("check", "posts/b.md", cwd=posts).returncode == 0


def test_records_follow_the_contract_in_input_order(posts: Path, detector: Run) -> None:
    paths = ["posts/good.md", "posts/none.md", "posts/b.md"]
    run = detector("check", *paths, "--format", "jsonl", *RULES_ALONE, cwd=posts)
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert [record["path"] for record in records] == paths
    assert [record.get("verdict") for record in records] == ["pass", None, "fail"]
    assert records[1]["error"]["type"] == "not_found"
    assert records[2]["reasons"] == ["rule:chat-citation"]


def test_several_outputs_at_once(posts: Path, detector: Run) -> None:
    run = detector(
        "check", "posts", "--out", "r.sarif", "--out", "s.md", "--format", "github", *RULES_ALONE,
        cwd=posts,
    )  # fmt: skip
    assert run.stdout.startswith("::error file=posts/a b é.md,line=1,")
    assert json.loads((posts / "r.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (posts / "s.md").read_text("utf-8").startswith("### detector: 2 of 3 articles fail")


def test_seed_002_is_refused_with_reasons_an_editor_agrees_with(detector: Run) -> None:
    run = detector("check", str(SEED), *RULES_ALONE)
    assert run.returncode == 1
    found = {line.split(": ")[1].split(" ")[1] for line in run.stdout.splitlines()}
    assert {"broken-tag", "lost-space"} <= found
    assert len(found) >= 3


def test_many_articles_are_checked_in_parallel_alike(tmp_path: Path, detector: Run) -> None:
    for number in range(230):
        text = DEBRIS if number % 50 == 7 else BENIGN
        (tmp_path / f"{number:03}.md").write_text(f"{text} {number}\n", "utf-8")
    one = detector("check", ".", "--jobs", "1", *RULES_ALONE, cwd=tmp_path)
    two = detector("check", ".", "--jobs", "2", *RULES_ALONE, cwd=tmp_path)
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.stderr.startswith("detector: 5 of 230 articles fail: 5 errors; 225 pass; 5 can")


def test_nothing_that_was_not_read_ends_well(tmp_path: Path, detector: Run) -> None:
    run = detector("check", "missing.md", "--fix", "--diff", *RULES_ALONE, cwd=tmp_path)
    assert run.returncode == 3
    assert "missing.md" in run.stderr
    (tmp_path / "a.md").write_text(f"{BENIGN}\n", "utf-8")
    run = detector("check", "a.md", "--baseline", "typo.json", *RULES_ALONE, cwd=tmp_path)
    assert run.returncode == 2
    assert "typo.json" in run.stderr


def test_a_misspelt_rule_is_found_in_an_override_that_matches_nothing(
    tmp_path: Path, detector: Run
) -> None:
    (tmp_path / "detector.toml").write_text(
        '[[overrides]]\npaths = ["never/**"]\nignore = ["chat-citatoin"]\n', "utf-8"
    )
    (tmp_path / "a.md").write_text(f"{BENIGN}\n", "utf-8")
    run = detector("check", "a.md", cwd=tmp_path)
    assert run.returncode == 2
    assert "did you mean 'chat-citation'" in run.stderr
