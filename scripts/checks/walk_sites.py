"""Take the whole path of ``detector check`` on a Jekyll, a Hugo, a Docusaurus and an Obsidian site.

    python scripts/checks/walk_sites.py [--site hugo] [--keep FOLDER]

Each site has templates, drafts, built pages, a history and a sub-site. On each: check, baseline,
hook, a good and a bad post, a fix, a suppression, a merge with a conflict, a rebase, husky's
folder of hooks, the sub-site. Every exit status and what is said are asserted. A test in the suite
takes the same steps with a quicker way to start the command.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from site_files import CITED, MENDED, NEWS, OLD, PROSE, SITES, Site

ROOT = Path(__file__).resolve().parents[2]
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def started(*arguments: str, cwd: Path) -> Done:
    """Run the command as a user does, in a new Python."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "detector", *arguments],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


class Walk:
    """One site in a repository of its own, and the steps taken in it."""

    def __init__(self, site: Site, folder: Path, run: Run = started) -> None:
        self.site = site
        self.folder = folder
        self._run = run
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        self.environment |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
            "PYTHONPATH": str(ROOT),
        }

    def check(
        self, *arguments: str, status: int = 0, out: str | None = None, said: str = "",
        folder: str = ".",
    ) -> str:  # fmt: skip
        """Run ``detector check``; ``out``: all that it prints, ``said``: part of what it says."""
        return self.detector("check", *arguments, status=status, out=out, said=said, folder=folder)

    def detector(
        self, *arguments: str, status: int = 0, out: str | None = None, said: str = "",
        folder: str = ".",
    ) -> str:  # fmt: skip
        done = self._run(*arguments, cwd=self.folder / folder)
        what = f"{self.site.name}: detector {' '.join(arguments)}\n{done.stdout}{done.stderr}"
        require(done.returncode == status, f"status {done.returncode}, not {status}: {what}")
        require(out is None or done.stdout == out, f"standard output is not {out!r}: {what}")
        require(said in done.stderr, f"{said!r} is not said: {what}")
        return done.stdout

    def git(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        require(done.returncode == status, f"git {' '.join(arguments)}: {done.returncode}: {said}")
        return said

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return name

    def commit(self, name: str, text: str, *, status: int = 0, verify: bool = True) -> str:
        """Write an article and commit it, hook included."""
        self.git("add", "--", self.write(name, text))
        skip = () if verify else ("--no-verify",)
        return self.git("commit", "-q", "-m", f"Change {name}", *skip, status=status)

    def walk(self, *, quick: bool = False) -> None:
        """Take all steps; ``quick``: all but those that are like others."""
        self.make()
        self.accept_the_old_site()
        self.write_posts()
        self.merge()
        if quick:
            return
        self.rebase()
        self.work_in_the_sub_site()
        self.use_husky()

    def make(self) -> None:
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "mail@site.invalid")
        for name, text in self.site.files.items():
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "The site as it was")

    def accept_the_old_site(self) -> None:
        site = self.site
        templates = f"{len(site.templates)} skipped (template: {len(site.templates)})"
        found = self.check(".", status=1, said=f"2 of {site.articles} articles fail: 2 errors")
        require(found.count("error chat-citation") == 2, found)
        require(self.folder.joinpath(site.sub).name in found, found)
        self.check(".", "--summary", said=templates, status=1)
        self.check(*site.templates, said=f"nothing was checked: {templates}", out="")
        self.check(*site.templates, "--require-files", status=3)
        old = [name for name, text in site.files.items() if OLD in text]
        ignored = next(name for name in old if self.is_ignored(name))
        self.check(ignored, status=1, said="1 of 1 article fails")
        self.check(str(Path(ignored).parent), status=1, said="1 of 1 article fails")
        self.check(".", "--write-baseline", out="", said=f"{site.sub}/detector-baseline.json now")
        self.check(".", out="", said=templates)
        self.check(".", "--summary", said=f"{site.articles} articles checked; {site.articles} pass")
        self.check(".", "--write-baseline", said="already exists and was not changed")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "What is known")

    def is_ignored(self, name: str) -> bool:
        return name not in self.git("ls-files", "-z").split("\0")

    def write_posts(self) -> None:
        site = self.site
        said = "checks the staged articles before each commit"
        self.detector("install-hook", out="", said=said)
        require(self.commit(site.post("2024-04-01-good"), article(NEWS)) == "", "not silent")
        self.commit(site.templates[0], site.files[site.templates[0]] + "<!-- changed -->\n")
        bad = site.post("2024-05-01-bad")
        refused = self.commit(bad, article(NEWS, CITED), status=1)
        require(f"{bad}:9:20: error chat-citation" in refused, refused)
        patch = self.check(bad, "--fix", "--diff", status=1, said="1 can be fixed")
        self.write("../patch", patch)
        self.git("apply", "--check", "../patch")
        self.check(bad, "--fix", out="", said="1 fixed")
        require(MENDED in (self.folder / bad).read_text("utf-8"), "not fixed")
        self.git("add", "--", bad)
        self.git("commit", "-q", "-m", "Fixed")
        self.check(bad, "--fix", "--diff", out="", said="nothing that can be fixed automatically")
        quoted = article(NEWS, site.suppression, CITED)
        require(self.commit(site.post("2024-06-01-quoted"), quoted) == "", "not suppressed")

    def merge(self) -> None:
        """Others' bad article and a conflict: only what the resolution adds is judged."""
        shared, conflict = self.diverge("theirs")
        self.git("merge", "-q", "theirs", status=1)
        worse = article(NEWS, "They sang, and it rained.", CITED)
        self.git("add", "--", self.write(shared, worse))
        refused = self.git("commit", "-q", "--no-edit", status=1)
        require(f"{shared}:11:20: error chat-citation" in refused, refused)
        require(conflict not in refused, refused)
        self.git("add", "--", self.write(shared, article(NEWS, "They sang, and it rained.")))
        self.git("commit", "-q", "--no-edit")

    def rebase(self) -> None:
        shared, conflict = self.diverge("mine")
        self.git("switch", "-q", "mine")
        self.git("rebase", "-q", "main", status=1)
        self.git("add", "--", self.write(shared, article(NEWS, "They sang in the rain.", CITED)))
        refused = self.git("commit", "-q", "-C", "REBASE_HEAD", status=1)
        require("chat-citation" in refused and conflict not in refused, refused)
        self.git("add", "--", self.write(shared, article(NEWS, "They sang in the rain.")))
        self.git("commit", "-q", "-C", "REBASE_HEAD")
        self.git("rebase", "--continue")
        self.git("switch", "-q", "main")
        self.git("merge", "-q", "mine")

    def diverge(self, branch: str) -> tuple[str, str]:
        """Make a branch with a bad article that conflicts with main; return both files."""
        shared, conflict = self.site.post(f"shared-{branch}"), self.site.post(f"others-{branch}")
        self.commit(shared, article(NEWS, "They sat there."), verify=False)
        self.git("switch", "-q", "-c", branch)
        self.write(conflict, article(PROSE, CITED))
        self.git("add", "-A")
        self.commit(shared, article(NEWS, "They sang."), verify=False)
        self.git("switch", "-q", "main")
        self.commit(shared, article(NEWS, "It rained."), verify=False)
        return shared, conflict

    def work_in_the_sub_site(self) -> None:
        sub = self.site.sub
        self.check(".", folder=sub, out="")
        name = self.write(f"{sub}/new.md", article(PROSE, CITED))
        self.check("new.md", folder=sub, status=1)
        annotations = self.check(".", "--format", "github", folder=sub, status=1)
        require(f"::error file={name},line=" in annotations, annotations)
        self.check(".", "--write-baseline", folder=sub, status=1, said="--update-baseline adds 2")
        self.check(".", "--update-baseline", folder=sub, out="", said="(2 added)")
        self.check(name, out="")
        (self.folder / name).unlink()
        # A run over a part may not know where a file went; one over the whole sub-site does.
        rest = next(n for n in self.site.files if n.startswith(sub) and n.endswith("art.md"))
        self.check(rest, "--prune-baseline", out="", said="(0 removed)")
        self.check(".", "--prune-baseline", folder=sub, out="", said="(2 removed)")

    def use_husky(self) -> None:
        """As husky 9 leaves a repository; the hook is the same file for all who work on it."""
        self.detector("uninstall-hook", said="was removed")
        runner = '#!/usr/bin/env sh\nsh -e "$(dirname "$(dirname "$0")")/$(basename "$0")" "$@"\n'
        for name, text in (("_/pre-commit", runner), ("_/.gitignore", "*\n")):
            self.write(f".husky/{name}", text)
        (self.folder / ".husky" / "_" / "pre-commit").chmod(0o755)
        self.git("config", "core.hooksPath", ".husky/_")
        self.detector("install-hook", "--path", self.site.posts, said=".husky/pre-commit checks")
        program = Path(self.write("../bin/detector", program_text()))
        (self.folder / program).chmod(0o755)
        bin_folder = (self.folder / "../bin").resolve()
        self.environment["PATH"] = f"{bin_folder}{os.pathsep}{self.environment['PATH']}"
        self.commit(self.site.post("worse"), article(NEWS, CITED), status=1)
        self.commit(self.site.post("worse"), article(NEWS))
        self.commit("notes.md", f"{CITED}\n")  # outside of the path
        self.detector("uninstall-hook", said=".husky/pre-commit was removed")
        require((self.folder / ".husky" / "_" / "pre-commit").exists(), "husky's own is gone")


def article(*parts: str) -> str:
    return "---\ntitle: New\n---\n\n" + "\n\n".join(part.strip() for part in parts) + "\n"


def program_text() -> str:
    return f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -P -m detector "$@"\n'


def require(holds: object, message: str) -> None:
    if not holds:
        raise AssertionError(message)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", choices=[site.name for site in SITES])
    parser.add_argument("--keep", type=Path, help="make the sites here, and leave them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for site in SITES:
            if options.site not in (None, site.name):
                continue
            folder = (options.keep or Path(temporary)) / site.name / "site"
            folder.mkdir(parents=True)
            begin = time.monotonic()
            Walk(site, folder).walk()
            print(f"{site.name:12} all steps as they should be, {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    main()
