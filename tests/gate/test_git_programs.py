"""A repository names programs in every way that git has: none of them is started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.gate.repository import BENIGN, HISTORY, RULES_ALONE, Repo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")

# Every key of `git help --config` that names a program, but those of commands that only people
# use (sendemail, gitweb, instaweb, difftool, mergetool, guitool, man, browser).
KEYS = """
core.editor core.pager core.askPass core.sshCommand core.gitProxy core.alternateRefsCommand
sequence.editor interactive.diffFilter credential.helper credential.https://x.invalid.helper
gpg.program gpg.openpgp.program gpg.ssh.program gpg.x509.program gpg.ssh.defaultKeyCommand
merge.trap.driver trailer.trap.command trailer.trap.cmd uploadpack.packObjectsHook pager.diff
pager.ls-files pager.rev-parse pager.cat-file pager.config remote.origin.uploadpack
remote.origin.receivepack imap.tunnel hook.trap.command
""".split()
HOOKS = """
post-index-change fsmonitor-watchman reference-transaction post-checkout pre-commit post-commit
pre-auto-gc post-rewrite pre-push update post-update pre-receive post-receive post-merge
""".split()
VARIABLES = """
GIT_EXTERNAL_DIFF GIT_SSH GIT_SSH_COMMAND GIT_PROXY_COMMAND GIT_ASKPASS SSH_ASKPASS GIT_PAGER
PAGER GIT_EDITOR GIT_SEQUENCE_EDITOR VISUAL EDITOR
""".split()


class Trapped(Repo):
    """A repository with a change in the index and another in the work tree."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        super().__init__(folder)
        self.sprung = folder.parent / "sprung"
        self.sprung.mkdir()
        for name in ("a.md", "b.md", "c.md"):
            self.write(name, f"{HISTORY}\n{name}\n")
        self.commit()
        self.write("a.md", f"{HISTORY}\n{BENIGN}\n")
        self.write("b.md", f"{HISTORY}\n\n{BENIGN}\n", add=False)

    def trap(self, name: str, then: str = "exit 0") -> str:
        """Write a program that leaves a mark."""
        path = self.folder.parent / f"trap-{name.replace('/', '_')}"
        path.write_text(f'#!/bin/sh\ntouch "{self.sprung}/{path.name}"\n{then}\n')
        path.chmod(0o755)
        return str(path)

    def config(self, key: str, value: str) -> None:
        self.git("config", "--add", key, value)

    def marks(self) -> set[str]:
        return {path.name.removeprefix("trap-") for path in self.sprung.iterdir()}


def every_key(repo: Trapped) -> None:
    for key in KEYS:
        repo.config(key, repo.trap(key))
    repo.config("hook.trap.event", "post-index-change")
    repo.config("alias.diff", f"!{repo.trap('alias')}")
    repo.config("alias.ls-files", f"!{repo.trap('alias')}")
    repo.config("log.showSignature", "true")
    repo.config("protocol.ext.allow", "always")
    repo.config("core.fsmonitor", repo.trap("fsmonitor"))
    repo.write(".gitattributes", "* merge=trap\n")


def included(repo: Trapped) -> None:
    other = repo.folder.parent / "included"
    other.write_text(f"[core]\n\tfsmonitor = {repo.trap('fsmonitor')}\n")
    repo.config("include.path", str(other))


def of_a_work_tree(repo: Trapped) -> None:
    repo.config("extensions.worktreeConfig", "true")
    repo.git("config", "--worktree", "core.fsmonitor", repo.trap("fsmonitor"))


def external_diff(repo: Trapped) -> None:
    repo.config("diff.external", repo.trap("external"))


def diff_drivers(repo: Trapped) -> None:
    repo.config("diff.x.command", repo.trap("command"))
    repo.config("diff.y.textconv", repo.trap("textconv"))
    repo.write(".gitattributes", "a.md diff=x\nb.md diff=y\n")


def filters(repo: Trapped) -> None:
    repo.config("filter.x.clean", repo.trap("clean", "cat"))
    repo.config("filter.x.smudge", repo.trap("smudge"))
    repo.config("filter.x.required", "true")
    repo.config("filter.odd=name.x.clean", repo.trap("odd", "cat"))
    (repo.folder / ".git" / "info" / "attributes").write_text(
        "a.md filter=x\nb.md filter=odd=name.x\nc.md filter=x\n"
    )
    os.utime(repo.folder / "c.md", (1, 1))


def filter_process(repo: Trapped) -> None:
    repo.config("filter.x.process", repo.trap("process"))
    (repo.folder / ".git" / "info" / "attributes").write_text("* filter=x\n")


def hooks(repo: Trapped) -> None:
    for name in HOOKS:
        hook = repo.folder / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.symlink_to(repo.trap(name))
    os.utime(repo.folder / "c.md", (1, 1))  # or git has no reason to write the index


def hooks_elsewhere(repo: Trapped) -> None:
    folder = repo.folder / "elsewhere"
    folder.mkdir()
    (folder / "post-index-change").symlink_to(repo.trap("post-index-change"))
    repo.config("core.hooksPath", "elsewhere")
    os.utime(repo.folder / "c.md", (1, 1))


def submodule(repo: Trapped) -> None:
    inner = Repo.__new__(Repo)
    inner.folder = repo.folder / "inner"
    inner.folder.mkdir()
    Repo.__init__(inner, inner.folder)
    inner.write("d.md", HISTORY)
    inner.commit()
    repo.git("add", "inner")
    repo.git("config", "diff.submodule", "diff")
    repo.git("config", "diff.ignoreSubmodules", "none")
    inner.git("config", "filter.y.clean", repo.trap("clean", "cat"))
    (inner.folder / ".git" / "info" / "attributes").write_text("* filter=y\n")
    inner.write("d.md", HISTORY.upper(), add=False)


def lacking(repo: Trapped) -> None:
    """Take out of the repository what the change is compared with."""
    old = repo.git("rev-parse", "HEAD:a.md", "HEAD:b.md").stdout.split()
    for blob in old:
        (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    repo.config("core.repositoryFormatVersion", "1")
    repo.config("remote.origin.promisor", "true")
    repo.config("remote.origin.partialclonefilter", "blob:none")


def promisor_of_a_file(repo: Trapped) -> None:
    repo.config("remote.origin.url", f"file://{repo.folder}")
    repo.config("remote.origin.uploadpack", repo.trap("uploadpack"))
    repo.config("protocol.file.allow", "always")
    lacking(repo)


def promisor_over_ssh(repo: Trapped) -> None:
    repo.config("remote.origin.url", "ssh://x.invalid/y")
    repo.config("core.sshCommand", repo.trap("ssh"))
    repo.config("protocol.ssh.allow", "always")
    lacking(repo)


def promisor_of_a_helper(repo: Trapped) -> None:
    repo.config("remote.origin.url", f"ext::{repo.trap('ext')} %S")
    repo.config("protocol.ext.allow", "always")
    lacking(repo)


def promisor_through_a_proxy(repo: Trapped) -> None:
    repo.config("remote.origin.url", "git://x.invalid/y")
    repo.config("core.gitProxy", repo.trap("proxy"))
    repo.config("protocol.git.allow", "always")
    lacking(repo)


# What plain git starts: the traps are armed. `every_key` has those of other commands too.
ATTACKS: dict[Callable[[Trapped], None], set[str]] = {
    every_key: {"fsmonitor"},
    included: {"fsmonitor"},
    of_a_work_tree: {"fsmonitor"},
    external_diff: {"external"},
    diff_drivers: {"command", "textconv"},
    filters: {"clean", "odd"},
    filter_process: {"process"},
    hooks: {"post-index-change"},
    hooks_elsewhere: {"post-index-change"},
    submodule: {"clean"},
    promisor_of_a_file: {"uploadpack"},
    promisor_over_ssh: {"ssh"},
    promisor_of_a_helper: {"ext"},
    promisor_through_a_proxy: {"proxy"},
}
COMMANDS = (
    ("check", ".", *RULES_ALONE),
    ("check", "--staged", *RULES_ALONE),
    ("check", "--diff", *RULES_ALONE),
    ("check", "--staged", "--since", "HEAD", "a.md", *RULES_ALONE),
    ("audit", ".", "--changed-since", "HEAD", "--no-cache", "--format", "jsonl"),
    ("install-hook", "--force"),
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_no_program_of_a_repository_is_started(
    attack: Callable[[Trapped], None], tmp_path: Path, detector: Run
) -> None:
    repo = Trapped(tmp_path / "repo")
    attack(repo)
    for mark in repo.sprung.iterdir():  # what arming has sprung
        mark.unlink()
    env = {**os.environ, **{name: repo.trap(name) for name in VARIABLES}}
    (repo.folder / "git").symlink_to(repo.trap("git"))
    env["PATH"] = os.pathsep.join([".", "", env["PATH"]])
    fails = attack.__name__.startswith("promisor")
    for command in COMMANDS:
        run = detector(*command, cwd=repo.folder, env=env)
        assert repo.marks() == set(), command
        if fails and {"--diff", "--since"} & {*command}:
            assert run.returncode == 2, run.stderr
            assert "nothing that this partial clone lacks is fetched" in run.stderr
        else:
            assert run.returncode in (0, 1), run.stderr
    repo.git("diff", "HEAD", check=False)
    assert repo.marks() >= ATTACKS[attack]


def test_variables_are_traps(tmp_path: Path) -> None:
    repo = Trapped(tmp_path / "repo")
    env = {**os.environ, "GIT_EXTERNAL_DIFF": repo.trap("GIT_EXTERNAL_DIFF")}
    subprocess.run(["git", "diff"], cwd=repo.folder, env=env, check=False, capture_output=True)
    assert repo.marks() == {"GIT_EXTERNAL_DIFF"}
