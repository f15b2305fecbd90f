"""A page that a script makes: the commands say so, the result is the contract's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detector.cli import run


@pytest.mark.parametrize("command", ["score", "extract"])
def test_a_page_made_by_a_script_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.html"
    made.write_text('<html><body><div id="app"></div><script src="/a.js"></script></body></html>')
    blank = tmp_path / "blank.html"
    blank.write_text("<html><body></body></html>")
    status = run([command, "--format", "jsonl", str(made), str(blank)])
    said = capsys.readouterr()
    assert status == 0
    (line,) = said.err.strip().splitlines()
    assert "made.html" in line
    assert "script" in line
    if command == "score":
        assert [json.loads(line)["reasons"] for line in said.out.splitlines()] == [["empty"]] * 2
