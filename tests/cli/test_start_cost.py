"""The gate is quick, and imports what is heavy only where it is used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.gate.repository import HISTORY, Repo

# CPU seconds on a quiet core of 2020 or later; a loaded machine, or one that must compile the
# modules anew, takes longer, so the test allows for twice as much.
BUDGET_ONE_S = 0.37
BUDGET_TWENTY_S = 0.6
ALLOWANCE = 2.0
# Of the package itself; a post of twenty sentences needs about forty.
MOST_PATTERNS = 60
MOST_GIT_PROCESSES = 7  # three of them ask what has changed since it was staged, as posts fail

# Patterns count where the package compiles them; early are those of a module that is imported.
CHILD = """
import gc, json, re, sys, time
compiled, early, started = [], [], []
compile_pattern = re._compiler.compile

def noted(pattern, flags=0):
    frames, frame = [], sys._getframe(1)
    while frame is not None:
        frames.append((frame.f_globals.get("__name__", ""), frame.f_code.co_name))
        frame = frame.f_back
    callers = [f for f in frames if f[0].split(".")[0] != "re" and f[0] != "detector.regex"]
    if callers[0][0].startswith("detector."):
        compiled.append(str(pattern))
        if callers[0][1] == "<module>":
            early.append(callers[0][0])
    return compile_pattern(pattern, flags)

re._compiler.compile = noted
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
looks = lambda: [each["collections"] for each in gc.get_stats()]
from detector.__main__ import main
before = looks()
sys.argv[0] = "detector"
status = main()
heavy = (
    "sklearn rich joblib yaml numpy scipy pandas textstat tomlkit pydantic markdown_it tomllib"
    " statistics fractions decimal asyncio http email xml sqlite3 multiprocessing"
).split()
print(json.dumps({
    "status": status, "seconds": time.process_time(),
    "heavy": [name for name in heavy if name in sys.modules],
    "modules": [name for name in sys.modules if name.split(".")[0] in sys.stdlib_module_names],
    "own": [name for name in sys.modules if name.startswith("detector.")],
    "compiled": compiled, "early": early, "processes": len(started),
    "collections": [b - a for a, b in zip(before, looks())],
}), file=sys.stderr)
"""


def child(folder: Path, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], cwd=folder, env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    costs: dict[str, Any] = json.loads(run.stderr.splitlines()[-1])
    return costs


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
    assert child(posts, "check", "plain.txt", *rules)["heavy"] == []
    # Front matter, and Markdown itself.
    assert child(posts, "check", "post 1.md", *rules)["heavy"] == ["yaml", "markdown_it"]
    assert child(posts, "--help")["heavy"] == []
    assert child(posts, "config", "show", "a.md")["heavy"] == []
    (posts / "detector.toml").write_text('fail_on = "review"\n')
    assert child(posts, "config", "show", "a.md")["heavy"] == ["tomllib"]


@pytest.mark.parametrize(
    "arguments", [("check", "plain.txt", "--isolated"), ("score", "plain.txt")]
)
def test_the_classifier_brings_numpy_alone(posts: Path, arguments: tuple[str, ...]) -> None:
    if not any((ROOT / "models").glob("*/config.json")):
        pytest.skip("no model has been trained yet")
    assert set(child(posts, *arguments)["heavy"]) <= {"numpy"}


def test_a_start_compiles_what_its_text_needs(posts: Path) -> None:
    """No module that is imported compiles a pattern, and no whole collection runs."""
    assert child(posts, "--help")["early"] == []
    costs = child(posts, "check", "--staged", "--isolated")
    assert costs["early"] == []
    assert 0 < len(costs["compiled"]) <= MOST_PATTERNS
    assert costs["processes"] <= MOST_GIT_PROCESSES
    assert costs["collections"][2] == 0
    assert len(costs["modules"]) <= 160  # of Python's own library


def test_a_commit_without_articles_needs_no_rules(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.write("bridge.py", "LENGTH = 120\n")
    costs = child(tmp_path, "check", "--staged")
    assert costs["status"] == 0
    assert not {"detector.rules", "detector.model"} & set(costs["own"])
    repo.write("bridge.md", f"{HISTORY}\n")
    assert {"detector.rules", "detector.model"} <= set(child(tmp_path, "check", "--staged")["own"])


@pytest.mark.parametrize(
    ("arguments", "budget"),
    [(("check", "post 1.md"), BUDGET_ONE_S), (("check", "--staged"), BUDGET_TWENTY_S)],
)
def test_cpu_seconds(posts: Path, arguments: tuple[str, ...], budget: float) -> None:
    if not any((ROOT / "models").glob("*/config.json")):
        pytest.skip("no model has been trained yet")
    taken = (child(posts, *arguments, "--isolated")["seconds"] for _ in range(3))
    assert any(seconds <= budget * ALLOWANCE for seconds in taken)
