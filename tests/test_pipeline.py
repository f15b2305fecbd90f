"""From paths to results: order, failures in their place, one process or several."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from detector import pipeline
from detector.findings import Failure, Report
from detector.pipeline import available_cores, documents, loaded_model, score_all
from detector.readers import ReadOptions
from detector.text.document import Document

TEXT = "The river was high that spring. We walked along the bank and watched the boats. "


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "set.jsonl"
    rows = [json.dumps({"id": f"r{i}", "text": f"{TEXT * (1 + i % 9)}Day {i}."}) for i in range(40)]
    rows[7] = "{broken"
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def test_order_and_failures(records: Path) -> None:
    found = list(score_all([str(records), "nowhere.md"], ReadOptions(), jobs=1))
    assert [item.id for item in found[:3]] == ["r0", "r1", "r2"]
    assert isinstance(found[7], Failure)
    assert isinstance(found[40], Failure)
    assert all(isinstance(item, Report) for item in found[8:40])


def test_workers_change_nothing(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [item.to_json() for item in score_all([str(records)], ReadOptions(), jobs=1)]
    monkeypatch.setattr(pipeline, "MIN_PARALLEL_DOCUMENTS", 5)
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 4)
    before = os.environ.get("PYTHONSAFEPATH")
    together = [item.to_json() for item in score_all([str(records)], ReadOptions(), jobs=2)]
    assert together == alone
    assert os.environ.get("PYTHONSAFEPATH") == before  # the environment is the caller's


def test_results_come_as_they_are_made(records: Path) -> None:
    results = score_all([str(records)], ReadOptions(), jobs=1)
    assert next(results).id == "r0"
    results.close()  # type: ignore[attr-defined]


# A run like those of the command: it says which processes work for it, and waits to be killed.
KILLED = """
import os, time
from joblib import Parallel, delayed
from detector.pipeline import processes_here
def work(_number):
    print(os.getpid(), flush=True)
    time.sleep(60)
with processes_here():
    Parallel(n_jobs=2)(delayed(work)(number) for number in range(2))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_workers_end_when_their_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        workers = {int(run.stdout.readline()) for _ in range(2)}
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=30 * pipeline.PARENT_CHECK_S)  # until nobody can write any more
    assert len(workers) == 2
    assert not workers & {run.pid, os.getpid()}


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_a_worker_ends_whose_parent_was_killed_before_it_began() -> None:
    begun = (
        "import sys, time; from detector.pipeline import begin_worker; "
        "begin_worker(int(sys.argv[1])); time.sleep(60)"
    )
    another = os.getppid()  # not the parent of what is started here
    done = subprocess.run([sys.executable, "-c", begun, str(another)], check=False, timeout=50)
    assert done.returncode == 1


def test_documents_are_parsed_not_scored(records: Path) -> None:
    found = list(documents([str(records)], ReadOptions()))
    assert sum(isinstance(item, Document) for item in found) == 39


def test_a_model_is_loaded_once() -> None:
    assert loaded_model(None) is loaded_model(None)
    assert available_cores() >= 1
