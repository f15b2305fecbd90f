"""Git asks before every commit: the plain hook, and the pre-commit tool, in real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.gate.repository import BENIGN, DEBRIS, Repo

yaml = pytest.importorskip("yaml")

CONFIG = 'ignore = ["generated", "low_quality"]\n'


@pytest.fixture
def repo(tmp_path: Path, detector: Run) -> Repo:
    repo = Repo(tmp_path)
    repo.write("detector.toml", CONFIG)
    repo.commit()
    return repo


@pytest.fixture
def hooked(repo: Repo, detector: Run) -> Repo:
    run = detector("install-hook", cwd=repo.folder)
    assert run.returncode == 0, run.stderr
    return repo


def head(repo: Repo) -> str:
    return repo.git("rev-parse", "HEAD").stdout


def test_the_hook_refuses_what_fails_and_is_silent_otherwise(hooked: Repo) -> None:
    before = head(hooked)
    hooked.write("posts/bad é.md", f"{DEBRIS}\n")
    refused = hooked.git("commit", "-m", "x", check=False)
    assert refused.returncode == 1
    assert head(hooked) == before
    assert "posts/bad é.md:1:13: error chat-citation" in refused.stdout + refused.stderr
    # Fixed in the index only: the work tree may be ahead or behind.
    hooked.write("posts/bad é.md", f"{BENIGN}\n")
    hooked.write("posts/bad é.md", f"{DEBRIS}\n", add=False)
    accepted = hooked.git("commit", "-q", "-m", "x")
    assert (accepted.stdout, accepted.stderr) == ("", "")
    assert head(hooked) != before
    # `git commit FILE` makes an index of its own.
    assert hooked.git("commit", "-m", "x", "posts/bad é.md", check=False).returncode == 1
    assert hooked.git("commit", "-am", "x", check=False).returncode == 1
    hooked.git("checkout", "-q", ".")
    # Renamed, deleted and binary files.
    hooked.git("mv", "posts/bad é.md", "posts/new.md")
    hooked.write("posts/image.png", b"\x89PNG\r\n\x1a\n\x00")
    hooked.git("commit", "-q", "-m", "x")
    hooked.git("rm", "-q", "posts/new.md")
    hooked.git("commit", "-q", "-m", "x")


def test_the_hook_works_from_a_folder_and_a_linked_work_tree(
    hooked: Repo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    linked = tmp_path_factory.mktemp("linked") / "tree"
    hooked.git("worktree", "add", "-q", str(linked), "-b", "other")
    other = Repo.__new__(Repo)
    other.folder = linked
    other.write("posts/bad.md", f"{DEBRIS}\n")
    assert other.git("commit", "-m", "x", check=False).returncode == 1
    other.write("posts/bad.md", f"{BENIGN}\n")
    other.folder = linked / "posts"
    other.git("commit", "-q", "-m", "x")


def test_another_hook_is_not_lost(repo: Repo, detector: Run) -> None:
    path = repo.folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    path.chmod(0o755)
    refused = detector("install-hook", cwd=repo.folder)
    assert (refused.returncode, refused.stdout) == (2, "detector check --staged || exit\n")
    assert "--force" in refused.stderr
    assert detector("install-hook", "--force", cwd=repo.folder).returncode == 0
    old = path.with_name("pre-commit.old")
    assert old.read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    assert detector("install-hook", cwd=repo.folder).returncode == 0  # again: nothing to lose
    # Both run: the other first.
    repo.write("bad.md", f"{DEBRIS}\n")
    assert repo.git("commit", "-m", "x", check=False).returncode == 1
    old.write_text("#!/bin/sh\necho other; exit 7\n", "utf-8")
    refused_by_other = repo.git("commit", "-m", "x", check=False)
    assert "other" in refused_by_other.stdout + refused_by_other.stderr
    assert "chat-citation" not in refused_by_other.stdout + refused_by_other.stderr
    assert detector("uninstall-hook", cwd=repo.folder).returncode == 0
    assert path.read_text("utf-8") == "#!/bin/sh\necho other; exit 7\n"
    again = detector("uninstall-hook", cwd=repo.folder)
    assert again.returncode == 2
    assert "was not installed by" in again.stderr


def test_a_hook_that_was_kept_is_not_overwritten(repo: Repo, detector: Run) -> None:
    path = repo.folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    path.with_name("pre-commit.old").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    refused = detector("install-hook", "--force", cwd=repo.folder)
    assert refused.returncode == 2
    assert "pre-commit.old contains an earlier hook" in refused.stderr
    assert path.read_text("utf-8") == "#!/bin/sh\nexit 0\n"
    assert path.with_name("pre-commit.old").read_text("utf-8") == "#!/bin/sh\nexit 1\n"


def test_a_hook_that_is_a_link_to_nowhere_is_one(repo: Repo, detector: Run) -> None:
    path = repo.folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("../../tools/not-checked-out")
    assert detector("install-hook", cwd=repo.folder).returncode == 2
    assert detector("install-hook", "--force", cwd=repo.folder).returncode == 0
    assert path.with_name("pre-commit.old").is_symlink()
    assert not (repo.folder / "tools").exists()
    assert detector("install-hook", "--remove", cwd=repo.folder).returncode == 0
    assert path.is_symlink()


def test_a_hook_that_someone_added_to_is_kept(hooked: Repo, detector: Run) -> None:
    path = hooked.folder / ".git" / "hooks" / "pre-commit"
    text = path.read_text("utf-8").replace("old=", "make test || exit\nold=")
    path.write_text(text, "utf-8")
    for command in ("install-hook", "uninstall-hook"):
        refused = detector(command, cwd=hooked.folder)
        assert refused.returncode == 2
        assert "was changed by hand" in refused.stderr
    assert path.read_text("utf-8") == text


OLDER = """#!/bin/sh
# installed by: detector install-hook
# Checks the staged articles. `git commit --no-verify` skips it.
if [ -x {python} ]; then
    exec {python} -P -m detector check --staged
elif command -v detector >/dev/null 2>&1; then
    exec detector check --staged
fi
echo "detector is no longer installed; delete $0 or install it again" >&2
exit 1
"""


def test_a_hook_of_an_older_version_is_reported_and_renewed(hooked: Repo, detector: Run) -> None:
    path = hooked.folder / ".git" / "hooks" / "pre-commit"
    path.write_text(OLDER.format(python=sys.executable), "utf-8")
    hooked.write("good.md", f"{BENIGN}\n")
    said = hooked.git("commit", "-m", "x").stderr
    assert "pre-commit is of an older version: detector install-hook" in said
    assert detector("install-hook", cwd=hooked.folder).returncode == 0
    hooked.write("good.md", f"{BENIGN} It rained.\n")
    assert hooked.git("commit", "-q", "-m", "x").stderr == ""


def test_a_path_limits_the_hook(repo: Repo, detector: Run) -> None:
    repo.write("site/new posts/a.md", f"{BENIGN}\n")
    repo.commit()
    missing = detector("install-hook", "--path", "sites", cwd=repo.folder)
    assert (missing.returncode, "does not exist" in missing.stderr) == (2, True)
    assert detector("install-hook", "--path", "..", cwd=repo.folder).returncode == 2
    limited = detector("install-hook", "--path", "new posts", cwd=repo.folder / "site")
    assert limited.returncode == 0
    repo.write("notes.md", f"{DEBRIS}\n")
    repo.git("commit", "-q", "-m", "x")
    repo.write("site/new posts/a.md", f"{DEBRIS}\n")
    assert repo.git("commit", "-m", "x", check=False).returncode == 1


def test_outside_a_repository(tmp_path: Path, detector: Run) -> None:
    run = detector("install-hook", cwd=tmp_path)
    assert run.returncode == 2
    assert (
        run.stderr
        == f"detector: {tmp_path} is in no work tree of a git repository: run the command in one\n"
    )


def test_the_hooks_of_this_repository_are_as_pre_commit_wants_them() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["detector", "detector-strict", "detector-fix"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["require_serial"] is True


def test_with_the_pre_commit_tool(repo: Repo, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The entries of ``.pre-commit-hooks.yaml``, run by the tool itself on this installation."""
    tool = shutil.which(
        "pre-commit", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    if tool is None:
        pytest.skip("pre-commit is not installed")
    declared = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in declared:
        # The same hook, without the environment that it would install.
        hook["language"] = "system"
        hook["entry"] = f"{sys.executable} -m {hook['entry']}"
    chosen = [hook for hook in declared if hook["id"] == "detector"]
    repo.write(
        ".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": chosen}]})
    )
    repo.write("gone.md", f"{BENIGN}\n")
    repo.write("name.md", f"{BENIGN}\n")
    home = tmp_path_factory.mktemp("home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [tool, "run"], cwd=repo.folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    passed = run()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    repo.git("commit", "-q", "--no-verify", "-m", "x")
    # Partly staged: the tool checks what is staged, and puts the rest back.
    repo.write("name.md", f"{BENIGN}\n\nAnd more.\n")
    repo.write("name.md", f"{DEBRIS}\n", add=False)
    assert run().returncode == 0
    assert (repo.folder / "name.md").read_text("utf-8") == f"{DEBRIS}\n"
    # Staged, renamed, deleted, binary.
    repo.git("add", "name.md")
    repo.git("mv", "name.md", "näme 2.md")
    repo.git("rm", "-q", "gone.md")
    repo.write("image.md", b"\x00\x01" * 999)
    repo.write("code.py", f"# {DEBRIS}\n")
    refused = run()
    assert refused.returncode == 1
    assert "näme 2.md:1:13: error chat-citation" in refused.stdout
    assert "code.py" not in refused.stdout
