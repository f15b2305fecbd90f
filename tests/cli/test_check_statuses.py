"""The exit statuses of ``detector check``."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import prestarted
from tests.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["posts/good.md"], 0),
        (["posts"], 1),
        (["posts", "--exit-zero"], 0),
        (["posts", "--fail-on", "never"], 0),
        (["posts", "--fail-on", "review"], 1),
        (["posts", "--ignore", "chat-citation"], 0),
        (["posts", "--select", "markup_debris", "--select", "repetition"], 0),
        (["posts", "--select", "chat-citation,chat-link"], 1),
        (["posts", "--select", "nothing-such"], 2),
        (["posts", "--fail-on", "sometimes"], 2),
        (["posts", "--format", "xml"], 2),
        (["posts", "--config", "none.toml"], 2),
        (["posts", "--model", "no/such/folder", "--select", "generated"], 2),
        (["-", "-"], 2),
        (["posts/good.md", ""], 2),  # a variable that is not set; "" as a path is the folder
        (["--stdin-filename", "x.html"], 2),  # without "-" nothing would be read
        (["posts/good.md", "--stdin-filename", "x.html"], 2),
        (["posts", "--staged", "--fix"], 2),
        (["posts", "--isolated", "--config", "detector.toml"], 2),
        (["posts", "--path-base", "no-such-folder"], 2),
        (["posts", "--staged"], 2),  # no repository
        (["posts/none.md"], 3),
        (["posts/image.png"], 3),
        (["posts", "posts/none.md"], 3),
        (["posts/none.md", "--exit-zero"], 3),
    ],
)
def test_exit_statuses(arguments: list[str], status: int, posts: Path, detector: Run) -> None:
    run = detector("check", *arguments, *_alone(arguments), cwd=posts)
    assert run.returncode == status, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert status < 2 or run.stderr.startswith(("detector: ", "Usage: "))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["posts/good.md"], 0),
        (["posts"], 1),
        (["posts", "--format", "xml"], 2),
        (["posts/none.md", "--exit-zero"], 3),
    ],
)
def test_exit_statuses_from_a_shell(arguments: list[str], status: int, posts: Path) -> None:
    started = prestarted.command("tests.faults.launch")
    command = [*started, "check", *arguments, *_alone(arguments)]
    run = subprocess.run(
        ["sh", "-c", '"$@"; echo "status $?"', "sh", *command],
        cwd=posts, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.stdout.splitlines()[-1] == f"status {status}", run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def _alone(arguments: list[str]) -> list[str]:
    """Return what leaves these tests to the rules, and to no configuration around them."""
    more = [] if "--config" in arguments else ["--isolated"]
    return more if "--select" in arguments else [*more, "--ignore", "generated,low_quality"]
