"""Posts for the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.test_gate import BENIGN, DEBRIS


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "b.md").write_text(f"{BENIGN}\n\n{DEBRIS}\n", "utf-8")
    (tmp_path / "posts" / "a b é.md").write_text(f"{DEBRIS}\n", "utf-8")
    (tmp_path / "posts" / "good.md").write_text(f"{BENIGN}\n", "utf-8")
    (tmp_path / "posts" / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.md").write_text(f"{DEBRIS}\n", "utf-8")
    return tmp_path
