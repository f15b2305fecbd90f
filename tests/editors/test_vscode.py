"""The VS Code extension: built, packed, and run with the real client library and server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import Any

import pytest

from detector import __version__
from tests.conftest import ROOT

EXTENSION = ROOT / "editors" / "vscode"
LIMIT_S = 240

if not EXTENSION.is_dir():
    pytest.skip("the source distribution has no editors folder", allow_module_level=True)


def node(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node.js is not installed")
    if not (EXTENSION / "node_modules").is_dir():
        pytest.skip("npm ci has not been run in editors/vscode")
    return subprocess.run(
        [program, *arguments],
        cwd=EXTENSION, env={**os.environ, **variables}, capture_output=True, text=True,
        encoding="utf-8", timeout=LIMIT_S, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built() -> None:
    ended = node("build.mjs")
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.usefixtures("built")
def test_with_the_real_client_library_and_server() -> None:
    pytest.importorskip("pygls", reason="the extra “lsp” is not installed")
    command = json.dumps([sys.executable, "-m", "tests.lsp.launch"])
    ended = node(
        "--test", "test/extension.test.mjs", DETECTOR_COMMAND=command, PYTHONPATH=str(ROOT)
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "# pass 4" in ended.stdout, ended.stdout


@pytest.mark.usefixtures("built")
def test_the_package_is_whole() -> None:
    with zipfile.ZipFile(EXTENSION / "dist" / "article-detector.vsix") as package:
        assert package.testzip() is None
        names = set(package.namelist())
        manifest = json.loads(package.read("extension/package.json"))
        about = package.read("extension.vsixmanifest").decode()
    assert {"[Content_Types].xml", "extension/README.md", "extension/LICENSE.txt"} <= names
    assert f"extension/{manifest['main'].removeprefix('./')}" in names
    assert f'Version="{manifest["version"]}"' in about


def read(name: str) -> Any:
    return json.loads((EXTENSION / name).read_text("utf-8"))


def test_the_manifest_and_the_lock() -> None:
    manifest, lock = read("package.json"), read("package-lock.json")
    assert manifest["version"] == __version__
    assert list(manifest["dependencies"]) == ["vscode-languageclient"]
    # What starts a program must not come from a workspace that the user does not trust.
    restricted = manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert restricted == ["detector.command"]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
    assert not any("resolved" in package for package in lock["packages"].values())
