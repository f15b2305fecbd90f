"""Walk the path of someone new to ``detector check`` on an old blog, and time each step.

    python scripts/try_gate.py --shared ../shared [--posts 800]

Makes a blog of real articles in a repository of its own, writes a baseline, installs the hook,
commits a good post, tries to commit a bad one (seed 002), mends it and commits it. Every step
runs the commands that a user would type. CPU seconds are those of all processes of a step.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAID = """---
title: Peace talks
detector:
  disable: [generated, low_quality]
  reason: kept as an example of what we refuse
---
"""
SUFFIXES = {True: ".html", False: ".md"}


def articles(shared: Path) -> Iterator[str]:
    """Yield real articles: human ones first, then the spam that an old blog has caught."""
    for kind in ("N1", "N2", "K2", "K3", "K1", "K4"):
        with gzip.open(shared / "wild" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


class Blog:
    """A repository in a temporary folder, and the steps taken in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def step(self, what: str, *command: str, status: int = 0) -> str:
        """Run a command, print what it took, and stop where its exit status is another."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        run = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        wall = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        said = f"{len(run.stdout.splitlines())} + {len(run.stderr.splitlines())} lines"
        print(f"{what:44} status {run.returncode}  {wall:7.2f} s  {cpu:6.2f} CPU s  {said}")
        if run.returncode != status:
            sys.exit(f"expected status {status}\n{run.stdout[-3000:]}{run.stderr[-3000:]}")
        return run.stdout + run.stderr

    def detector(self, what: str, *arguments: str, status: int = 0) -> str:
        return self.step(what, sys.executable, "-m", "detector", *arguments, status=status)

    def git(self, what: str, *arguments: str, status: int = 0) -> str:
        return self.step(what, "git", *arguments, status=status)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--posts", type=int, default=800)
    parser.add_argument("--rules-alone", action="store_true", help="leave the classifier out")
    arguments = parser.parse_args()
    texts = articles(arguments.shared)
    good, *staged = itertools.islice(texts, 21)
    # There are fewer real articles than posts: the blog holds some of them twice.
    old = list(itertools.islice(itertools.cycle(texts), arguments.posts))
    with tempfile.TemporaryDirectory() as name:
        blog = Blog(Path(name))
        (blog.folder / "posts").mkdir()
        if arguments.rules_alone:
            config = 'ignore = ["generated", "low_quality"]\n'
            (blog.folder / "detector.toml").write_text(config, "utf-8")
        for number, text in enumerate(old):
            suffix = SUFFIXES[text.lstrip()[:1] == "<"]
            (blog.folder / "posts" / f"{number:04}{suffix}").write_text(text, "utf-8")
        blog.git("make the blog", "init", "-q", ".")
        for key, value in (("user.name", "A"), ("user.email", "mail@site.invalid")):
            blog.git(f"set {key}", "config", key, value)
        blog.git("stage it", "add", "-A")
        blog.git("commit it", "commit", "-q", "-m", "The old blog")
        blog.detector(f"check {len(old)} posts", "check", "posts", status=1)
        blog.detector("write the baseline", "check", "posts", "--write-baseline")
        said = blog.detector("check again: silent", "check", "posts")
        print(f"{'':44} {said.strip() or 'silent'}")
        blog.detector("install the hook", "install-hook")
        (blog.folder / "posts" / "good.md").write_text(good, "utf-8")
        blog.git("stage a good post", "add", "-A")
        said = blog.git("commit it: silent", "commit", "-q", "-m", "A good post")
        print(f"{'':44} {said.strip() or 'silent'}")
        (seed,) = (ROOT / "seeds").glob("002*.txt")
        bad = blog.folder / "posts" / "peace.md"
        bad.write_bytes(seed.read_bytes())
        blog.git("stage seed 002", "add", "-A")
        print(blog.git("commit it: refused", "commit", "-q", "-m", "Peace", status=1))
        left = int(not arguments.rules_alone)  # the rules have nothing left, the classifier has
        print(blog.detector("mend it", "check", "--fix", "posts/peace.md", status=left))
        text = bad.read_text("utf-8")
        bad.write_text(SAID + text if left else text, "utf-8")
        blog.git("stage it, with a reason where needed", "add", "-A")
        blog.git("commit it", "commit", "-q", "-m", "Peace")
        for number, text in enumerate(staged):
            (blog.folder / "posts" / f"new {number}.md").write_text(text, "utf-8")
        blog.git("stage 20 posts instead", "add", "-A")
        blog.step("20 staged posts", sys.executable, "-m", "detector", "check", "--staged")
        blog.detector("one post", "check", "posts/good.md")
        blog.step("starting Python", sys.executable, "-c", "pass")


if __name__ == "__main__":
    main()
