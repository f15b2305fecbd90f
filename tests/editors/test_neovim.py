"""The configuration for Neovim in docs/editors.md, in a real Neovim."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra “lsp” is not installed")

from tests.conftest import ROOT

BAD = "# Bread\n\nThe 😀 bakers rise at four turn0search0 and knead by hand.\n"
# What the editor shows of the text, then what fixing all makes of it, then what it shows once a
# saved configuration ignores the rule.
SCRIPT = """
local function shown() return vim.diagnostic.get(vim.fn.bufnr("post.md")) end
local function until_shown(wanted)
  return vim.wait(60000, function() return (#shown() > 0) == wanted end, 50)
end
assert(until_shown(true), "no diagnostics")
local result = { diagnostics = shown() }
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {}, only = { "source.fixAll.detector" } }
local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
local action = select(2, next(answer)).result[1]
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
result.fixed = vim.api.nvim_buf_get_lines(0, 0, -1, true)
assert(until_shown(false), "diagnostics of the fixed text")
vim.cmd("undo")
assert(until_shown(true), "no diagnostics after undo")
vim.cmd("split detector.toml")
vim.api.nvim_buf_set_lines(0, 0, -1, true, { 'ignore = ["chat-citation"]' })
vim.cmd("write")
result.reloaded = until_shown(false)
vim.fn.writefile({ vim.fn.json_encode(result) }, "result.json")
vim.cmd("qall!")
"""


def configuration(version: str) -> str:
    text = (ROOT / "docs" / "editors.md").read_text("utf-8")
    section = text.split("\n## Neovim\n")[1].split("\n## ")[0]
    new, old = re.findall(r"```lua\n(.*?)```", section, re.S)
    return new if tuple(map(int, version.split("."))) >= (0, 11) else old


def test_findings_fixes_and_a_saved_configuration(tmp_path: Path) -> None:
    nvim = shutil.which("nvim")
    if nvim is None:
        pytest.skip("Neovim is not installed")
    told = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True)
    version = re.search(r"v(\d+\.\d+)", told.stdout)
    assert version
    site, programs = tmp_path / "site", tmp_path / "bin"
    site.mkdir()
    programs.mkdir()
    command = programs / "detector"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tests.lsp.launch\n')
    command.chmod(0o755)
    (site / "post.md").write_text(BAD, "utf-8")
    (tmp_path / "init.lua").write_text(configuration(version[1]), "utf-8")
    (tmp_path / "script.lua").write_text(SCRIPT, "utf-8")
    environment = {
        **os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C.UTF-8",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    ended = subprocess.run(
        [nvim, "--headless", "-u", tmp_path / "init.lua", "post.md",
         "-S", tmp_path / "script.lua", "-c", "cquit"],
        cwd=site, env=environment, capture_output=True, text=True, timeout=150, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (site / "result.json").exists(), ended.stdout + ended.stderr
    result = json.loads((site / "result.json").read_text("utf-8"))
    found = next(one for one in result["diagnostics"] if one["code"] == "chat-citation")
    assert found["source"] == "detector"
    line = BAD.split("\n")[found["lnum"]].encode()
    assert line[found["col"] : found["end_col"]] == b"turn0search0"
    assert result["fixed"] == BAD.replace(" turn0search0", "").splitlines()
    assert result["reloaded"]
