"""Folders and powers of the tests of faults."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.runs import NOTE


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
