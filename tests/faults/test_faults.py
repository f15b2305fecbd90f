"""Real faults: every one ends in the promised status, and nothing is lost.

The table in docs/faults.md says the same for people. Full disks under an audit have a file of
their own, tests/audit/run/test_full_disk.py; killed audits are in
tests/audit/run/test_audit_command.py, streams and locales in tests/faults/test_streams.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from detector.gate.baseline import DEFAULT_NAME
from tests.faults.runs import BROKEN, NOTE, assert_status, paths, run
from tests.small_disk import Disk, mounted

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these faults are made as on POSIX")

# Disks


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", 64) as made:
        yield made


def fill(disk: Disk) -> None:
    with (disk.folder / "rubbish").open("wb") as rubbish, pytest.raises(OSError):
        while True:
            os.write(rubbish.fileno(), bytes(4096))


def test_full_disk_keeps_the_article_that_is_fixed(disk: Disk) -> None:
    article = disk.folder / "a.md"
    article.write_text(BROKEN)
    fill(disk)
    done = run("check", "a.md", "--fix", cwd=disk.folder, forked=True)
    assert_status(done, 1)
    assert b"not fixed" in done.stderr
    assert article.read_text() == BROKEN
    assert {file.name for file in disk.folder.iterdir()} == {"a.md", "rubbish"}


def test_full_disk_keeps_the_baseline(disk: Disk) -> None:
    (disk.folder / "a.md").write_text(BROKEN)
    assert_status(run("check", "a.md", "--write-baseline", cwd=disk.folder, forked=True), 0)
    baseline = disk.folder / DEFAULT_NAME
    before = baseline.read_bytes()
    (disk.folder / "a.md").write_text(NOTE)
    fill(disk)
    assert_status(run("check", "a.md", "--prune-baseline", cwd=disk.folder, forked=True), 2)
    assert baseline.read_bytes() == before


@pytest.mark.parametrize("command", ["score", "check"])
def test_full_disk_keeps_the_last_report(folder: Path, disk: Disk, command: str) -> None:
    report = disk.folder / "report.json"
    report.write_text("the last one")
    fill(disk)
    done = run(command, "a.md", "--out", str(report), cwd=folder, forked=True)
    assert_status(done, 2)
    assert report.read_text() == "the last one"


def test_a_slow_disk_changes_nothing(folder: Path) -> None:
    os.mkfifo(folder / "slow.md")

    def write() -> None:
        with (folder / "slow.md").open("wb") as pipe:
            for at in range(0, len(NOTE), 9):
                pipe.write(NOTE.encode()[at : at + 9])
                pipe.flush()
                time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    handed = 'exec "$@" < slow.md'  # a pipe is read where the caller hands it over
    arguments = ("--content-type", "markdown", "--format", "jsonl")
    done = run("score", "/dev/stdin", "a.md", *arguments, cwd=folder, shell=handed, forked=True)
    writer.join()
    assert_status(done, 0)
    slow, quick = (json.loads(line) for line in done.stdout.splitlines())
    assert {**slow, "id": "", "path": ""} == {**quick, "id": "", "path": ""}


# Permissions


@pytest.mark.parametrize("command", ["score", "check", "extract", "audit"])
def test_a_file_that_may_not_be_read(
    folder: Path, known: Path, powerless: list[str], command: str
) -> None:
    (folder / "b.md").chmod(0)
    arguments = [] if command == "audit" else ["--jobs", "1"]
    if command == "extract":
        arguments = []
    done = run(
        command, "a.md", "b.md", "c.md", *arguments, "--format", "jsonl",
        cwd=folder, prefix=powerless, env={"DETECTOR_CACHE": str(known)}, forked=True,
    )  # fmt: skip
    assert_status(done, 3)
    assert b"b.md: permission denied" in done.stderr
    assert [path for path in paths(done) if path != "b.md"] == ["a.md", "c.md"]


@pytest.fixture
def shut(folder: Path) -> Iterator[Path]:
    """A folder with an article that may not be entered, in one that may."""
    place = folder / "open" / "shut"
    place.mkdir(parents=True)
    (place / "d.md").write_text(NOTE)
    place.chmod(0)
    yield place
    place.chmod(0o700)


@pytest.mark.parametrize(
    "named", [["."], [".", "open"], ["a.md", "b.md", "c.md", "open/shut/d.md"]]
)
@pytest.mark.parametrize("command", ["check", "audit"])
def test_a_folder_that_may_not_be_read(
    folder: Path, shut: Path, powerless: list[str], command: str, named: list[str]
) -> None:
    done = run(command, *named, "--format", "jsonl", cwd=folder, prefix=powerless, forked=True)
    assert_status(done, 3)
    assert done.stderr.count(b"permission denied") == 1
    assert {"a.md", "b.md", "c.md"} <= set(paths(done))


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("named", [".", "open", "open/shut"])
def test_a_folder_of_a_repository_that_may_not_be_read(
    folder: Path, shut: Path, powerless: list[str], named: str, tracked: bool
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    if tracked:
        shut.chmod(0o700)
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        shut.chmod(0)
    done = run("check", named, cwd=folder, prefix=powerless, forked=True)
    assert_status(done, 3)
    assert b"open/shut: permission denied: check the permissions" in done.stderr


def test_a_file_that_may_not_be_written_stays(folder: Path, powerless: list[str]) -> None:
    (folder / "a.md").write_text(BROKEN)
    (folder / "a.md").chmod(0o444)
    done = run("check", "a.md", "--fix", cwd=folder, prefix=powerless, forked=True)
    assert_status(done, 1)
    assert b"not fixed" in done.stderr
    assert (folder / "a.md").read_text() == BROKEN


def test_fixing_keeps_mode_and_links(folder: Path) -> None:
    (folder / "a.md").write_text(BROKEN)
    (folder / "a.md").chmod(0o640)
    (folder / "link.md").symlink_to("a.md")
    run("check", "link.md", "--fix", cwd=folder, forked=True)
    assert (folder / "link.md").is_symlink()
    assert (folder / "a.md").read_text() != BROKEN
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("command", ["score", "audit", "check"])
def test_a_report_that_may_not_be_written(folder: Path, powerless: list[str], command: str) -> None:
    (folder / "shut").mkdir(0o555)
    arguments = (command, "a.md", "--out", "shut/x.json")
    done = run(*arguments, cwd=folder, prefix=powerless, forked=True)
    assert_status(done, 2)
    assert b"cannot write 'shut/x.json'" in done.stderr


def test_home_that_may_not_be_written(folder: Path, powerless: list[str]) -> None:
    (folder / "home").mkdir(0o555)
    own = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": None, "DETECTOR_CACHE": None}
    start = partial(run, cwd=folder, prefix=powerless, env=own, forked=True)
    done = start("audit", "a.md")
    assert_status(done, 2)
    assert b"set DETECTOR_CACHE" in done.stderr
    assert_status(start("score", "a.md"), 0)
    assert_status(start("check", "a.md"), 0)


def test_no_home_at_all(folder: Path) -> None:
    stranger = ["unshare", "--user", "--map-user=54321", "--map-group=54321"]
    try:
        subprocess.run([*stranger, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no user without an entry can be made here")
    own = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "DETECTOR_CACHE"))
    homeless = ["env", *(f"--unset={name}" for name in own), *stranger]  # so are the imports
    start = partial(run, cwd=folder, prefix=homeless, env=own, forked=True)
    done = start("audit", "a.md")
    assert_status(done, 2)
    assert b"set DETECTOR_CACHE" in done.stderr
    for command in ("score", "check", "extract"):
        assert_status(start(command, "a.md"), 0)


# Files that do not keep still


@pytest.mark.parametrize("command", ["score", "audit"])
def test_files_that_vanish_and_change_under_the_run(folder: Path, command: str) -> None:
    os.mkfifo(folder / "first.md")
    for number in range(40):
        (folder / f"d{number:02}.md").write_text(NOTE)
    names = [f"d{number:02}.md" for number in range(40)]

    def disturb() -> None:
        with (folder / "first.md").open("wb") as pipe:  # opens once the run begins
            (folder / "a.md").unlink()
            (folder / "b.md").write_text("")
            (folder / "c.md").unlink()
            (folder / "c.md").mkdir()
            pipe.write(NOTE.encode())

    other = threading.Thread(target=disturb)
    other.start()
    arguments = ["--jobs", "1"] if command == "score" else ["--jobs", "1", "--no-cache"]
    done = run(
        command, "/dev/stdin", "a.md", "b.md", "c.md", *names, *arguments, "--format", "jsonl",
        cwd=folder, shell='exec "$@" < first.md', forked=True,
    )  # fmt: skip
    other.join()
    assert_status(done, 3)
    found = {r["path"]: r for r in map(json.loads, done.stdout.splitlines())}
    assert found["a.md"]["error"]["type"] == "not_found"
    assert found["b.md"]["reasons"] == ["empty"]
    assert set(names) <= {path for path, record in found.items() if "error" not in record}


@pytest.mark.parametrize("content", [b"", b"\0" * 4000, b"\xff\xfe", b"{", b"\x1f\x8b\x08"])
def test_files_cut_short_are_no_crash(folder: Path, content: bytes) -> None:
    names = [f"cut.{suffix}" for suffix in ("txt", "md", "html", "jsonl", "jsonl.gz")]
    for name in names:
        (folder / name).write_bytes(content)
    done = run("score", *names, "a.md", "--format", "jsonl", cwd=folder, forked=True)
    assert done.returncode in (0, 3)
    assert b"Traceback" not in done.stderr
    assert paths(done)[-1] == "a.md"


# Memory


@pytest.mark.parametrize("command", ["score", "check"])
def test_a_text_too_big_for_the_memory_costs_itself(folder: Path, command: str) -> None:
    words = " ".join(f"word{number % 9000}" for number in range(900_000))
    (folder / "a.md").write_text(words)
    done = run(
        command, "a.md", "b.md", "--jobs", "1", "--format", "jsonl",
        cwd=folder, shell='ulimit -v 300000; exec "$@"', env={"OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert_status(done, 3)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["error"]["type"] == "memory"
    assert second["path"] == "b.md"
    assert "error" not in second


# Time

CLOCK = """
import itertools, time
_real, _turn = time.time, itertools.count()
time.time = lambda: _real() + (-9e7, 3600, 9e8, -3600)[next(_turn) % 4]
"""


def test_a_clock_that_jumps_changes_nothing(folder: Path, known: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(CLOCK)
    jumping = ["env", f"PYTHONPATH={tmp_path / 'site'}"]  # from the start of Python
    for command in ("score", "audit"):
        start = partial(run, command, "a.md", "b.md", "--format", "jsonl", cwd=folder, forked=True)
        expected = start(env={"DETECTOR_CACHE": str(known)})
        for _ in range(2):
            done = start(prefix=jumping, env={"DETECTOR_CACHE": str(folder / "other")})
            assert_status(done, 0)
            assert done.stdout == expected.stdout
