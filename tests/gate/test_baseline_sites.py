"""Each article has the baseline of its own site, wherever the check runs; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run
from tests.gate.repository import Repo
from tests.gate.test_baseline import DEBRIS, MORE


def test_a_sparse_checkout_loses_nothing(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    repo = Repo(tmp_path)
    for folder in ("news", "posts"):
        repo.write(f"{folder}/a.md", f"{DEBRIS}\n")
    repo.commit()
    assert detector("check", "--write-baseline", *rules, cwd=tmp_path).returncode == 0
    before = (tmp_path / "detector-baseline.json").read_bytes()
    repo.git("sparse-checkout", "set", "posts")
    assert not (tmp_path / "news").exists()
    run = detector("check", "--prune-baseline", *rules, cwd=tmp_path)
    assert run.stderr.endswith("now contains 2 known findings in 2 articles (0 removed)\n")
    assert (tmp_path / "detector-baseline.json").read_bytes() == before
    # What has the same content as a file that is only left out is a copy.
    repo.write("posts/copy.md", f"{DEBRIS}\n", add=False)
    assert detector("check", *rules, cwd=tmp_path).returncode == 1


def test_a_renamed_file_outlives_a_run_that_does_not_meet_it(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    for folder in ("news", "posts"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(f"{DEBRIS}\n", "utf-8")
    assert detector("check", "--write-baseline", *rules, cwd=tmp_path).returncode == 0
    (tmp_path / "news" / "a.md").rename(tmp_path / "news" / "b.md")
    assert detector("check", "posts", "--prune-baseline", *rules, cwd=tmp_path).returncode == 0
    assert detector("check", *rules, cwd=tmp_path).returncode == 0
    assert detector("check", "--prune-baseline", *rules, cwd=tmp_path).returncode == 0
    names = list(json.loads((tmp_path / "detector-baseline.json").read_text("utf-8"))["files"])
    assert names == ["news/b.md", "posts/a.md"]


def test_each_site_of_a_repository_has_its_own(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    repo = Repo(tmp_path)
    for site in ("one", "two"):
        repo.write(f"sites/{site}/detector.toml", "")
        repo.write(f"sites/{site}/posts/a.md", f"{DEBRIS}\n")
    repo.write("sites/two/detector.toml", 'baseline = "known.json"\n')
    repo.write("readme.md", f"{MORE}\n")
    written = detector("check", "--write-baseline", *rules, cwd=tmp_path / "sites" / "one")
    assert written.stderr == (
        "detector: detector-baseline.json now contains 1 known finding in 1 article\n"
    )
    # From anywhere, and the rest from the top.
    assert detector("check", ".", *rules, cwd=tmp_path / "sites" / "one" / "posts").returncode == 0
    assert detector("check", "../one", *rules, cwd=tmp_path / "sites" / "two").returncode == 0
    assert detector("check", str(tmp_path / "sites"), *rules, cwd=tmp_path.parent).returncode == 1
    rest = detector("check", "--write-baseline", *rules, cwd=tmp_path)
    assert "sites/one/detector-baseline.json already exists" in rest.stderr
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json"))
    assert files == [
        "detector-baseline.json", "sites/one/detector-baseline.json", "sites/two/known.json",
    ]  # fmt: skip
    run = detector("check", str(tmp_path), *rules, "--summary", cwd=tmp_path.parent)
    assert run.returncode == 0
    assert "3 known from the baseline" in run.stderr
    repo.git("add", "-A")
    staged = detector("check", "--staged", *rules, "--summary", cwd=tmp_path / "sites")
    assert (staged.returncode, "3 known" in staged.stderr) == (0, True)


def test_a_repository_in_another_has_its_own(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    Repo(tmp_path)
    (tmp_path / "inner").mkdir()
    Repo(tmp_path / "inner").write("a.md", f"{DEBRIS}\n")
    assert detector("check", "inner", "--write-baseline", *rules, cwd=tmp_path).returncode == 0
    assert (tmp_path / "inner" / "detector-baseline.json").is_file()
    assert detector("check", "inner", *rules, cwd=tmp_path).returncode == 0
    assert detector("check", *rules, cwd=tmp_path / "inner").returncode == 0


def test_what_is_not_recorded_is_not_accepted(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality", "--isolated", "--write-baseline")
    (tmp_path / "a.md").write_text(f"{DEBRIS}\n", "utf-8")
    assert detector("check", *rules, cwd=tmp_path).returncode == 0
    again = detector("check", *rules, cwd=tmp_path)  # --isolated: the first one is not used
    assert again.returncode == 1
    assert "was not changed" in again.stderr


def test_a_baseline_above_is_found_without_being_named(tmp_path: Path, detector: Run) -> None:
    rules = ("--ignore", "generated,low_quality")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(f"{DEBRIS}\n", "utf-8")
    assert detector("check", "--write-baseline", *rules, cwd=tmp_path).returncode == 0
    assert detector("check", "a.md", *rules, cwd=tmp_path / "posts").returncode == 0
    assert detector("check", "a.md", *rules, "--isolated", cwd=tmp_path / "posts").returncode == 1
