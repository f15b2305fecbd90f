"""The examples of the documentation, run against a real server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.server.conftest import Running, Start
from tests.server.content_systems import Busy, running

EXAMPLES = ROOT / "docs" / "examples"
KEY = "a-key-of-the-blog-0123456789"
GOOD = "<p>The bakers rise at four. They knead the dough by hand before dawn.</p>"
BAD = '<p>The "bakers" rise at four turn0search0 and knead by hand.</p>'
AWAY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def server(serve: Start) -> Running:
    return serve(workers=1, keys={"blog": KEY})


def wordpress(url: str, key: str, away: str) -> Any:
    php = shutil.which("php")
    if php is None:
        pytest.skip("php is not installed")
    plugin = EXAMPLES / "wordpress" / "detector-gate.php"
    ended = subprocess.run(
        [php, Path(__file__).with_name("wordpress.php"), plugin, url, key, away],
        input=json.dumps([GOOD, BAD]), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def used_by_the_script() -> set[str]:
    """The parts of WordPress's editor that the script uses, by the names of their handles."""
    script = (EXAMPLES / "wordpress" / "detector-gate.js").read_text("utf-8")
    used = set(re.findall(r"\bwp\.(\w+)", script)) - {"editPost"}
    return {re.sub(r"[A-Z]", lambda part: f"-{part[0].lower()}", name) for name in used}


def test_findings_are_shown_at_their_blocks(server: Running) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    blocks = [
        ["paragraph", "<p>😀 The bakers rise at four and knead by hand.</p>"],
        ["paragraph", "<p>The baker’s oven turn0search0 is lit at two.</p>"],
        ["group", "", [["paragraph", "<p>Rye.</p>"], ["paragraph", "<p>Oats turn0search1.</p>"]]],
    ]
    ended = subprocess.run(
        [node, Path(__file__).with_name("block_editor.cjs"),
         EXAMPLES / "wordpress" / "detector-gate.js", server.url, KEY],
        input=json.dumps(blocks), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert "Not checked yet." in told["before"]
    assert "This post fails the check." in told["after"]
    assert "turn0search0" in told["after"]
    assert "Show the block" in told["after"]
    first, second, group = told["blocks"]
    rye, oats = group["inner"]
    for block, evidence in ((second, "turn0search0"), (oats, "turn0search1")):
        assert evidence in block["mark"]
        assert evidence in block["side"]
    for block in (first, group, rye):
        assert (block["mark"], block["side"]) == (None, "")


def test_wordpress_refuses_the_bad_post_alone(server: Running) -> None:
    good, bad = wordpress(server.url, KEY, "refuse")
    assert {name: good[name] for name in ("rest", "status", "notice", "found")} == {
        "rest": None, "status": "publish", "notice": "", "found": {"fails": False, "issues": []},
    }  # fmt: skip
    assert bad["found"]["fails"]
    assert bad["found"]["issues"][0]["evidence"] == "turn0search0"
    assert bad["allowed"]
    script, needed = bad["scripts"]["detector-gate"]
    assert script.endswith("/detector-gate.js")
    assert set(needed) == {f"wp-{name}" for name in used_by_the_script()}
    assert bad["rest"].startswith("Not published. ")
    assert "turn0search0" in bad["rest"]
    assert bad["status"] == "draft"
    assert "turn0search0" in bad["notice"]


def test_wordpress_asks_a_busy_server_again(server: Running) -> None:
    Busy.url, Busy.refusals = server.url, 2
    with running(Busy) as busy:
        good, bad = wordpress(busy, KEY, "refuse")
        assert (good["status"], bad["status"]) == ("publish", "draft")
        assert len(Busy.asked) == 2 + 6  # REST, insertion and the editor's question, for two posts


@pytest.mark.parametrize(("url", "key"), [(AWAY, KEY), (None, KEY + "x")])
def test_wordpress_without_an_answer(server: Running, url: str | None, key: str) -> None:
    for away, status in (("publish", "publish"), ("refuse", "draft")):
        told = wordpress(url or server.url, key, away)
        assert [post["status"] for post in told] == [status, status]


def test_container_file_keeps_its_promises() -> None:
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    orders = [line.split(maxsplit=1) for line in lines if re.match(r"[A-Z]+ ", line)]
    told = dict(orders)
    user = told["USER"].split(":")[0]
    assert user.isdigit()
    assert int(user) > 0
    assert "/readyz" in (ROOT / "Containerfile").read_text("utf-8").split("HEALTHCHECK", 1)[1]
    copied = {rest for order, rest in orders if order == "COPY"}
    assert "models models" in copied
    assert "ADD" not in told
