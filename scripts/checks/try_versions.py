"""Try the package with the oldest and the newest versions of its dependencies, on every Python.

    python scripts/checks/try_versions.py [PYTHON…] [--only smallest|newest]

Each PYTHON (an interpreter; without one, this one) gets a new virtual environment for each end of
the bounds in ``pyproject.toml``. It scores the five seeds there and runs ``detector doctor``.
If a version was never built for a Python, the next one that was is used.
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

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted(map(str, (ROOT / "seeds").glob("*.txt")))


def smallest() -> dict[str, str]:
    """Return the lower bound of each dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = {}
    for requirement in project["dependencies"]:
        match = re.match(r"([\w.-]+)[^,]*?[>=]=([\w.]+)", requirement)
        assert match, requirement
        found[match.group(1)] = match.group(2)
    return found


def install(pip: list[str], wheel: str, versions: dict[str, str]) -> str:
    """Install the wheel with ``versions``; return what went wrong.

    If a version was never built for this Python, the next one that was is used.
    """
    for _ in range(2 * len(versions) + 1):
        exact = [f"{name}=={version}" for name, version in versions.items()]
        done = subprocess.run([*pip, *exact, wheel], capture_output=True, text=True, check=False)
        if not done.returncode:
            return ""
        refused = re.search(
            r"requirement ([\w.-]+)==([\w.]+) \(from versions: ([^)]*)\)", done.stderr
        )
        if not refused or refused.group(1) not in versions:
            break
        name, wanted = refused.group(1), _numbers(refused.group(2))
        built = [v for v in refused.group(3).split(", ") if re.fullmatch(r"[\d.]+", v)]
        versions[name] = min((v for v in built if _numbers(v) > wanted), key=_numbers)
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return f"FAILED: {lines[0] if lines else done.stderr[-300:]}"


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def attempt(interpreter: str, end: str) -> str:
    """Install and try; return ``ok`` with what was found, or what went wrong."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "venv"
        subprocess.run([interpreter, "-m", "venv", str(home)], check=True)
        python = str(home / "bin" / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
               "--only-binary", ":all:"]  # fmt: skip
        wheel = str(next((ROOT / "dist").glob("*.whl")))
        if fault := install(pip, wheel, smallest() if end == "smallest" else {}):
            return fault
        score = [str(home / "bin" / "detector"), "score", *SEEDS, "--format", "jsonl"]
        scored = subprocess.run(score, capture_output=True, text=True, check=False, cwd=place)
        if scored.returncode:
            return f"FAILED: {scored.stderr[-400:]}"
        records = [json.loads(line) for line in scored.stdout.splitlines()]
        verdicts = " ".join(
            f"{record['verdict']}:{record['quality']:.2f}:{len(record['findings'])}"
            for record in records
        )
        doctor = subprocess.run(
            [str(home / "bin" / "detector"), "doctor"], capture_output=True, text=True, check=False
        )
        if doctor.returncode:
            return f"FAILED: {doctor.stdout}"
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
    return int(len(set(sound)) != 1 or any(result.startswith("FAILED") for result in results))


if __name__ == "__main__":
    sys.exit(main())
