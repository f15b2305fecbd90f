"""Shared fixtures: where the data lie, and how the command is run for real."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


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


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def detector() -> Run:
    """Run ``python -m detector ARGUMENTS`` in a process of its own."""

    def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        options.setdefault("cwd", ROOT)
        return subprocess.run(
            [sys.executable, "-m", "detector", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            **options,
        )

    return run
