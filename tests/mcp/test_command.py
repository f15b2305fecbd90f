"""The command without its extra."""

from __future__ import annotations

import sys

import pytest

from detector import cli


def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "detector.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert cli.run(["mcp"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "pip install 'article-detector[mcp]'" in printed.err
