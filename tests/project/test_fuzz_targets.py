"""Every fuzzing target holds on what its search starts from."""

from __future__ import annotations

import importlib
import os
from itertools import islice

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "scripts" / "fuzz"
TARGETS = sorted(path.stem.removeprefix("fuzz_") for path in (FOLDER / "targets").glob("fuzz_*.py"))
# Of the seeds, taken from all over: the search itself is not a test. .ci/run takes all.
MOST = int(os.environ.get("TEST_SEEDS", "30"))


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_hold(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if target == "server":
        pytest.importorskip("fastapi", reason="the extra “server” is not installed")
    monkeypatch.syspath_prepend(str(FOLDER / "targets"))
    monkeypatch.syspath_prepend(str(FOLDER))
    corpora = importlib.import_module("corpora")
    module = importlib.import_module(f"fuzz_{target}")
    inputs = list(corpora.seeds(target))
    assert inputs
    for data in islice(inputs, 0, None, max(1, len(inputs) // MOST)):
        module.check(data)
    module.check(b"")
