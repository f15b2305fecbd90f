"""The OpenAPI document, held against the server by a contract tester."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import prestarted
from tests.server.conftest import Start

KEY = "a-key-of-the-blog-0123456789"


@pytest.mark.parametrize(("key", "examples"), [("", 4), (KEY, 12)])
def test_contract(serve: Start, tmp_path: Path, key: str, examples: int) -> None:
    if find_spec("schemathesis") is None:
        pytest.skip("schemathesis, of requirements-dev.txt, is not installed")
    server = serve(workers=1, keys={"blog": key} if key else {}, max_wait_s=30.0, timeout_s=30.0)
    arguments = [
        *prestarted.command("tests.server.contract"), "run", f"{server.url}/openapi.json",
        "--checks", "all", "--seed", "5", "--max-examples", str(examples),
        "--suppress-health-check", "all",
    ]  # fmt: skip
    if key:
        arguments += ["--header", f"Authorization: Bearer {key}"]
    ended = subprocess.run(
        arguments, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
