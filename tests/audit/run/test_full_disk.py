"""A disk that is full, for real: nothing is lost, and the run says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.audit.site import write_site
from tests.small_disk import Disk, mounted
from tests.starter import Done, Start

PAGES = 60
FULL = "the disk is full"
Audit = Callable[..., Done]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", 160) as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, PAGES)
    return folder


@pytest.fixture(scope="module")
def undisturbed(site: Path, tmp_path_factory: pytest.TempPathFactory, audit: Audit) -> Path:
    """The folder of an audit's records and of its cache."""
    folder = tmp_path_factory.mktemp("undisturbed")
    done = audit(site, folder / "cache", "--out", str(folder / "out.jsonl"))
    assert done.returncode == 3
    return folder


@pytest.fixture(scope="module")
def expected(undisturbed: Path) -> bytes:
    return (undisturbed / "out.jsonl").read_bytes()


@pytest.fixture
def known(undisturbed: Path, tmp_path: Path) -> Path:
    """A cache of its own that holds what the audit has scored: it is not scored again."""
    return shutil.copytree(undisturbed / "cache", tmp_path / "cache")


@pytest.fixture(scope="module")
def audit(starting: Start) -> Audit:
    def run(site: Path, cache: Path, *arguments: str) -> Done:
        env = {**os.environ, "DETECTOR_CACHE": str(cache)}
        return starting(["audit", site.name, "--jobs", "2", *arguments], site.parent, env, b"")

    return run


def assert_told(done: Done) -> None:
    said = done.stderr.decode().splitlines()
    assert done.returncode == 2, said
    assert FULL in said[-1] or "No space left" in said[-1]
    assert not any("Traceback" in line or "Warning" in line for line in said)


@pytest.mark.parametrize("cached", ["--cache", "--no-cache"])
def test_the_journal_fills_the_disk(
    site: Path, expected: bytes, tmp_path: Path, disk: Disk, audit: Audit, cached: str
) -> None:
    out, cache = tmp_path / "out.jsonl", disk.folder / "cache"
    for more in ([], ["--resume"]):  # the second time there is room for still less
        assert_told(audit(site, cache, cached, "--out", str(out), *more))
        assert not out.exists()
    disk.grow()
    assert audit(site, cache, cached, "--out", str(out), "--resume").returncode == 3
    assert out.read_bytes() == expected


@pytest.mark.parametrize("name", ["out.jsonl", "out.html"])
def test_the_output_fills_the_disk(
    site: Path, expected: bytes, tmp_path: Path, known: Path, disk: Disk, audit: Audit, name: str
) -> None:
    (disk.folder / "rubbish").write_bytes(bytes(150_000))
    out = disk.folder / name
    assert_told(audit(site, known, "--out", str(out)))
    assert [file.name for file in disk.folder.iterdir()] == ["rubbish"], "no half of a report"
    disk.grow()
    again = tmp_path / "again.jsonl"
    done = audit(site, known, "--out", str(out), "--out", str(again), "--resume")
    assert done.returncode == 3
    assert out.stat().st_size > 20_000
    assert again.read_bytes() == expected


def test_the_folder_of_temporary_files_is_full(
    site: Path, tmp_path: Path, disk: Disk, starting: Start
) -> None:
    (disk.folder / "rubbish").write_bytes(bytes(100_000))
    env = {**os.environ, "DETECTOR_CACHE": str(tmp_path / "cache"), "TMPDIR": str(disk.folder)}
    assert_told(starting(["audit", site.name, "--jobs", "2"], site.parent, env, b""))


def test_shards_fill_the_disk(site: Path, tmp_path: Path, disk: Disk, audit: Audit) -> None:
    shards, cache = disk.folder / "shards", tmp_path / "cache"
    (disk.folder / "rubbish").write_bytes(bytes(100_000))
    assert_told(audit(site, cache, "--shards", str(shards)))
    disk.grow()
    outs = [tmp_path / "shards.sqlite", tmp_path / "whole.sqlite"]
    audit(site, cache, "--shards", str(shards), "--out", str(outs[0]))
    audit(site, cache, "--out", str(outs[1]))
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize("command", ["score", "audit"])
def test_standard_output_is_full(site: Path, known: Path, command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "detector", command, str(site / "page.html"), "-f", "jsonl"],
            env={**os.environ, "DETECTOR_CACHE": str(known)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith(f"detector: {FULL}")
    assert b"Traceback" not in done.stderr
