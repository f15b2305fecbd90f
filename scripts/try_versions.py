"""Try the package with the smallest and the newest versions of what it needs, on every Python.

    python scripts/try_versions.py [PYTHON…] [--only smallest|newest]

Each PYTHON (an interpreter; without one, this one) gets a new virtual environment for each end of
the bounds in ``pyproject.toml``. There the five seeds are scored, and ``detector doctor`` is asked.
What a version was not yet built for is told, not counted as a fault.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted(map(str, (ROOT / "seeds").glob("*.txt")))


def smallest() -> list[str]:
    """Return the lower bound of each dependency as a constraint."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = []
    for requirement in project["dependencies"]:
        match = re.match(r"([\w.-]+)[^,]*?[>=]=([\w.]+)", requirement)
        assert match, requirement
        found.append(f"{match.group(1)}=={match.group(2)}")
    return found


def attempt(interpreter: str, end: str) -> str:
    """Install and try; return ``ok`` with what was found, or what went wrong."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "venv"
        subprocess.run([interpreter, "-m", "venv", str(home)], check=True)
        python = str(home / "bin" / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
               "--only-binary", ":all:"]  # fmt: skip
        packages = smallest() if end == "smallest" else ["--upgrade"]
        packages.append(str(next((ROOT / "dist").glob("*.whl"))))
        done = subprocess.run([*pip, *packages], capture_output=True, text=True, check=False)
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return f"not to be had: {lines[0] if lines else done.stderr[-300:]}"
        score = [str(home / "bin" / "detector"), "score", *SEEDS, "--format", "jsonl"]
        scored = subprocess.run(score, capture_output=True, text=True, check=False, cwd=place)
        if scored.returncode:
            return f"FAULT: {scored.stderr[-400:]}"
        records = [json.loads(line) for line in scored.stdout.splitlines()]
        verdicts = " ".join(
            f"{record['verdict']}:{record['quality']:.2f}:{len(record['findings'])}"
            for record in records
        )
        doctor = subprocess.run(
            [str(home / "bin" / "detector"), "doctor"], capture_output=True, text=True, check=False
        )
        if doctor.returncode:
            return f"FAULT: {doctor.stdout}"
        return f"ok {verdicts}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("python", nargs="*", default=[sys.executable])
    parser.add_argument("--only", choices=("smallest", "newest"))
    arguments = parser.parse_args()
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build.py")], check=True)
    results = []
    for interpreter in arguments.python:
        version = subprocess.run(
            [interpreter, "-V"], capture_output=True, text=True, check=True
        ).stdout.strip()
        for end in (arguments.only,) if arguments.only else ("smallest", "newest"):
            results.append(attempt(interpreter, end))
            print(f"{version}, {end}: {results[-1]}", flush=True)
    sound = [result for result in results if result.startswith("ok")]
    return int(len(set(sound)) != 1 or any(result.startswith("FAULT") for result in results))


if __name__ == "__main__":
    sys.exit(main())
