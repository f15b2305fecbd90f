"""The gate is quick, and imports what is heavy only where it is used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gate.test_targets_git import HISTORY, Repo

# CPU seconds on a quiet core of 2020 or later; a loaded machine, or one that must compile the
# modules anew, takes longer, so the test allows for twice as much.
BUDGET_ONE_S = 0.45
BUDGET_TWENTY_S = 0.7
ALLOWANCE = 2.0

CHILD = """
import json, sys, time
from detector.cli import run
status = run(sys.argv[1:])
heavy = "sklearn rich joblib yaml numpy scipy pandas textstat tomlkit pydantic".split()
found = [name for name in heavy if name in sys.modules]
print(json.dumps([status, time.process_time(), found]), file=sys.stderr)
"""


def child(folder: Path, *arguments: str) -> tuple[int, float, list[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], cwd=folder, env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, seconds, heavy = json.loads(run.stderr.splitlines()[-1])
    return status, seconds, heavy


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    repo = Repo(tmp_path)
    for number in range(20):
        body = "\n".join(f"{HISTORY}\nIn {1900 + n + number} it was mended." for n in range(9))
        repo.write(f"post {number}.md", f"---\ntitle: Bridge {number}\n---\n{body}\n")
    repo.write("plain.txt", f"{HISTORY}\n")
    return tmp_path


def test_heavy_imports_only_where_used(posts: Path) -> None:
    rules = ("--isolated", "--ignore", "generated,low_quality")
    assert child(posts, "check", "plain.txt", *rules)[2] == []
    assert child(posts, "check", "post 1.md", *rules)[2] == ["yaml"]  # front matter
    assert child(posts, "--help")[2] == []
    assert child(posts, "config", "show", "a.md")[2] == []


def test_the_classifier_brings_numpy_alone(posts: Path) -> None:
    if not any((ROOT / "models").glob("*/config.json")):
        pytest.skip("no model has been trained yet")
    assert set(child(posts, "check", "plain.txt", "--isolated")[2]) <= {"numpy"}


@pytest.mark.parametrize(
    ("arguments", "budget"),
    [(("check", "post 1.md"), BUDGET_ONE_S), (("check", "--staged"), BUDGET_TWENTY_S)],
)
def test_cpu_seconds(posts: Path, arguments: tuple[str, ...], budget: float) -> None:
    if not any((ROOT / "models").glob("*/config.json")):
        pytest.skip("no model has been trained yet")
    seconds = min(child(posts, *arguments, "--isolated")[1] for _ in range(3))
    assert seconds <= budget * ALLOWANCE
