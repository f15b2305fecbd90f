"""Shards: every worker reads and writes for itself, and marks tell what is done."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path
from random import Random

import pytest

from detector.audit.inputs import InputOptions
from detector.audit.merge import merge
from detector.audit.workers.execution import Workers
from detector.audit.workers.shards import audit_shards, score_shards
from detector.audit.workers.worker import Settings
from detector.cli import run
from detector.text.source import Source
from tests.audit.site import prose

pytestmark = pytest.mark.usefixtures("quick_workers")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    folder = tmp_path / "crawl"
    folder.mkdir()
    for shard in range(4):
        rows = [{"id": f"{shard}-{i}", "text": prose(10 * shard + i)} for i in range(5)]
        lines = "".join(json.dumps(row) + "\n" for row in rows) + "{cut"
        (folder / f"part-{shard}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder


def test_shards_hold_what_an_audit_gives(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out"
    assert run(["audit", str(crawl), "--jobs", "2", "--out", str(whole)]) == 3
    capsys.readouterr()
    assert run(["audit", str(crawl), "--jobs", "2", "--shards", str(out)]) == 3
    marks = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(marks) == len(list(out.glob("*.done.json"))) == 4
    assert all(mark["pages"] == 6 and mark["failures"] == {"bad_json": 1} for mark in marks)
    marks.sort(key=lambda mark: mark["shard"])
    parts = b"".join(gzip.decompress((out / mark["results"]).read_bytes()) for mark in marks)
    assert parts == whole.read_bytes()


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
def test_names_that_are_no_utf_8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / os.fsdecode(b"d\xe9j\xe0.md")).write_text(prose(1), "utf-8")
    monkeypatch.setenv("DETECTOR_CACHE", str(folder / "cache"))
    whole, merged = tmp_path / "whole.jsonl", tmp_path / "merged.jsonl"
    assert run(["audit", str(folder), "--jobs", "1", "--out", str(whole)]) == 0
    shards = ["--shards", str(folder / "out")]
    assert run(["audit", str(folder), "--jobs", "1", *shards, "--exclude", "out"]) == 0
    assert capsys.readouterr().err.endswith("1 page, 0 could not be read, 0 shards lost\n")
    made = ["audit", str(folder), "--jobs", "1", *shards, "--exclude", "out"]
    assert run([*made, "--out", str(merged)]) == 0
    assert merged.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("letter", ["a", "ä", "鐘"])
def test_names_of_any_length_that_the_system_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "in"
    folder.mkdir()
    names = [letter * (250 // len(letter.encode())) + f"{end}.md" for end in "12"]
    for name in names:
        (folder / name).write_text(prose(1), "utf-8")
    assert run(["audit", str(folder), "--jobs", "1", "--shards", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("*.done.json"))) == 2


FORMATS = ("a.jsonl", "a.json", "a.csv", "a.sqlite", "a.md", "a.sarif", "a.html", "site.txt")


def test_a_report_of_shards_is_the_report_of_an_audit(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    (crawl / "posts").mkdir()
    for page in range(6):
        (crawl / "posts" / f"2021-03-0{1 + page}.md").write_text(prose(page // 2), "utf-8")
    (crawl / "link.md").symlink_to("nowhere")

    def audit(folder: str, *more: str) -> dict[str, bytes]:
        files = [tmp_path / folder / name for name in FORMATS]
        files[0].parent.mkdir()
        outs = [word for file in files for word in ("--out", str(file))]
        assert run(["audit", str(crawl), "--jobs", "2", *outs, *more]) == 3
        return {file.name: file.read_bytes() for file in files}

    whole = audit("whole", "--format", "site")
    site = capsys.readouterr().out
    assert json.loads(site)["findings"], "copies lie in different shards"
    merged = audit("merged", "--format", "site", "--shards", str(tmp_path / "out"))
    assert capsys.readouterr().out == site
    assert [name for name in FORMATS if merged[name] != whole[name]] == []
    assert not list((tmp_path / "cache" / "runs").iterdir())


def test_a_lost_shard_is_an_error_in_its_place(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "out"
    list(audit_shards([str(crawl)], str(out), InputOptions(), Settings(), Workers(jobs=2)))
    next(out.glob("part-2-*.done.json")).unlink()
    with merge([str(crawl)], str(out), InputOptions(), Settings()) as result:
        pages = list(result.pages())
    assert [page.ordinal for page in pages] == list(range(3 * 6 + 1))
    (lost,) = (page for page in pages if page.error and page.error["type"] == "lost_shard")
    assert (lost.ordinal, lost.id) == (12, str(crawl / "part-2.jsonl.gz"))


@pytest.mark.parametrize("suffix", ["jsonl.gz", "pages.gz", "done.json"])
def test_a_damaged_shard_is_told_and_audited_again(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setenv("DETECTOR_CACHE", str(tmp_path / "cache"))
    out = str(tmp_path / "out")
    paths, settings = [str(crawl)], Settings()
    Path(out).mkdir()

    def score() -> list[bytes]:
        names = [Source(id=str(file), path=None, data="") for file in sorted(crawl.iterdir())]
        score_shards(0, names, settings, inputs=InputOptions(), out=out)
        return lines()

    def lines() -> list[bytes]:
        with merge(paths, out, InputOptions(), settings) as result:
            return [page.line for page in result.pages()]

    expected = score()
    draw = Random(3)
    (file,) = Path(out).glob(f"part-2-*.{suffix}")
    for cut in (False, False, True):
        data = bytearray(file.read_bytes())
        at = draw.randrange(10, len(data))
        if cut:
            del data[at:]
        else:
            data[at] ^= 1 << draw.randrange(8)
        file.write_bytes(data)
        found = lines()
        assert len(found) == 3 * 6 + 1
        assert b"its results are damaged" in found[12]
        assert score() == expected


def test_a_second_run_passes_over_what_is_marked(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def go() -> list[str]:
        marks = audit_shards([str(crawl)], str(out), InputOptions(), Settings(), Workers(jobs=2))
        return sorted(mark["sha256"] for mark in marks)

    first = go()
    results = sorted(out.glob("*.jsonl.gz"))
    stamps = {file: file.stat().st_mtime_ns for file in results}
    lost = results[1]
    Path(str(lost).replace(".jsonl.gz", ".done.json")).unlink()  # as after a kill: no mark
    lost.write_bytes(b"half")
    assert go() == first
    assert {file for file in results if file.stat().st_mtime_ns != stamps[file]} == {lost}
