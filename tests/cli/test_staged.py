"""``detector check --staged``: what it says of the commit, and of what differs in the work tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.cli import run
from tests.gate.repository import BENIGN, DEBRIS, Repo

LENIENT = 'ignore = ["chat-citation", "generated", "low_quality"]\n'
STRICT = 'ignore = ["generated", "low_quality"]\n'
DIFFERS = "not staged, or changed since"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    for name in ("GIT_INDEX_FILE", "GIT_DIR", "GIT_WORK_TREE", "DETECTOR_HOOK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    repo = Repo(tmp_path)
    repo.write("detector.toml", STRICT)
    repo.write("posts/a.md", f"{BENIGN}\n")
    repo.commit()
    return repo


def said(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = run(["check", "--staged", *options])
    return status, capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "held", "changed", "options", "is_named"),
    [
        ("detector.toml", STRICT, LENIENT, (), True),
        ("detector.toml", STRICT, "exclude = ['posts']\n", (), True),
        ("posts/detector.toml", None, LENIENT, (), True),  # not tracked
        ("posts/detector.toml", LENIENT, None, (), True),  # deleted in the work tree alone
        ("detector-baseline.json", None, '{"schema": 1, "files": {}}', (), True),
        ("posts/detector.toml", STRICT, STRICT, (), False),
        ("other/detector.toml", STRICT, LENIENT, (), False),  # of no staged article
        ("detector.toml", STRICT, LENIENT, ("--isolated",), False),
        ("detector.toml", STRICT, LENIENT, ("--config", "detector.toml"), False),
        ("detector.toml", STRICT, LENIENT, ("--", "other"), False),
        (
            "posts/pyproject.toml",
            f"[tool.detector]\n{STRICT}",
            f"[project]\nname = 'x'\n[tool.detector]\n{STRICT}",
            (),
            False,
        ),
        ("posts/pyproject.toml", "[project]\n", f"[tool.detector]\n{LENIENT}", (), True),
    ],
)
def test_settings_that_are_not_as_staged_are_named(
    name: str,
    held: str | None,
    changed: str | None,
    options: tuple[str, ...],
    is_named: bool,
    repo: Repo,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (repo.folder / "other").mkdir()
    if held is not None:
        repo.write(name, held)
        repo.git("commit", "-q", "--allow-empty", "-m", "x")
    repo.write("posts/a.md", f"{BENIGN} It rained.\n")
    if changed is None:
        (repo.folder / name).unlink()
    else:
        repo.write(name, changed, add=False)
    _, message = said(capsys, *options)
    assert (f"{name}: {DIFFERS}" in message) == is_named, message
    repo.git("add", "-A")
    assert DIFFERS not in said(capsys, *options)[1]


def test_what_git_ignores_is_nobody_elses(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(".gitignore", "posts/detector.toml\n")
    repo.write("posts/detector.toml", LENIENT, add=False)
    repo.write("posts/a.md", f"{DEBRIS}\n")
    assert said(capsys) == (0, "")


def test_a_stopped_commit_says_how_to_go_on(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("posts/a.md", f"{DEBRIS}\n")
    status, message = said(capsys)
    assert (status, "the commit was stopped" in message) == (1, False)  # there is none
    monkeypatch.setenv("GIT_INDEX_FILE", str(repo.folder / ".git" / "index"))
    monkeypatch.setenv("DETECTOR_HOOK", "2")
    status, message = said(capsys)
    assert status == 1
    for part in ("the commit was stopped", "git add", "--no-verify", "detector rules", "disable"):
        assert part in message
    assert DIFFERS not in message
    repo.write("posts/a.md", f"{BENIGN}\n", add=False)
    status, message = said(capsys)
    assert status == 1
    assert f"posts/a.md: {DIFFERS}: if the change fixes it, git add it" in message
    assert "stopped" not in said(capsys, "--exit-zero")[1]
    repo.write("posts/a.md", f"{BENIGN} It rained.\n")
    assert said(capsys) == (0, "")
