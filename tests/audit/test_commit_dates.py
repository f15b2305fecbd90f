"""``--dates git``: a page that states no date has the day of the commit that added it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from detector.audit.about import About
from detector.audit.inputs import InputOptions, sources
from detector.audit.workers.worker import Settings
from detector.errors import DetectorError
from detector.gate.git import MAX_ADDED, Repository
from detector.text.source import Source
from tests.gate.repository import Repo
from tests.gate.test_git_programs import (
    Trapped,
    diff_drivers,
    every_key,
    filters,
    hooks,
    promisor_of_a_file,
)

GIT = InputOptions(dates="git", include=("*.csv", "*.md"))


def commit(repo: Repo, day: str) -> None:
    repo.git("commit", "-q", "-m", "x", "--date", f"{day}T23:30:00-08:00")


def dates(folder: Path, options: InputOptions = GIT) -> dict[str, str | None]:
    found = [item for item in sources([str(folder)], options) if isinstance(item, Source)]
    return {item.id.removeprefix(f"{folder}/"): item.date for item in found}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path)
    repo.write("a.md", "One page.")
    repo.write("2019-05-06-named.md", "Its name has a date.")
    repo.write("posts.csv", "id,text,date\nx,A record,2020-01-02\ny,Another,\n")
    commit(repo, "2021-03-04")
    return repo


def test_the_first_commit_dates_a_page(repo: Repo) -> None:
    repo.write("a.md", "One page, changed.")
    repo.write("a b/\x01 odd\nname.md", "A name of all kinds.")
    commit(repo, "2022-01-01")
    repo.write("new.md", "Not committed.", add=False)
    assert dates(repo.folder) == {
        "a.md": "2021-03-04",
        "2019-05-06-named.md": "2019-05-06",
        "x": "2020-01-02",
        "y": None,
        "a b/\x01 odd\nname.md": "2022-01-01",
        "new.md": None,
    }


def test_a_renamed_file_keeps_its_day(repo: Repo) -> None:
    repo.git("mv", "a.md", "b.md")
    commit(repo, "2022-01-01")
    assert dates(repo.folder)["b.md"] == "2021-03-04"


def test_an_import_tells_no_day(repo: Repo) -> None:
    for number in range(MAX_ADDED + 1):
        repo.write(f"old/{number}.md", f"Page {number}.", add=False)
    repo.git("add", ".")
    commit(repo, "2022-01-01")
    found = dates(repo.folder)
    assert (found["old/7.md"], found["a.md"]) == (None, "2021-03-04")


def test_the_end_of_a_shallow_clone_tells_no_day(repo: Repo, tmp_path: Path) -> None:
    repo.write("late.md", "Late.")
    commit(repo, "2022-01-01")
    repo.write("later.md", "Later.")
    commit(repo, "2022-02-01")
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.folder}", str(tmp_path / "shallow"))
    found = dates(tmp_path / "shallow")
    assert (found["a.md"], found["late.md"], found["later.md"]) == (None, None, "2022-02-01")


def test_a_repository_without_commits(tmp_path: Path) -> None:
    assert Repository(Repo(tmp_path).folder).first_days() == {}


def test_only_on_request_and_in_a_repository(
    repo: Repo, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert dates(repo.folder, InputOptions())["a.md"] is None
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.md").write_text("A page.", "utf-8")
    with pytest.raises(DetectorError, match="no git repository"):
        dates(outside)


@pytest.mark.parametrize("attack", (every_key, diff_drivers, filters, hooks, promisor_of_a_file))
def test_reading_the_history_starts_no_program(
    attack: Callable[[Trapped], None], tmp_path: Path
) -> None:
    repo = Trapped(tmp_path / "repo")
    attack(repo)
    for mark in repo.sprung.iterdir():  # what arming has sprung
        mark.unlink()
    assert Repository(repo.folder).first_days().keys() >= {"a.md", "b.md"}
    assert repo.marks() == set()


def test_the_report_names_the_option() -> None:
    assert About.of(["x"], GIT, Settings()).command.endswith("--dates git")
