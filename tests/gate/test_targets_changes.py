"""What a change, a branch, a merge or a revert touches: tried in real repositories."""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tests.gate.repository import BENIGN, DEBRIS, HISTORY, MORE, RULES_ALONE, Repo, places


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
