"""Few file descriptors, no semaphores, packages that are missing: serial work, or one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detector.cli import run as command
from detector.pipeline import DESCRIPTORS, DESCRIPTORS_EACH, workers_fault
from tests.faults.runs import Done, assert_status, paths, run
from tests.starter import ROOT

resource = pytest.importorskip("resource")


AUDIT = ("audit", ".", "--jobs", "2", "--format", "jsonl")


def limited(folder: Path, descriptors: int) -> Done:
    return run(*AUDIT, cwd=folder, shell=f'ulimit -n {descriptors}; exec "$@"')


def test_too_few_descriptors_for_workers(folder: Path) -> None:
    done = limited(folder, 20)
    assert_status(done, 0)
    assert b"no worker can start (Too many open files)" in done.stderr
    assert done.stdout == run(*AUDIT, "--no-cache", cwd=folder, forked=True).stdout


def test_too_few_descriptors_for_the_cache(folder: Path) -> None:
    done = limited(folder, 7)
    assert_status(done, 2)
    assert b"too many open files; raise the limit" in done.stderr.splitlines()[-1]


def test_descriptors_are_counted_and_given_back() -> None:
    _, hard = before = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = len(list(Path("/dev/fd").iterdir()))
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (taken + DESCRIPTORS + DESCRIPTORS_EACH, hard))
        assert workers_fault(4) is not None
        resource.setrlimit(resource.RLIMIT_NOFILE, (taken + 100, hard))
        assert workers_fault(4) is None
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert len(list(Path("/dev/fd").iterdir())) == taken


@pytest.mark.parametrize("name", ["audit", "check", "score"])
def test_no_semaphores(
    folder: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import joblib._multiprocessing_helpers as helpers

    monkeypatch.setattr(helpers, "mp", None)  # what joblib finds without /dev/shm
    monkeypatch.setattr("detector.pipeline.MIN_PARALLEL_DOCUMENTS", 1)
    monkeypatch.setattr("detector.gate.checking.MIN_PARALLEL_TARGETS", 1)
    monkeypatch.setenv("DETECTOR_CACHE", str(folder / "cache"))
    monkeypatch.chdir(folder)
    inputs = ["a.md", "b.md", "c.md"]
    assert command([name, *inputs, "--jobs", "2", "--format", "jsonl"]) == 0
    shown = capsys.readouterr()
    done = Done([], 0, shown.out.encode(), b"")
    assert paths(done) == inputs
    assert ("no worker can start" in shown.err) is (name == "audit")


def without(package: str, *arguments: str) -> Done:
    code = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv[0] = 'detector'; "
        "from detector.__main__ import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("typer", ["--help"]),
        ("numpy", ["score", "README.md"]),
        ("markdown_it", ["score", "README.md"]),
    ],
)
def test_a_package_that_is_missing_is_named(package: str, arguments: list[str]) -> None:
    done = without(package, *arguments)
    assert_status(done, 2)
    (said,) = done.stderr.decode().splitlines()
    assert f"the package “{package}” is not installed" in said
