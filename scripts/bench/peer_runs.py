"""Install the other tools of the benchmark in a folder of their own, and run each on articles.

Each tool has a runner in ``peers/``; what cannot be installed or run is reported, not hidden.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUNNERS = Path(__file__).resolve().parent / "peers"
TIMEOUT = 900  # seconds for one peer
# Wheels of is-it-slop are tagged for glibc 2.17 but need these symbols of 2.38.
_SHIM = """
#include <stdlib.h>
long __isoc23_strtol(const char *s, char **e, int b) { return strtol(s, e, b); }
long long __isoc23_strtoll(const char *s, char **e, int b) { return strtoll(s, e, b); }
unsigned long __isoc23_strtoul(const char *s, char **e, int b) { return strtoul(s, e, b); }
unsigned long long __isoc23_strtoull(const char *s, char **e, int b) { return strtoull(s, e, b); }
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that users could use instead: its packages and its runner."""

    name: str
    packages: tuple[str, ...]
    runner: str
    shim: bool = False


PEERS = (
    Peer("is-it-slop 0.6.3", ("is-it-slop==0.6.3",), "is_it_slop_texts.py", shim=True),
    Peer("textstat 0.7.8 alone", ("textstat==0.7.8",), "textstat_texts.py"),
    Peer("proselint 0.16.0", ("proselint==0.16.0",), "proselint_texts.py"),
    Peer(
        "datatrove's filters 0.10.1", ("datatrove==0.10.1", "nltk", "spacy"), "datatrove_texts.py"
    ),
    Peer("yoastseo 3.6.0", ("yoastseo@3.6.0",), "yoast_texts.mjs"),
    Peer("write-good 1.0.8", ("write-good@1.0.8",), "write_good_texts.mjs"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a tool costs: articles per CPU second, CPU seconds of a start with one article, MB."""

    throughput: float
    start: float
    memory: float


def measure_runner(
    command: Sequence[str], articles: Sequence[tuple[str, str]], env: dict[str, str], cwd: Path
) -> Cost:
    """Run a runner on all articles, and then alone with one; raise ValueError if it fails."""
    many = _run(command, articles, env, cwd)[0]
    starts = [_run(command, articles[:1], env, cwd)[1] for _ in range(2)]
    return Cost(many["articles"] / many["cpu"], min(starts), many["rss"])


def _run(
    command: Sequence[str], articles: Sequence[tuple[str, str]], env: dict[str, str], cwd: Path
) -> tuple[dict[str, Any], float]:
    """Return what the runner printed, and the CPU seconds of its whole process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        rows = (json.dumps({"text": text, "kind": kind}) for text, kind in articles)
        file.write_text("\n".join(rows) + "\n", encoding="utf-8")
        before = os.times()
        done = subprocess.run(
            [*command, str(file)], env=env, cwd=cwd, check=False, timeout=TIMEOUT,
            capture_output=True, text=True,
        )  # fmt: skip
        after = os.times()
    if done.returncode:
        raise ValueError((done.stderr.strip().splitlines() or ["failed"])[-1])
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return json.loads(done.stdout.strip().splitlines()[-1]), used


def install(folder: Path) -> None:
    """Make an environment for Python and one for Node in ``folder``, and install the tools."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    shim = folder / "shim.c"
    shim.write_text(_SHIM, encoding="utf-8")
    if compiler := shutil.which("cc"):
        command = [compiler, "-shared", "-fPIC", "-o", str(folder / "shim.so"), str(shim)]
        subprocess.run(command, check=False)
    node = folder / "npm"
    node.mkdir(exist_ok=True)
    for peer in PEERS:
        if peer.runner.endswith(".py"):
            command = [str(python), "-m", "pip", "install", "-q", *peer.packages]
        elif shutil.which("npm"):
            command = ["npm", "install", "--silent", "--no-audit", "--no-fund", *peer.packages]
        else:
            continue
        done = subprocess.run(command, cwd=node, check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"{peer.name} cannot be installed: {done.stderr[-300:]}", file=sys.stderr)


def measure_peers(
    folder: Path, articles: Sequence[tuple[str, str]]
) -> list[tuple[Peer, Cost | str]]:
    """Measure each tool on ``articles``; if that fails, say why in one line."""
    found: list[tuple[Peer, Cost | str]] = []
    for peer in PEERS:
        env = dict(os.environ)
        env.pop("PYTHONPATH", None)
        if peer.runner.endswith(".py"):
            command = [str(folder / "venv" / "bin" / "python"), str(RUNNERS / peer.runner)]
        else:
            command = ["node", str(RUNNERS / peer.runner)]
        if peer.shim and (folder / "shim.so").exists():
            env["LD_PRELOAD"] = str(folder.resolve() / "shim.so")
        print(f"measuring {peer.name}", file=sys.stderr)
        try:
            found.append((peer, measure_runner(command, articles, env, folder / "npm")))
        except (ValueError, OSError, subprocess.TimeoutExpired) as error:
            found.append((peer, str(error)[:120]))
    return found
