"""Folders and powers of the tests of faults."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.runs import NOTE, assert_status
from tests.starter import Start


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory, starting: Start) -> Path:
    """A cache that knows the results of the notes: audits of them alone start no worker."""
    folder = tmp_path_factory.mktemp("known")
    (folder / "a.md").write_text(NOTE)
    env = {**os.environ, "DETECTOR_CACHE": str(folder / "cache")}
    assert_status(starting(["audit", "a.md"], folder, env, b""), 0)
    return folder / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(NOTE)
    return tmp_path


@pytest.fixture
def powerless() -> list[str]:
    """A prefix under which permissions hold: root may else read and write everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root's powers cannot be dropped without setpriv")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
