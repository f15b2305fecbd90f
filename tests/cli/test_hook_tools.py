"""install-hook where another tool, or the user for all repositories, manages the hooks."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from detector.cli.hook import uninstall_hook
from detector.gate import hooks
from detector.gate.git import Repository
from tests.cli.test_hook import CONFIG
from tests.conftest import Run
from tests.gate.repository import BENIGN, DEBRIS, Repo

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
        (".config/lefthook.toml", "lefthook manages", 'run = "detector check --staged -- posts"\n'),
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
    parse = tomllib.loads if file.endswith(".toml") else yaml.safe_load
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
    assert run.returncode == 2
    assert run.stdout.endswith("; }\ndetector check --staged || exit\n")
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
    file = home / "hooks" / "pre-commit"
    assert f"Create {file} with these lines, and make it executable: chmod +x" in run.stderr
    file.write_text(run.stdout, "utf-8")
    run = detector("install-hook", "--path", ".", cwd=repo.folder, env=environment)
    assert run.returncode == 0
    assert "already runs the check" in run.stderr
    # It is for this repository alone: another has not got it yet.
    other = Repo(tmp_path_factory.mktemp("re po"))
    run = detector("install-hook", cwd=other.folder, env=environment)
    assert run.returncode == 2
    assert f"git ignores {file} now; make it executable" in run.stderr
    assert run.stdout.startswith("if [")
    file.write_text(file.read_text("utf-8") + run.stdout, "utf-8")
    assert detector("install-hook", cwd=other.folder, env=environment).returncode == 0
    removed = detector("uninstall-hook", cwd=other.folder, env=environment)
    assert "delete the line" in removed.stderr
    # A folder of the project's own is used.
    repo.git("config", "core.hooksPath", ".githooks")
    run = detector("install-hook", cwd=repo.folder, env=environment)
    assert run.returncode == 0, run.stderr
    assert (repo.folder / ".githooks" / "pre-commit").is_file()


def test_the_line_for_all_repositories_holds_behind_links_and_in_linked_work_trees(
    tmp_path: Path,
) -> None:
    """What git runs there is the line itself: another command stands for the check."""
    repo = Repo(_made(tmp_path / "re po"))
    repo.write("a.md", BENIGN)
    repo.commit()
    place = hooks.Place(tmp_path / "hooks" / "pre-commit", tool="core.hooksPath")
    text, _ = hooks.lines_to_add(place, Repository(repo.folder), [])
    place.file.parent.mkdir()
    place.file.write_text(text.replace("detector check --staged", "false"), "utf-8")
    place.file.chmod(0o755)
    (tmp_path / "link").symlink_to("re po")
    repo.git("worktree", "add", "-q", "../linked", "-b", "other")
    other = Repo(_made(tmp_path / "other"))
    set_hooks = ("-c", f"core.hooksPath={place.file.parent}")
    for folder, status in (("re po", 1), ("link", 1), ("linked", 1), ("other", 0)):
        there = ("sh", "-c", 'cd "$1" && shift && git "$@"', "sh", str(tmp_path / folder))
        commit = (*set_hooks, "commit", "-q", "--allow-empty", "-m", "x")
        assert subprocess.run([*there, *commit], check=False).returncode == status, folder
    assert other.git("log", "--oneline").stdout


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("file", "held", "where"),
    [
        ("lefthook.yml", "", ""),
        ("lefthook.yml", "pre-push:\n  commands:\n    test:\n      run: x\n", ""),
        ("lefthook.yml", "pre-commit:\n  commands:\n    test:\n      run: x\n", "“commands:”"),
        ("lefthook.yml", "pre-commit:\n  jobs:\n    - run: x\n", "to “jobs:”"),
        ("lefthook.yml", "pre-commit:\n  parallel: true\n", "below “pre-commit:”"),
        ("lefthook.toml", "[pre-commit.commands.test]\nrun = 'x'\n", ""),
        (".pre-commit-config.yaml", "minimum_pre_commit_version: '3'\n", ""),
        (
            ".pre-commit-config.yaml",
            "repos:\n  - repo: x\n    hooks:\n      - id: x\n",
            "to the end of “repos:”",
        ),
        ("prek.toml", "[[repos]]\nrepo = 'x'\nhooks = []\n", ""),
    ],
)
def test_the_lines_merge_into_what_the_file_holds(
    file: str, held: str, where: str, repo: Repo
) -> None:
    parse = tomllib.loads if file.endswith("toml") else yaml.safe_load
    repo.write(file, held, add=False)
    repository = Repository(repo.folder)
    place = hooks.place(repository)
    lines, said = hooks.lines_to_add(place, repository, ["posts"])
    assert where in said
    merged = parse(held + lines)
    text = str(merged)
    assert "detector" in text
    assert all(str(value) in text for value in (parse(held) or {}))
    assert text.count("'x'") == held.count("x\n") + held.count("x'\n")
    repo.write(file, held + lines, add=False)
    assert hooks.runs_check(place, repository)


def test_an_empty_list_of_hooks_is_replaced(repo: Repo) -> None:
    repo.write(".pre-commit-config.yaml", "repos: []\n", add=False)
    repository = Repository(repo.folder)
    lines, said = hooks.lines_to_add(hooks.place(repository), repository, [])
    assert said == "in place of its empty “repos:”"
    assert yaml.safe_load(lines)["repos"][0]["hooks"][0]["id"] == "detector"


def test_where_there_is_no_hook_there_is_none_to_remove(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repo.folder)
    assert uninstall_hook() == 0
    assert "there is no hook to remove" in capsys.readouterr().err
    repo.write("lefthook.yml", "pre-push: {}\n")
    assert uninstall_hook() == 0
    assert "lefthook.yml does not run the check" in capsys.readouterr().err


def test_a_committed_hook_says_what_is_missing(repo: Repo) -> None:
    """On a machine of which the PATH has no detector; one that an earlier version wrote is ours."""
    file = repo.folder / "pre-commit"
    text = hooks.script(hooks.Place(file, is_shared=True), [])
    file.write_text(text, "utf-8")
    run = subprocess.run(
        ["/bin/sh", str(file)],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "detector is not installed here" in run.stderr
    assert "--no-verify" in run.stderr
    assert hooks.is_unchanged(file)
    lines = [line for line in text.splitlines(keepends=True) if "command -v" not in line]
    file.write_text("".join(lines), "utf-8")
    assert hooks.is_unchanged(file)
    file.write_text(f"{text}make\n", "utf-8")
    assert not hooks.is_unchanged(file)
