"""What is staged, and which files a path names: tried in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.gate.repository import BENIGN, DEBRIS, HISTORY, RULES_ALONE, Repo, places


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


def test_a_path_out_of_a_folder_has_the_configuration_of_its_own(repo: Repo, detector: Run) -> None:
    repo.write("x/a.md", f"{DEBRIS}\n")
    repo.write("y/detector.toml", 'ignore = ["chat-citation"]\n')
    run = detector("check", "../x/a.md", "--ignore", "generated", cwd=repo.folder / "y")
    assert run.returncode == 1, run.stderr


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
    said = "detector: 1 article checked; 1 not scored (too short: 1)\n"
    assert (run.returncode, run.stderr) == (0, said)
