"""Real faults: every one ends in the promised status, and nothing is lost.

The table in docs/faults.md says the same for people. Full disks under an audit have a file of
their own, tests/audit/test_full_disk.py; killed audits are in tests/audit/test_audit_command.py.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from detector.baseline import DEFAULT_NAME
from tests.small_disk import Disk, mounted

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these faults are made as on POSIX")
NOTE = "The bridge was opened in May by the mayor, who came by boat from the other bank.\n"
BROKEN = f"{NOTE}\nBed &amp;amp; breakfast by the river, and a < p >note that a tool left behind.\n"
Done = subprocess.CompletedProcess[bytes]


def run(
    *arguments: str | bytes,
    cwd: Path,
    prefix: Sequence[str] = (),
    env: dict[str, str | None] | None = None,
    shell: str = "",
) -> Done:
    """Run the command; ``shell`` is what a shell does around it, with the command as "$@"."""
    command: list[str | bytes] = [*prefix, sys.executable, "-m", "detector", *arguments]
    if shell:
        command = ["bash", "-c", shell, "bash", *command]
    environment = {**os.environ, "DETECTOR_CACHE": str(cwd / "cache"), **(env or {})}
    kept = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, check=False, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def assert_status(done: Done, status: int) -> None:
    assert b"Traceback" not in done.stderr, done.stderr.decode()[-1500:]
    assert done.returncode == status, (done.stdout, done.stderr)


def paths(done: Done) -> list[str]:
    return [json.loads(line)["path"] for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(NOTE)
    return tmp_path


@pytest.fixture
def powerless() -> list[str]:
    """A prefix under which permissions hold: root may else read and write everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root's powers cannot be dropped without setpriv")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


# Disks


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", 64) as made:
        yield made


def fill(disk: Disk) -> None:
    with (disk.folder / "rubbish").open("wb") as rubbish, pytest.raises(OSError):
        while True:
            os.write(rubbish.fileno(), bytes(4096))


def test_full_disk_keeps_the_article_that_is_mended(disk: Disk) -> None:
    article = disk.folder / "a.md"
    article.write_text(BROKEN)
    fill(disk)
    done = run("check", "a.md", "--fix", cwd=disk.folder)
    assert_status(done, 1)
    assert b"not mended" in done.stderr
    assert article.read_text() == BROKEN
    assert {file.name for file in disk.folder.iterdir()} == {"a.md", "rubbish"}


def test_full_disk_keeps_the_baseline(disk: Disk) -> None:
    (disk.folder / "a.md").write_text(BROKEN)
    assert_status(run("check", "a.md", "--write-baseline", cwd=disk.folder), 0)
    baseline = disk.folder / DEFAULT_NAME
    before = baseline.read_bytes()
    (disk.folder / "a.md").write_text(NOTE)
    fill(disk)
    assert_status(run("check", "a.md", "--write-baseline", cwd=disk.folder), 2)
    assert baseline.read_bytes() == before


@pytest.mark.parametrize("command", ["score", "check"])
def test_full_disk_keeps_the_last_report(folder: Path, disk: Disk, command: str) -> None:
    report = disk.folder / "report.json"
    report.write_text("the last one")
    fill(disk)
    done = run(command, "a.md", "--out", str(report), cwd=folder)
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
    done = run("score", "slow.md", "a.md", "--format", "jsonl", cwd=folder)
    writer.join()
    assert_status(done, 0)
    slow, quick = (json.loads(line) for line in done.stdout.splitlines())
    assert {**slow, "id": "", "path": ""} == {**quick, "id": "", "path": ""}


# Permissions


@pytest.mark.parametrize("command", ["score", "check", "extract", "audit"])
def test_a_file_that_may_not_be_read(folder: Path, powerless: list[str], command: str) -> None:
    (folder / "b.md").chmod(0)
    arguments = [] if command == "audit" else ["--jobs", "1"]
    if command == "extract":
        arguments = []
    done = run(
        command, "a.md", "b.md", "c.md", *arguments, "--format", "jsonl",
        cwd=folder, prefix=powerless,
    )  # fmt: skip
    assert_status(done, 3)
    assert b"b.md: may not be read" in done.stderr
    assert [path for path in paths(done) if path != "b.md"] == ["a.md", "c.md"]


def test_a_folder_that_may_not_be_read(folder: Path, powerless: list[str]) -> None:
    (folder / "shut").mkdir()
    (folder / "shut" / "d.md").write_text(NOTE)
    (folder / "shut").chmod(0)
    try:
        done = run("audit", ".", "--format", "jsonl", cwd=folder, prefix=powerless)
    finally:
        (folder / "shut").chmod(0o700)
    assert_status(done, 3)
    assert {"a.md", "b.md", "c.md"} <= set(paths(done))


def test_a_file_that_may_not_be_written_stays(folder: Path, powerless: list[str]) -> None:
    (folder / "a.md").write_text(BROKEN)
    (folder / "a.md").chmod(0o444)
    done = run("check", "a.md", "--fix", cwd=folder, prefix=powerless)
    assert_status(done, 1)
    assert b"not mended" in done.stderr
    assert (folder / "a.md").read_text() == BROKEN


def test_mending_keeps_mode_and_links(folder: Path) -> None:
    (folder / "a.md").write_text(BROKEN)
    (folder / "a.md").chmod(0o640)
    (folder / "link.md").symlink_to("a.md")
    run("check", "link.md", "--fix", cwd=folder)
    assert (folder / "link.md").is_symlink()
    assert (folder / "a.md").read_text() != BROKEN
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("command", ["score", "audit", "check"])
def test_a_report_that_may_not_be_written(folder: Path, powerless: list[str], command: str) -> None:
    (folder / "shut").mkdir(0o555)
    done = run(command, "a.md", "--out", "shut/x.json", cwd=folder, prefix=powerless)
    assert_status(done, 2)
    assert b"cannot write 'shut/x.json'" in done.stderr


def test_home_that_may_not_be_written(folder: Path, powerless: list[str]) -> None:
    (folder / "home").mkdir(0o555)
    own = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": None, "DETECTOR_CACHE": None}
    done = run("audit", "a.md", cwd=folder, prefix=powerless, env=own)
    assert_status(done, 2)
    assert b"set DETECTOR_CACHE" in done.stderr
    assert_status(run("score", "a.md", cwd=folder, prefix=powerless, env=own), 0)
    assert_status(run("check", "a.md", cwd=folder, prefix=powerless, env=own), 0)


def test_no_home_at_all(folder: Path) -> None:
    stranger = ["unshare", "--user", "--map-user=54321", "--map-group=54321"]
    try:
        subprocess.run([*stranger, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no user without an entry can be made here")
    own = {"HOME": None, "XDG_CACHE_HOME": None, "DETECTOR_CACHE": None}
    done = run("audit", "a.md", cwd=folder, prefix=stranger, env=own)
    assert_status(done, 2)
    assert b"set DETECTOR_CACHE" in done.stderr
    for command in ("score", "check", "extract"):
        assert_status(run(command, "a.md", cwd=folder, prefix=stranger, env=own), 0)


# Files that do not keep still


@pytest.mark.parametrize("command", ["score", "audit"])
def test_files_that_vanish_and_change_under_the_run(folder: Path, command: str) -> None:
    os.mkfifo(folder / "first.md")
    for number in range(40):
        (folder / f"d{number:02}.md").write_text(NOTE)
    names = [f"d{number:02}.md" for number in range(40)]

    def disturb() -> None:
        with (folder / "first.md").open("wb") as pipe:  # opens once the run has begun
            (folder / "a.md").unlink()
            (folder / "b.md").write_text("")
            (folder / "c.md").unlink()
            (folder / "c.md").mkdir()
            pipe.write(NOTE.encode())

    other = threading.Thread(target=disturb)
    other.start()
    arguments = ["--jobs", "1"] if command == "score" else ["--jobs", "1", "--no-cache"]
    done = run(
        command, "first.md", "a.md", "b.md", "c.md", *names, *arguments, "--format", "jsonl",
        cwd=folder,
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
    done = run("score", *names, "a.md", "--format", "jsonl", cwd=folder)
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


@pytest.mark.parametrize("command", ["score", "audit"])
def test_a_clock_that_jumps_changes_nothing(folder: Path, command: str) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(CLOCK)
    arguments = ("a.md", "b.md", "--format", "jsonl")
    expected = run(command, *arguments, cwd=folder)
    jumping = {"PYTHONPATH": str(folder / "site"), "DETECTOR_CACHE": str(folder / "other")}
    for _ in range(2):
        done = run(command, *arguments, cwd=folder, env=jumping)
        assert_status(done, 0)
        assert done.stdout == expected.stdout


# Streams


@pytest.mark.parametrize("command", ["score", "audit", "extract", "rules"])
def test_a_reader_that_goes_away(folder: Path, command: str) -> None:
    arguments = [] if command == "rules" else ["a.md", "b.md", "c.md"]
    done = run(command, *arguments, cwd=folder, shell='"$@" | true; exit ${PIPESTATUS[0]}')
    assert_status(done, 0)
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("score", "a.md", "b.md", "--format", "text"), 0),
        (("extract", "a.md", "b.md", "--format", "text"), 0),
        (("check", "a.md", "bad.md", "--format", "github"), 1),
        (("check", "a.md", "bad.md", "nowhere.md", "--format", "github"), 3),
        (("audit", "a.md", "bad.md", "--fail-on", "fail"), 1),
    ],
)
@pytest.mark.parametrize("gone", ['"$@" | true; exit ${PIPESTATUS[0]}', 'exec "$@" >&-'])
def test_files_are_whole_though_nobody_reads_standard_output(
    folder: Path, arguments: tuple[str, ...], status: int, gone: str
) -> None:
    (folder / "bad.md").write_text(BROKEN)
    outputs = ("--out", "x.jsonl", "--out", "y.jsonl")
    done = run(*arguments, *outputs, cwd=folder, shell=gone)
    closed = gone.endswith("-") and arguments[0] != "audit"
    assert_status(done, 2 if gone.endswith("-") else status)
    assert (b"standard output is closed" in done.stderr) or not closed
    assert b"Exception ignored" not in done.stderr
    records = [json.loads(line) for line in (folder / "x.jsonl").read_text().splitlines()]
    assert [record["path"] for record in records] == [n for n in arguments if n.endswith(".md")]
    assert (folder / "y.jsonl").read_text() == (folder / "x.jsonl").read_text()


@pytest.mark.parametrize("command", ["score", "check", "extract"])
@pytest.mark.parametrize(
    "shell",
    [
        '"$@" --out >(cat > got) && wait $!',
        '"$@" --out /dev/stdout | cat > got',
        'mkfifo p; cat p > got & "$@" --out p && wait $!',
    ],
)
def test_pipes_are_written_as_they_are(folder: Path, command: str, shell: str) -> None:
    done = run(command, "a.md", "--format", "jsonl", cwd=folder, shell=shell)
    assert_status(done, 0)
    (record,) = map(json.loads, (folder / "got").read_text().splitlines())
    assert "error" not in record


@pytest.mark.parametrize("command", ["score", "check", "audit", "extract"])
@pytest.mark.parametrize(
    ("shell", "status"),
    [
        ('exec "$@" <&-', 0),
        ('exec "$@" 2>&-', 0),
        ('exec "$@" <&- 2>&-', 0),
        ('exec "$@" >&-', 2),
        ('exec "$@" <&- >&- 2>&-', 2),
    ],
)
def test_closed_streams(folder: Path, command: str, shell: str, status: int) -> None:
    done = run(command, "a.md", cwd=folder, shell=shell)
    if command == "check" and status == 2:
        status = 0  # it has nothing to say
    assert_status(done, status)
    assert (folder / "a.md").read_text() == NOTE


def test_closed_streams_reach_no_file(folder: Path) -> None:
    """The numbers of closed streams must not become those of files that are opened."""
    done = run("audit", ".", "nowhere.md", "--out", "x.jsonl", cwd=folder,
               shell='exec "$@" <&- >&- 2>&-')  # fmt: skip
    assert done.returncode == 2  # the overview has nowhere to go
    records = [json.loads(line) for line in (folder / "x.jsonl").read_text().splitlines()]
    assert len(records) == 4


def test_closed_standard_input_is_unreadable(folder: Path) -> None:
    done = run("score", "-", cwd=folder, shell='exec "$@" <&-')
    assert_status(done, 3)


# Locales and names


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "ja_JP.SJIS"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "no_SUCH"},
    ],
)
def test_locales_change_no_byte(folder: Path, env: dict[str, str | None]) -> None:
    (folder / "a.md").write_text("Été “I” istanbul. Lorem ipsum dolor sit amet.\n", "utf-8")
    scored = run("score", "a.md", "--format", "jsonl", cwd=folder, env=env)
    assert_status(scored, 0)
    assert json.loads(scored.stdout.decode("utf-8"))["findings"]
    assert_status(run("score", "a.md", cwd=folder, env=env), 0)
    checked = run("check", "a.md", cwd=folder, env=env)
    assert_status(checked, 1)
    assert "“Lorem ipsum" in checked.stdout.decode("utf-8")
    assert "Été" in run("extract", "a.md", cwd=folder, env=env).stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["score", "check", "audit", "extract"])
def test_names_that_are_not_utf8(folder: Path, command: str) -> None:
    name = b"n\xff\xfe.md"
    try:
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(NOTE)
    except OSError:
        pytest.skip("this file system takes no such names")
    for env in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = run(command, name, "--format", "jsonl", cwd=folder, env=env)
        assert_status(done, 0)
        assert paths(done)[0].startswith("n\ufffd")
