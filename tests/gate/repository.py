"""Repositories of git for tests, and what is checked in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import Run

DEBRIS = "The old plan:contentReference[oaicite:0]{index=0} was paid for by the council this year."
MORE = "Nobody had asked:contentReference[oaicite:1]{index=1} who would have to pay the bill."
BENIGN = "The bridge was opened in 1905 by the mayor, who came by boat from the other side."
HISTORY = """The bridge was built by a firm from the next valley, which had never built one.

Two of its arches fell in the first winter, and the mayor paid for them himself.

Since then it has stood through nine floods, and once through a fire.
"""
RULES_ALONE = ("--isolated", "--ignore", "generated,low_quality")


class Repo:
    """A repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "mail@site.invalid")
        self.git("config", "user.name", "A")

    def git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, check=check,
            capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    def write(self, name: str, text: str | bytes, *, add: bool = True) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        if add:
            self.git("add", "--", name)

    def commit(self) -> None:
        self.git("commit", "-q", "-m", "x")


def places(repo: Repo, detector: Run, *arguments: str, folder: str = ".") -> list[str]:
    run = detector("check", *arguments, *RULES_ALONE, cwd=repo.folder / folder)
    assert run.returncode in (0, 1), run.stderr
    found = [line.split(": ")[0].rsplit(":", 1)[0] for line in run.stdout.splitlines()]
    assert run.returncode == bool(found)
    return found
