"""A real Dask scheduler and workers on loopback: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from detector.audit.workers.cluster import dask_workers
from detector.audit.workers.execution import execute
from detector.audit.workers.worker import Settings
from detector.text.source import Source
from tests.audit.run.faults import work
from tests.audit.site import write_site
from tests.conftest import ROOT
from tests.starter import Start, started

if find_spec("distributed") is None:
    pytest.skip("the extra “cluster” is not installed", allow_module_level=True)
START_S = 180


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers with nannies; give the scheduler's address."""
    folder = tmp_path_factory.mktemp("cluster")
    note = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}
    environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "0"
    # Workers are forked of a process that has imported Dask: some of them die here.
    environment["DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD"] = "forkserver"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [
        subprocess.Popen(
            [
                sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
                "--port", "0", "--no-dashboard", "--scheduler-file", str(note),
            ],
            env=environment, cwd=folder, **quiet,
        )
    ]  # fmt: skip
    begin = time.monotonic()
    while not note.exists() and time.monotonic() - begin < START_S:
        time.sleep(0.1)
    processes.append(
        subprocess.Popen(
            [
                sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(note),
                "--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1",
                "--local-directory", str(folder),
            ],
            env=environment, cwd=folder, **quiet,
        )
    )  # fmt: skip
    from distributed import Client

    with Client(scheduler_file=str(note), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=START_S)
        address = str(client.scheduler.address)
    yield address
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def audit(start: Start, site: Path, cache: Path, *arguments: str) -> bytes:
    command = ["audit", site.name, "-f", "jsonl", *arguments]
    done = start(command, site.parent, {**os.environ, "DETECTOR_CACHE": str(cache)}, b"")
    assert done.returncode == 3, done.stderr
    assert b"Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(folder, 60)
    return folder


@pytest.fixture(scope="module")
def here(site: Path, tmp_path_factory: pytest.TempPathFactory, starting: Start) -> bytes:
    return audit(starting, site, tmp_path_factory.mktemp("here"))


def test_cluster_gives_the_same_bytes(
    scheduler: str, site: Path, here: bytes, tmp_path: Path
) -> None:
    assert audit(started, site, tmp_path, "--cluster", scheduler) == here


def test_a_killed_worker_of_the_cluster_loses_nothing(
    scheduler: str, site: Path, here: bytes, tmp_path: Path, starting: Start
) -> None:
    from distributed import Client

    killed = []
    with Client(scheduler, set_as_default=False) as client:

        def kill() -> None:
            end = time.monotonic() + 60
            while time.monotonic() < end:
                for address, tasks in client.processing().items():
                    if tasks:
                        killed.append(client.run(os.getpid, workers=[address])[address])
                        os.kill(killed[0], signal.SIGKILL)
                        return
                time.sleep(0.02)

        killer = threading.Thread(target=kill)
        killer.start()
        there = audit(starting, site, tmp_path, "--cluster", scheduler)
        killer.join()
    assert killed, "a worker was at work, and was killed"
    assert there == here


def test_a_text_that_kills_its_worker_is_found(scheduler: str) -> None:
    workers = dask_workers(scheduler, 0)
    texts = ["fine", "fine", "fine", "die"]
    sources = [Source(id=str(i), path=None, data=text) for i, text in enumerate(texts)]
    became = {
        source.id: b"crash" in outcome.body
        for batch, outcomes in execute([sources[:3], sources[3:]], Settings(), workers, work)
        for source, outcome in zip(batch, outcomes, strict=True)
    }
    assert became == {"0": False, "1": False, "2": False, "3": True}
