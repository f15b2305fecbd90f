"""Shared fixtures: where the data lie, and how the command is run for real."""

from __future__ import annotations

import gc
import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.starter import ROOT, Start, Starter, started

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SHARED = ROOT.parent / "shared"

# The command is started hundreds of times, and each worker imports every test: what one of them
# compiles is kept for the others, also where the environment has Python keep nothing.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Other workers use the other cores: threads would only wait for one another, at full speed.
for library in ("OMP", "OPENBLAS"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
# Audits have their databases written through to the disk, which tests would wait for in turn.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30 and "TMPDIR" not in os.environ:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
# Thousands of tests are objects that stay: looking for rings among them took a fifth of the time.
# Commands and workers set the same for themselves.
gc.set_threshold(50_000)
# How long one example takes depends on what else the machine does.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


# A Chromium takes six seconds of a core to start, and a large report three to make: one is enough.
IN_BROWSER = frozenset(
    f"tests/{name}.py"
    for name in (
        "render/test_accessible",
        "render/test_html_answers",
        "render/test_html_doubts",
        "render/test_html_filters",
        "render/test_html_limits",
        "render/test_html_report",
        "server/test_page",
    )
)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of training and test data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the data folder ../shared is not there")
    return SHARED


@pytest.fixture(scope="session")
def wild(shared: Path) -> Callable[[str], Iterator[dict[str, Any]]]:
    """Read the rows of one file of ``wild/``, by its kind ("K1")."""

    def rows(kind: str) -> Iterator[dict[str, Any]]:
        with gzip.open(shared / "wild" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    return rows


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chrome]:
    pytest.importorskip("selenium", reason="selenium is not installed (requirements-dev.txt)")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        pytest.skip("there is no Chromium: apt-get install chromium chromium-driver")
    from scripts.build.screenshot import browser

    with browser() as chrome:
        chrome.get("about:blank")
        chrome.get_log("performance")  # what the browser's own first tab asked for
        yield chrome


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file together, and those in a browser: they share servers and sites."""
    if config.getvalue("dist") != "load":  # another way was asked for
        return None
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "browser" if file in IN_BROWSER else file

    config.option.loadscopereorder = False  # long files of few tests would come last
    return Scheduling(config, log)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def starting() -> Iterator[Start]:
    """Start the command in a process of its own; on Linux, in a quick one."""
    if sys.platform != "linux":
        yield started
        return
    with Starter() as starter:
        yield starter.run


@pytest.fixture(scope="session")
def detector(starting: Start) -> Run:
    """Run ``detector ARGUMENTS`` in a process of its own."""
    return _texts(starting)


@pytest.fixture(scope="session")
def started_detector() -> Run:
    """Run ``python -m detector ARGUMENTS``."""
    return _texts(started)


def _texts(start: Start) -> Run:
    def run(
        *arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None, input: str = ""
    ) -> subprocess.CompletedProcess[str]:
        done = start(arguments, cwd, {**os.environ} if env is None else env, input.encode())
        out, err = (
            data.decode().replace("\r\n", "\n").replace("\r", "\n")
            for data in (done.stdout, done.stderr)
        )
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run
