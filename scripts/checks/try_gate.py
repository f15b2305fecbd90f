"""Take the steps of a new user of ``detector check`` on an old blog, and time each step.

    python scripts/checks/try_gate.py --shared ../shared [--posts 800]
    python scripts/checks/try_gate.py --pre-commit

Makes a blog of real articles in a repository of its own, writes a baseline, installs the hook,
commits a good post, tries to commit a bad one (seed 002), fixes it and commits it. Every step
runs the commands that a user would type. CPU seconds are those of all processes of a step.

With ``--pre-commit`` it takes that tool's steps instead: a repository that names a clone of this
one, whose hook the tool installs with pip into an environment of its own (which needs a package
index), and commits of good, bad, partly staged, renamed, deleted and binary files.
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

ROOT = Path(__file__).resolve().parents[2]
SAID = """---
title: Peace talks
detector:
  disable: [generated, low_quality]
  reason: kept as an example of what we refuse
---
"""
SUFFIXES = {True: ".html", False: ".md"}


def articles(shared: Path) -> Iterator[str]:
    """Yield real articles: human ones first, then the spam that an old blog collects."""
    for kind in ("N1", "N2", "K2", "K3", "K1", "K4"):
        with gzip.open(shared / "wild" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


class Blog:
    """A repository in a temporary folder, and the steps taken in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def step(self, what: str, *command: str, status: int = 0) -> str:
        """Run a command, print its cost, and stop if its exit status is not ``status``."""
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

    def begin(self) -> None:
        """Make it a repository with an author."""
        self.git("make the blog", "init", "-q", ".")
        for key, value in (("user.name", "A"), ("user.email", "mail@site.invalid")):
            self.git(f"set {key}", "config", key, value)

    def commit(self, what: str, *paths: str, status: int = 0) -> str:
        """Stage ``paths`` and commit what is staged."""
        if paths:
            self.git(f"  stage {', '.join(paths)}", "add", "--", *paths)
        return self.git(what, "commit", "-q", "-m", what, status=status)


HOOKS = """repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: {hook}
"""
GOOD = "The bakers of the old town rise at four and knead the dough by hand before dawn.\n"
BAD = "The bakers rise at four turn0search0 and knead the dough by hand before dawn.\n"
FIXED = "The bakers rise at four and knead the dough by hand before dawn.\n"
BINARY = b"\x89PNG\r\n\x1a\n\x00\x01" * 99


def walk_with_pre_commit(blog: Blog, folder: Path) -> None:
    """Take the steps of someone who uses the pre-commit tool; stop if one ends unexpectedly."""
    tool = Path(sys.executable).with_name("pre-commit")
    clone = folder / "detector.git"
    blog.environment["PRE_COMMIT_HOME"] = str(folder / "home")
    blog.git("clone this repository", "clone", "-q", "--bare", str(ROOT), str(clone))
    revision = blog.git("its revision", "--git-dir", str(clone), "rev-parse", "HEAD").strip()
    blog.begin()

    def write(name: str, text: str) -> Path:
        (blog.folder / name).write_text(text, "utf-8")
        return blog.folder / name

    def use(hook: str) -> None:
        config = HOOKS.format(repository=clone.as_uri(), revision=revision, hook=hook)
        write(".pre-commit-config.yaml", config)

    use("detector")
    blog.step("install, with its environment", str(tool), "install", "--install-hooks")
    write("good.md", GOOD)
    write("old.md", GOOD)
    blog.commit("good posts pass", ".pre-commit-config.yaml", "good.md", "old.md")
    bad = write("bad.md", BAD)
    said = blog.commit("a bad one is refused", "bad.md", status=1)
    require("bad.md:1:25: error chat-citation" in said, said)
    write("bad.md", GOOD)
    said = blog.commit("fixed, but only in the work tree", status=1)
    require("chat-citation" in said and bad.read_text("utf-8") == GOOD, said)
    blog.git("  stage it", "add", "bad.md")
    write("bad.md", BAD)
    blog.commit("fixed in the index only")
    require(bad.read_text("utf-8") == BAD, "the work tree was changed")
    blog.git("  back to what is staged", "checkout", "-q", "bad.md")
    blog.git("  rename a post", "mv", "good.md", "gute Brötchen.md")
    write("gute Brötchen.md", BAD + GOOD)
    said = blog.commit("renamed and made worse", "gute Brötchen.md", status=1)
    require("gute Brötchen.md:1:25: error chat-citation" in said, said)
    write("gute Brötchen.md", GOOD + GOOD)
    blog.git("  delete a post", "rm", "-q", "old.md")
    (blog.folder / "photo.png").write_bytes(BINARY)
    blog.commit("renamed, deleted, binary", "gute Brötchen.md", "photo.png")
    (blog.folder / "photo.md").write_bytes(BINARY)
    print(blog.commit("binary file named as Markdown", "photo.md", status=1))
    blog.git("  take it out", "rm", "-q", "--cached", "photo.md")
    use("detector-fix")
    write("bad.md", BAD)
    said = blog.commit("detector-fix", ".pre-commit-config.yaml", "bad.md", status=1)
    require("files were modified" in said and bad.read_text("utf-8") == FIXED, said)
    blog.commit("fixed, staged again", "bad.md")


def require(condition: bool, said: str) -> None:
    if not condition:
        sys.exit(f"unexpected output:\n{said}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--posts", type=int, default=800)
    parser.add_argument("--rules-alone", action="store_true", help="check without the classifier")
    parser.add_argument("--pre-commit", action="store_true", help="with the pre-commit tool")
    arguments = parser.parse_args()
    if arguments.pre_commit:
        with tempfile.TemporaryDirectory() as name:
            walk_with_pre_commit(Blog(Path(name) / "blog"), Path(name))
        return
    texts = articles(arguments.shared)
    good, *staged = itertools.islice(texts, 21)
    # There are fewer real articles than posts: the blog contains some of them twice.
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
        blog.begin()
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
        print(blog.detector("fix it", "check", "--fix", "posts/peace.md", status=left))
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
