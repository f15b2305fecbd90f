"""A real Dask scheduler and workers on loopback: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import signal
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
from tests.starter import Start

if find_spec("distributed") is None:
    pytest.skip("the extra “cluster” is not installed", allow_module_level=True)
START_S = 180


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and two workers with nannies; give the scheduler's address."""
    import dask
    from distributed import LocalCluster

    settings = {
        "distributed.scheduler.allowed-failures": 0,
        # Workers are forked of a process that has imported Dask: some of them die here.
        "distributed.worker.multiprocessing-method": "forkserver",
        "temporary-directory": str(tmp_path_factory.mktemp("cluster")),
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=50,
        ) as cluster,
    ):
        cluster.wait_for_workers(2, timeout=START_S)
        yield cluster.scheduler_address


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
    scheduler: str, site: Path, here: bytes, tmp_path: Path, starting: Start
) -> None:
    assert audit(starting, site, tmp_path, "--cluster", scheduler) == here


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
