"""What is staged, what a change touches: tried in real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

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


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path)


def places(repo: Repo, detector: Run, *arguments: str, folder: str = ".") -> list[str]:
    run = detector("check", *arguments, *RULES_ALONE, cwd=repo.folder / folder)
    assert run.returncode in (0, 1), run.stderr
    found = [line.split(": ")[0].rsplit(":", 1)[0] for line in run.stdout.splitlines()]
    assert run.returncode == bool(found)
    return found


def test_staged_reads_the_index(repo: Repo, detector: Run) -> None:
    # In a repository without a commit, too.
    repo.write("bad in index.md", f"{DEBRIS}\n")
    repo.write("bad in index.md", f"{BENIGN}\n", add=False)
    repo.write("bad in tree.md", f"{BENIGN}\n")
    repo.write("bad in tree.md", f"{DEBRIS}\n", add=False)
    repo.write("untracked.md", f"{DEBRIS}\n", add=False)
    assert places(repo, detector, "--staged") == ["bad in index.md:1"]


def test_staged_names_of_all_kinds(repo: Repo, detector: Run) -> None:
    repo.write("old name.md", HISTORY)
    repo.write("gone.md", f"{DEBRIS}\n")
    repo.write("same.md", f"{DEBRIS}\n")
    repo.commit()
    repo.git("mv", "old name.md", "neu ä ☃.md")
    repo.write("neu ä ☃.md", f"{HISTORY}\n{DEBRIS}\n")
    repo.git("rm", "-q", "gone.md")
    repo.write('tab\t"quote".md', f"{DEBRIS}\n")
    repo.write("binary.md", b"\x00\x01\x02\x03" * 999)
    repo.write("image.png", b"\x89PNG\r\n\x1a\n")
    repo.write("code.py", f"# {DEBRIS}\n")
    (repo.folder / "link.md").symlink_to("same.md")
    repo.git("add", "link.md")
    found = places(repo, detector, "--staged")
    assert found == ["neu ä ☃.md:7", 'tab "quote".md:1']


def test_staged_from_a_folder_and_for_some_paths(repo: Repo, detector: Run) -> None:
    repo.write("posts/a.md", f"{DEBRIS}\n")
    repo.write("posts/b.md", f"{DEBRIS}\n")
    repo.write("docs/c.md", f"{DEBRIS}\n")
    assert places(repo, detector, "--staged", "posts/a.md", "docs") == [
        "docs/c.md:1",
        "posts/a.md:1",
    ]
    inside = places(repo, detector, "--staged", folder="posts")
    assert inside == ["../docs/c.md:1", "a.md:1", "b.md:1"]


def test_diff_keeps_to_the_lines_that_the_change_touches(repo: Repo, detector: Run) -> None:
    repo.write("a.md", f"{DEBRIS}\n\n{BENIGN}\n")
    repo.write("b ü.md", f"{DEBRIS}\n\n{BENIGN}\n")
    repo.commit()
    assert places(repo, detector, "--diff") == []
    repo.write(
        "b ü.md", f"{DEBRIS}\n\n{BENIGN}\n\n++ not a header\n-- nor this\n\n{MORE}\n", add=False
    )
    repo.write("new.md", f"{DEBRIS}\n", add=False)
    assert places(repo, detector, "--diff") == ["b ü.md:8", "new.md:1"]
    assert places(repo, detector, "--staged", "--diff") == []
    repo.git("add", "-A")
    assert places(repo, detector, "--staged", "--diff") == ["b ü.md:8", "new.md:1"]
    assert places(repo, detector, "--staged") == ["b ü.md:1", "b ü.md:8", "new.md:1"]


def test_since_looks_from_where_the_branches_part(repo: Repo, detector: Run) -> None:
    repo.write("a.md", f"{BENIGN}\n")
    repo.commit()
    repo.git("switch", "-q", "-c", "work")
    repo.write("a.md", f"{BENIGN}\n\n{DEBRIS}\n")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("others.md", f"{DEBRIS}\n")
    repo.commit()
    repo.git("switch", "-q", "work")
    assert places(repo, detector, "--since", "main") == ["a.md:3"]
    assert places(repo, detector, "--diff") == []
    run = detector("check", "--since", "no-such", *RULES_ALONE, cwd=repo.folder)
    assert run.returncode == 2
    assert run.stderr.startswith("detector: git does not know the revision 'no-such'")


def test_since_in_a_shallow_clone_judges_nothing_by_a_wrong_commit(
    repo: Repo, detector: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither is what others have fixed held against a branch, nor what it adds hidden."""
    repo.write("old.md", f"{DEBRIS}\n")
    repo.commit()
    repo.git("switch", "-q", "-c", "work")
    repo.write("new.md", f"{BENIGN}\n")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("old.md", f"{BENIGN}\n")
    repo.commit()
    clone = Repo(tmp_path_factory.mktemp("clone"))
    clone.git("fetch", "-q", "--depth", "1", repo.folder.as_uri(), "work")
    clone.git("switch", "-q", "--detach", "FETCH_HEAD")
    clone.git("fetch", "-q", repo.folder.as_uri(), "main:upstream")
    run = detector("check", "--since", "upstream", *RULES_ALONE, cwd=clone.folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert "no common ancestor in this shallow clone: fetch more history" in run.stderr
    clone.git("fetch", "-q", "--unshallow", repo.folder.as_uri(), "work")
    assert places(clone, detector, "--since", "upstream") == []
    clone.git("switch", "-q", "--orphan", "other")
    clone.write("new.md", f"{BENIGN}\n")
    clone.commit()
    run = detector("check", "--since", "upstream", *RULES_ALONE, cwd=clone.folder)
    assert run.returncode == 2
    assert "no common ancestor: name a revision" in run.stderr


def test_a_removed_line_touches_its_neighbours(repo: Repo, detector: Run) -> None:
    repo.write("a.md", f"{BENIGN}\n\n{DEBRIS}\n\nA line to take out.\n")
    repo.commit()
    repo.write("a.md", f"{BENIGN}\n\n{DEBRIS}\n", add=False)
    assert places(repo, detector, "--diff") == ["a.md:3"]


def test_folders_leave_out_what_git_ignores(repo: Repo, detector: Run) -> None:
    repo.write(".gitignore", "public/\n")
    repo.write("public/a.html", f"<p>{DEBRIS}</p>\n", add=False)
    repo.write("content/a.md", f"{DEBRIS}\n")
    repo.write("content/new.md", f"{DEBRIS}\n", add=False)
    assert places(repo, detector) == ["content/a.md:1", "content/new.md:1"]
    assert places(repo, detector, "content") == ["content/a.md:1", "content/new.md:1"]
    assert places(repo, detector, "public/a.html") == ["public/a.html:1"]
    # A folder that is named on purpose, and one below it.
    repo.write("public/posts/b.md", f"{DEBRIS}\n", add=False)
    assert places(repo, detector, "public") == ["public/a.html:1", "public/posts/b.md:1"]
    assert places(repo, detector, "public/posts") == ["public/posts/b.md:1"]


@pytest.mark.parametrize("options", [("--diff",), ("--staged",), ("--since", "HEAD")])
def test_a_path_that_nobody_knows_is_told(
    repo: Repo, detector: Run, options: tuple[str, ...]
) -> None:
    repo.write("posts/a.md", HISTORY)
    repo.write("posts/gone.md", HISTORY)
    repo.commit()
    run = detector("check", *options, "pots", *RULES_ALONE, cwd=repo.folder)
    assert run.returncode == 3
    assert "pots" in run.stderr
    repo.git("rm", "-q", "posts/gone.md")
    run = detector("check", *options, "posts/gone.md", *RULES_ALONE, cwd=repo.folder)
    assert run.returncode == 0, run.stderr


def test_a_link_to_a_folder_is_followed(repo: Repo, detector: Run) -> None:
    repo.write("posts/a.md", f"{DEBRIS}\n")
    (repo.folder / "content").symlink_to("posts")
    assert places(repo, detector, "content") == ["posts/a.md:1"]


def test_a_link_out_of_the_work_tree_is_followed(tmp_path: Path, detector: Run) -> None:
    (tmp_path / "site").mkdir()
    repo = Repo(tmp_path / "site")
    other = tmp_path / "other"
    (other / "node_modules").mkdir(parents=True)
    (other / "a.md").write_text(f"{DEBRIS}\n", "utf-8")
    (other / "node_modules" / "b.md").write_text(f"{DEBRIS}\n", "utf-8")
    (repo.folder / "content").symlink_to("../other")
    assert places(repo, detector, "content") == ["content/a.md:1"]
    Repo(other).write(".gitignore", "node_modules\n")  # another repository has its own rules
    assert places(repo, detector, "content") == ["../other/a.md:1"]


def test_context_between_hunks_counts_once(repo: Repo, detector: Run) -> None:
    lines = [f"Line {n} tells of the bridge.\n" for n in range(30)]
    for name in ("a.md", "b.md"):
        repo.write(name, "\n".join(lines))
    repo.commit()
    repo.git("config", "diff.interHunkContext", "10")
    changed = [*lines]
    changed[3] = changed[6] = "It was painted.\n"
    repo.write("a.md", "\n".join(changed), add=False)
    repo.write("b.md", "\n".join(lines) + f"\n{DEBRIS}\n", add=False)
    assert places(repo, detector, "--diff") == ["b.md:61"]


def test_a_path_out_of_a_folder_has_the_configuration_of_its_own(repo: Repo, detector: Run) -> None:
    repo.write("x/a.md", f"{DEBRIS}\n")
    repo.write("y/detector.toml", 'ignore = ["chat-citation"]\n')
    run = detector("check", "../x/a.md", "--ignore", "generated", cwd=repo.folder / "y")
    assert run.returncode == 1, run.stderr


def diverged(repo: Repo) -> None:
    """Make two branches: others' article is bad, and both have changed the same line."""
    shared = f"{HISTORY}\n{BENIGN}\n"
    repo.write("a.md", shared)
    repo.commit()
    repo.git("switch", "-q", "-c", "theirs")
    repo.write("others.md", f"{DEBRIS}\n")
    repo.write("a.md", f"{HISTORY}\n{BENIGN} They sang.\n\n{DEBRIS}\n")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("a.md", f"{HISTORY}\n{BENIGN} We sang.\n")
    repo.write("ours.md", f"{BENIGN}\n")
    repo.commit()


@pytest.mark.parametrize(
    "command",
    [
        ("merge", "theirs"),
        ("cherry-pick", "theirs"),
        ("rebase", "main", "theirs"),
    ],
)
def test_a_merge_is_judged_by_what_its_sides_do_not_have(
    repo: Repo, detector: Run, command: tuple[str, ...]
) -> None:
    diverged(repo)
    assert repo.git(*command, check=False).returncode != 0
    resolved = f"{HISTORY}\n{BENIGN} All sang.\n\n{DEBRIS}\n"
    repo.write("a.md", resolved)
    assert places(repo, detector, "--staged") == []
    # What the resolution itself brings in is judged, in a file of both and in one of neither.
    repo.write("a.md", f"{resolved}\n{MORE}\n")
    repo.write("new.md", f"{DEBRIS}\n")
    assert places(repo, detector, "--staged") == ["a.md:11", "new.md:1"]
    repo.git("rm", "-q", "-f", "new.md")
    repo.write("a.md", resolved)
    repo.git("-c", "core.editor=true", command[0], "--continue")
    # When it is over, all of a staged file is judged again.
    repo.write("a.md", f"{resolved}\nIt rained.\n")
    assert places(repo, detector, "--staged") == ["a.md:9"]


def test_a_revert_brings_back_what_was_there(repo: Repo, detector: Run) -> None:
    repo.write("a.md", f"{HISTORY}\n{DEBRIS}\n")
    repo.commit()
    repo.write("a.md", f"{HISTORY}\n")
    repo.commit()
    repo.git("revert", "--no-commit", "HEAD")
    assert places(repo, detector, "--staged") == []
    repo.write("a.md", f"{HISTORY}\n{DEBRIS}\n\n{MORE}\n")
    assert places(repo, detector, "--staged") == ["a.md:9"]


def test_the_first_commit_can_be_reverted(repo: Repo, detector: Run) -> None:
    repo.write("a.md", f"{HISTORY}\n")
    repo.commit()
    repo.git("revert", "--no-commit", "HEAD")
    repo.write("b.md", f"{DEBRIS}\n")
    assert places(repo, detector, "--staged") == ["b.md:1"]


@pytest.mark.parametrize("quote", ["true", "false"])
def test_names_that_git_quotes_whatever_is_configured(
    repo: Repo, detector: Run, quote: str
) -> None:
    repo.git("config", "core.quotePath", quote)
    names = ['a"ü.md', "tab\tö.md", "line\né.md", "中文.md"]
    for name in names:
        repo.write(name, f"{BENIGN}\n")
    repo.commit()
    for name in names:
        repo.write(name, f"{BENIGN}\n\n{DEBRIS}\n", add=False)
    assert len(places(repo, detector, "--diff")) == len(names)
    repo.git("add", "-A")
    assert len(places(repo, detector, "--staged", "--diff")) == len(names)


def test_a_folder_is_checked_where_git_cannot_be_asked(repo: Repo, detector: Run) -> None:
    repo.write(".gitignore", "built/\n")
    repo.write("built/a.md", f"{DEBRIS}\n", add=False)
    repo.write("b.md", f"{BENIGN}\n")
    assert places(repo, detector, ".") == []
    (repo.folder / ".git" / "config").write_text("[core\n", encoding="utf-8")
    why = "detector: git config: fatal: bad config line 1"
    done = detector("check", ".", *RULES_ALONE, cwd=repo.folder)
    assert done.returncode == 1
    assert done.stdout.startswith("built/a.md:")
    assert done.stderr.startswith(why)
    # What is staged, or has changed, nobody else knows.
    done = detector("check", "--staged", *RULES_ALONE, cwd=repo.folder)
    assert done.returncode == 2
    assert done.stderr.startswith(why)


def test_a_broken_link_in_a_folder_is_told_as_elsewhere(repo: Repo, detector: Run) -> None:
    repo.write("posts/a.md", "It is old.\n")
    (repo.folder / "posts" / "gone.md").symlink_to("nowhere.md")
    for kept in (False, True):  # new to git, then known to it
        if kept:
            repo.git("add", "-A")
        run = detector("check", "posts", cwd=repo.folder)
        assert run.returncode == 3
        assert "posts/gone.md: this is a broken link" in run.stderr


def test_a_file_that_was_deleted_is_no_broken_link(repo: Repo, detector: Run) -> None:
    repo.write("posts/a.md", "It is old.\n")
    repo.write("posts/b.md", "It is old.\n")
    (repo.folder / "posts" / "b.md").unlink()
    run = detector("check", "posts", cwd=repo.folder)
    assert (run.returncode, run.stderr) == (0, "")
