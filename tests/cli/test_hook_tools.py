"""install-hook where another tool, or the user for all repositories, manages the hooks."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_hook import CONFIG
from tests.conftest import Run
from tests.gate.test_targets_git import BENIGN, DEBRIS, Repo

yaml = pytest.importorskip("yaml")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path)
    repo.write("detector.toml", CONFIG)
    repo.commit()
    return repo


@pytest.mark.parametrize(
    ("file", "said", "shown"),
    [
        (".pre-commit-config.yaml", "pre-commit manages", "entry: detector check\n"),
        ("prek.toml", "prek manages", "entry = 'detector check'\n"),
        ("lefthook.yml", "lefthook manages", "run: detector check --staged -- posts\n"),
        (".config/lefthook.toml", "lefthook manages", "run: detector check --staged -- posts\n"),
    ],
)
def test_the_lines_for_another_tool_are_printed(
    file: str, said: str, shown: str, repo: Repo, detector: Run
) -> None:
    repo.write(file, "# of another tool\n")
    repo.write("posts/a.md", f"{BENIGN}\n")
    run = detector("install-hook", "--force", "--path", "posts", cwd=repo.folder)
    assert run.returncode == 2
    assert said in run.stderr
    assert shown in run.stdout
    parse = tomllib.loads if file == "prek.toml" else yaml.safe_load
    assert parse(run.stdout)
    assert not (repo.folder / ".git" / "hooks" / "pre-commit").exists()
    repo.write(file, run.stdout)
    assert detector("install-hook", cwd=repo.folder).returncode == 0


def test_a_hook_of_the_pre_commit_tool_is_known_by_its_id(repo: Repo, detector: Run) -> None:
    other = "repos:\n  - repo: x\n    hooks:\n      - id: {}\n"
    repo.write(".pre-commit-config.yaml", other.format("detect-secrets"))
    assert detector("install-hook", cwd=repo.folder).returncode == 2
    repo.write(".pre-commit-config.yaml", other.format("detector-strict"))
    assert detector("install-hook", cwd=repo.folder).returncode == 0


def test_husky(repo: Repo, detector: Run) -> None:
    """As ``husky`` 9 leaves a repository: its own folder is made again at every installation."""
    folder = repo.folder / ".husky"
    (folder / "_").mkdir(parents=True)
    repo.write(".husky/_/.gitignore", "*", add=False)
    runner = '#!/usr/bin/env sh\nsh -e "$(dirname "$(dirname "$0")")/$(basename "$0")" "$@"\n'
    repo.write(".husky/_/pre-commit", runner, add=False)
    (folder / "_" / "pre-commit").chmod(0o755)
    repo.git("config", "core.hooksPath", ".husky/_")
    run = detector("install-hook", cwd=repo.folder)
    assert run.returncode == 0, run.stderr
    assert "commit this file" in run.stderr
    text = (folder / "pre-commit").read_text("utf-8")
    assert "detector check --staged" in text
    assert str(Path(sys.executable).parent) not in text
    assert (folder / "_" / "pre-commit").read_text("utf-8") == runner
    program = repo.folder / "bin" / "detector"
    repo.write("bin/detector", f'#!/bin/sh\nexec {sys.executable} -P -m detector "$@"\n')
    program.chmod(0o755)
    repo.git("config", "alias.guarded", f"!PATH={program.parent}:$PATH git commit -qm x")
    repo.write("bad.md", f"{DEBRIS}\n")
    assert repo.git("guarded", check=False).returncode == 1
    repo.write("bad.md", f"{BENIGN}\n")
    repo.git("guarded")
    assert detector("uninstall-hook", cwd=repo.folder).returncode == 0
    assert not (folder / "pre-commit").exists()
    # A hook of the project's is added to by its people.
    repo.write(".husky/pre-commit", "npm test\n")
    run = detector("install-hook", "--force", cwd=repo.folder)
    assert (run.returncode, run.stdout) == (2, "detector check --staged || exit\n")
    repo.write(".husky/pre-commit", f"npm test\n{run.stdout}")
    assert detector("install-hook", cwd=repo.folder).returncode == 0
    removed = detector("uninstall-hook", cwd=repo.folder)
    assert "delete the line" in removed.stderr


def test_hooks_for_all_repositories_are_left_alone(
    repo: Repo, detector: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "hooks").mkdir()
    (home / "config").write_text(f"[core]\nhooksPath = {home / 'hooks'}\n", "utf-8")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(home / "config")}
    run = detector("install-hook", "--force", cwd=repo.folder, env=environment)
    assert run.returncode == 2
    assert "core.hooksPath is set for all repositories" in run.stderr
    assert list((home / "hooks").iterdir()) == []
    line = f'case "$PWD" in {repo.folder}) detector check --staged || exit ;; esac\n'
    assert run.stdout == line
    # A folder of the project's own is used.
    repo.git("config", "core.hooksPath", ".githooks")
    run = detector("install-hook", cwd=repo.folder, env=environment)
    assert run.returncode == 0, run.stderr
    assert (repo.folder / ".githooks" / "pre-commit").is_file()
