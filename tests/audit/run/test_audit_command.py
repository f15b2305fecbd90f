"""The command as users run it: outputs, statuses, stops and starts."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detector.audit import AuditOptions
from detector.audit import audit as auditing
from detector.audit.workers.execution import Workers
from detector.pipeline import PARENT_CHECK_S
from tests.audit.site import write_site
from tests.starter import Start

PAGES = 75
Audit = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "detector", "audit", *arguments]


@pytest.fixture(scope="module")
def audit(site: Path, tmp_path_factory: pytest.TempPathFactory, starting: Start) -> Audit:
    """Run the command beside the site, with a cache that these tests share."""
    cache = tmp_path_factory.mktemp("shared")

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return starting(["audit", *arguments], site.parent, environment(cache), b"")

    return run


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DETECTOR_CACHE": str(folder / "cache")}


@pytest.fixture(scope="module")
def expected(site: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The records of an undisturbed run."""
    done = subprocess.run(
        command(site.name, "--no-cache", "--jobs", "1", "--format", "jsonl"),
        cwd=site.parent,
        env=environment(tmp_path_factory.mktemp("undisturbed")),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr
    return done.stdout


def records(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_every_page_has_its_record_in_order(expected: bytes, site: Path) -> None:
    found = records(expected)
    assert len(found) == PAGES
    ids = [record["id"] for record in found]
    top = [f"{site.name}/{name}" for name in ("broken.html", "empty.txt", "page.html")]
    data = [*(f"r{i}" for i in range(10)), f"{site.name}/set.jsonl:11", "none"]
    assert ids[:15] == top + data
    assert ids[15:] == sorted(ids[15:])
    errors = {record["id"]: record["error"] for record in found if "error" in record}
    assert set(errors) == {top[0], "none", f"{site.name}/set.jsonl:11"}
    assert errors["none"]["line"] == 12
    scored = [record for record in found if "error" not in record]
    assert all(record["schema"] == 1 and len(record["scores"]) == 8 for record in scored)


def test_records_equal_those_of_score(expected: bytes, site: Path, detector: Any) -> None:
    record = records(expected)[20]
    done = detector("score", record["path"], "--format", "jsonl", cwd=site.parent)
    assert json.loads(done.stdout) == record


@pytest.mark.parametrize("jobs", ["2", "4"])
def test_workers_change_nothing(audit: Audit, expected: bytes, site: Path, jobs: str) -> None:
    assert audit(site.name, "--no-cache", "-j", jobs, "-f", "jsonl").stdout == expected


@pytest.mark.usefixtures("quick_workers")
def test_a_second_audit_scores_nothing(
    expected: bytes, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.parent)
    options = AuditOptions(cache_folder=tmp_path, workers=Workers(jobs=2))
    scored: list[int] = []
    for _ in range(2):
        with auditing(
            [site.name], options, lambda known, done, failed: scored.append(done)
        ) as result:
            assert b"".join(page.line + b"\n" for page in result.pages()) == expected
    assert scored[-1] == 0, "the last run, which tells its count at its end"
    assert max(scored) == PAGES - 2, "all but the records that are none"
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(left) == 1, "the journal goes when the run is done"


def test_all_formats_at_once(audit: Audit, expected: bytes, site: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    names = ("a.jsonl", "a.json", "a.csv", "a.sqlite", "a.md", "a.parquet")
    outs = [word for name in names for word in ("--out", str(tmp_path / name))]
    done = audit(site.name, *outs)
    assert done.returncode == 3
    assert b"75 pages" in done.stdout
    assert b"broken.html" in done.stderr
    assert (tmp_path / "a.jsonl").read_bytes() == expected
    assert json.loads((tmp_path / "a.json").read_bytes()) == records(expected)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == [record["id"] for record in records(expected)]
    import pyarrow.parquet

    assert pyarrow.parquet.read_table(tmp_path / "a.parquet").num_rows == PAGES
    database = sqlite3.connect(tmp_path / "a.sqlite")
    (count,) = database.execute("SELECT count(*) FROM pages").fetchone()
    assert count == PAGES
    findings = sum(len(record.get("findings", ())) for record in records(expected))
    assert database.execute("SELECT count(*) FROM findings").fetchone() == (findings,)
    kinds = [row[0] for row in database.execute("SELECT kind FROM site_findings")]
    assert kinds.count("exact-duplicates") == 3
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Audit of site")
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--fail-on", "site"], 1),
        (["--fail-on", "exact-duplicates>3"], 3),
        (["--fail-on", "review>100%"], 3),
        (["--fail-on", "nonsense"], 2),
        (["--format", "nonsense"], 2),
        (["--jobs", "-3"], 2),
        (["--exclude", "broken.html", "--exclude", "set.jsonl"], 0),
    ],
)
def test_exit_statuses(audit: Audit, site: Path, arguments: list[str], status: int) -> None:
    done = audit(site.name, *arguments)
    assert done.returncode == status, done.stderr
    assert b"Traceback" not in done.stderr


def test_what_is_not_there_is_said(audit: Audit) -> None:
    done = audit("nowhere")
    assert done.returncode == 3
    assert b"nowhere" in done.stderr


def test_a_file_in_the_place_of_the_journal_is_named(
    audit: Audit, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "journal").write_text("a file")
    done = audit(site.name, "--journal", str(tmp_path / "journal"))
    assert done.returncode == 2
    assert b"is a file, not a folder" in done.stderr
    assert b"Errno" not in done.stderr


def test_killed_at_any_moment_and_resumed(
    expected: bytes, site: Path, tmp_path: Path, audit: Audit
) -> None:
    draw = random.Random(7)
    out = tmp_path / "out.jsonl"
    arguments = (site.name, "--no-cache", "--jobs", "2", "--out", str(out))
    for _ in range(5):
        process = subprocess.Popen(
            command(*arguments, "--resume"),
            cwd=site.parent,
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(draw.uniform(0.3, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = audit(*arguments, "--resume")
    assert done.returncode == 3
    assert out.read_bytes() == expected
    end = time.monotonic() + 30 * PARENT_CHECK_S
    while (left := orphans(site.parent)) and time.monotonic() < end:
        time.sleep(PARENT_CHECK_S / 2)
    assert not left, "workers end when their parent is killed"


def orphans(folder: Path) -> list[str]:
    """Return joblib's workers in ``folder`` that have no parent any more."""
    command = ["ps", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    found = [row for row in rows if row[1] == "1" and "LokyProcess" in row[2]]
    return [args for pid, _, args in found if works_in(pid, folder)]


def works_in(pid: str, folder: Path) -> bool:
    """Tell the workers of these tests from those of others, where the system shows it."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:
        return not Path("/proc/self").exists()


def kept(cache: Path) -> int:
    """Return how many results the cache holds."""
    for file in cache.glob("results-*.sqlite"):
        database = sqlite3.connect(file, timeout=30)
        try:
            return int(database.execute("SELECT count(*) FROM results").fetchone()[0])
        except sqlite3.OperationalError:  # the table is still to be made
            return 0
        finally:
            database.close()
    return 0


def test_ctrl_c_ends_soon_and_keeps_what_was_done(tmp_path: Path) -> None:
    site = tmp_path / "large"
    write_site(site, 900)  # enough for several seconds
    cache = tmp_path / "cache"
    process = subprocess.Popen(
        command(site.name, "--jobs", "2"),
        cwd=site.parent,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Where the tests run in the background, a shell has set Ctrl-C to be ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    while not kept(cache) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert 0 < kept(cache) < 600, "most of the site is left undone, however quick the machine"
    assert process.returncode == 130, said
    assert b"stopped" in said
    assert b"Traceback" not in said
    assert list(tmp_path.rglob("run.sqlite"))  # for --resume
