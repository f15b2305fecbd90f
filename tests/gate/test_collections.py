"""The check of a collection: one result a text, told apart in every format and in a baseline."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Run
from tests.readers.collections.files import BODY, rss

BAD = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
RULES_ALONE = ("--ignore", "generated,low_quality", "--isolated")


def feed(*bodies: str, first: str = "") -> str:
    items = [
        f"<title>T{n}</title><description>{body}</description>" for n, body in enumerate(bodies)
    ]
    return rss(*([first] if first else []), *items)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    linked = f"<title>Linked</title><link>https://ex.org/a</link><description>{BAD}</description>"
    text = feed(f"{BODY}\n\n{BAD}", BODY, BAD, first=linked)
    (tmp_path / "feed.xml").write_text(text, "utf-8")
    return tmp_path


def test_each_text_has_its_own_result(folder: Path, detector: Run) -> None:
    run = detector("check", "feed.xml", *RULES_ALONE, cwd=folder)
    assert run.returncode == 1
    assert "3 of 4 articles fail: 3 errors" in run.stderr
    lines = run.stdout.splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == [
        "feed.xml:1:13:", "feed.xml:3:13:", "feed.xml:1:13:",
    ]  # fmt: skip
    assert lines[0].endswith("(entry 1 “Linked”, https://ex.org/a)")
    assert lines[1].endswith("(entry 2 “T0”)")
    assert lines[2].endswith("(entry 4 “T2”)")


def test_every_format_stays_valid_and_tells_the_texts_apart(folder: Path, detector: Run) -> None:
    def out(format: str) -> str:
        return detector("check", "feed.xml", *RULES_ALONE, "--format", format, cwd=folder).stdout

    records = [json.loads(line) for line in out("jsonl").splitlines()]
    assert [r["id"] for r in records] == [
        "https://ex.org/a", "feed.xml#2", "feed.xml#3", "feed.xml#4",
    ]  # fmt: skip
    assert records[1]["findings"][0]["location"] == "entry 2"
    assert [line.count("file=feed.xml,line=") for line in out("github").splitlines()] == [1, 1, 1]
    issues = json.loads(out("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    sarif = json.loads(out("sarif"))["runs"][0]["results"]
    assert len({result["partialFingerprints"]["detector/v1"] for result in sarif}) == 3
    assert "(entry 4 “T2”)" in sarif[2]["message"]["text"]
    cases = ElementTree.fromstring(out("junit")).iter("testcase")
    assert len({case.get("name") for case in cases}) == 4
    assert len(json.loads(out("rdjson"))["diagnostics"]) == 3
    assert "3 of 4 articles fail" in out("md")


def test_a_baseline_tells_the_texts_of_a_file_apart(folder: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    assert detector("check", "feed.xml", *rules, "--write-baseline", cwd=folder).returncode == 0
    assert detector("check", "feed.xml", *rules, cwd=folder).returncode == 0
    known = json.loads((folder / "detector-baseline.json").read_text("utf-8"))["files"]
    assert {name: sum(len(keys) for keys in rules.values()) for name, rules in known.items()} == {
        "feed.xml": 3
    }
    # A new entry stands first, as in feeds: what is known stays known, the same fault in it is new.
    text = (folder / "feed.xml").read_text("utf-8")
    new = f"<item><title>New</title><description>{BAD}</description></item><item>"
    (folder / "feed.xml").write_text(text.replace("<item>", new, 1), "utf-8")
    run = detector("check", "feed.xml", *rules, cwd=folder)
    assert (run.returncode, run.stdout.count("\n")) == (1, 1)
    assert "(entry 1 “New”)" in run.stdout
    (folder / "feed.xml").write_text(feed(BODY, first=f"<description>{BODY}</description>"))
    assert (
        detector("check", ".", "feed.xml", *rules, "--prune-baseline", cwd=folder).returncode == 0
    )
    assert not json.loads((folder / "detector-baseline.json").read_text("utf-8"))["files"]


@pytest.mark.parametrize("preview", [[], ["--diff"]])
def test_nothing_is_fixed_and_that_is_said(folder: Path, detector: Run, preview: list[str]) -> None:
    before = (folder / "feed.xml").read_bytes()
    run = detector("check", "feed.xml", "--fix", *preview, *RULES_ALONE, cwd=folder)
    assert "not fixed: feed.xml: this kind of file cannot be edited; fix 3 findings" in run.stderr
    assert (folder / "feed.xml").read_bytes() == before
    assert run.returncode == 1
    assert ("nothing that can be fixed automatically" in run.stderr) is bool(preview)


def test_all_of_a_changed_collection_is_checked(folder: Path, detector: Run) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@ex.invalid")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "x")
    text = (folder / "feed.xml").read_text("utf-8")
    (folder / "feed.xml").write_text(f"{text}\n", "utf-8")
    for arguments in (["--diff"], ["--staged"], ["--staged", "--diff"]):
        if "--staged" in arguments:
            git("add", ".")
        run = detector("check", "feed.xml", *arguments, *RULES_ALONE, cwd=folder)
        assert (run.returncode, run.stdout.count("\n")) == (1, 3)
    # Collections are read where they are named.
    assert detector("check", "--staged", *RULES_ALONE, cwd=folder).returncode == 0
    assert detector("check", ".", *RULES_ALONE, cwd=folder).returncode == 0


def test_what_cannot_be_read_is_counted_by_reason(folder: Path, detector: Run) -> None:
    (folder / "package.json").write_text('{"name": "x", "description": "a b c"}', "utf-8")
    (folder / "a.rss").write_text(feed(BODY)[:-20], "utf-8")
    run = detector("check", "package.json", "a.rss", "none.md", *RULES_ALONE, cwd=folder)
    assert (run.returncode, run.stdout) == (3, "")
    assert "3 not read (damaged: 1, not found: 1, unsupported format: 1)" in run.stderr


def test_what_was_skipped_is_counted_by_reason(folder: Path, detector: Run) -> None:
    german = (
        "Die alte Brücke wurde im Jahr 1905 eröffnet, und der Bürgermeister kam mit dem Boot. " * 5
    )
    (folder / "detector.toml").write_text('languages = ["en"]\n', "utf-8")
    (folder / "feed.xml").write_text(feed(german, BAD), "utf-8")
    run = detector("check", "feed.xml", *RULES_ALONE[:2], cwd=folder)
    assert run.returncode == 1
    assert "1 of 1 article fails: 1 error; 1 skipped (in another language: 1)" in run.stderr


def test_only_binary_files_are_nothing_that_was_checked(tmp_path: Path, detector: Run) -> None:
    subprocess.run(["git", "init"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    run = detector("check", "--staged", *RULES_ALONE, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (3, "")
    assert "1 skipped (not text: 1)" in run.stderr
    (tmp_path / "b.md").write_text(BODY, "utf-8")
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert detector("check", "--staged", *RULES_ALONE, cwd=tmp_path).returncode == 0
