"""What ``detector check`` says at its end, what it skips, and from where it shows paths."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from detector.cli import run
from tests.conftest import Run
from tests.gate.repository import Repo
from tests.gate.test_gate import BENIGN, DEBRIS
from tests.scoring.test_appending import CLEAN

RULES = ("--ignore", "generated,low_quality")
LAYOUT = "<html><body>{{ content }}<footer>{% include footer.html %}</footer></body></html>\n"


@pytest.fixture
def site(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path)
    repo.write("blog/detector.toml", 'exclude = ["drafts", "!drafts"]\n')
    repo.write("blog/posts/bad.md", f"{DEBRIS}\n")
    repo.write("blog/posts/good.md", f"{BENIGN}\n")
    repo.write("blog/_layouts/post.html", LAYOUT)
    return repo


def test_every_outcome_is_counted(site: Repo, detector: Run) -> None:
    site.write("blog/detector.toml", 'exclude = ["drafts"]\nlanguages = ["en"]\n')
    site.write("blog/drafts/a.md", f"{DEBRIS}\n")
    site.write("blog/drafts/b.md", f"{DEBRIS}\n")
    site.write("blog/posts/german.md", "Die Brücke wurde im Mai eröffnet, und alle kamen. " * 9)
    done = detector("check", "blog", "blog/none.md", cwd=site.folder)
    assert done.stderr.splitlines()[-1] == (
        "detector: 1 of 2 articles fails: 1 error; 1 not scored (too short: 1); "
        "1 can be fixed by detector check --fix; 1 not read (not found: 1); "
        "4 skipped (excluded: 2, in another language: 1, template: 1)"
    )


def test_a_template_alone_blocks_nothing(site: Repo, detector: Run) -> None:
    site.commit()
    site.write("blog/_layouts/post.html", LAYOUT.replace("footer", "header"))
    done = detector("check", "--staged", cwd=site.folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "detector: 1 skipped (template: 1)\n"
    # A commit without any article, or with excluded ones, is none of the hook's business.
    site.write("blog/detector.toml", 'exclude = ["drafts"]\n')
    site.write("blog/drafts/a.md", f"{DEBRIS}\n")
    site.write("blog/_layouts/post.html", LAYOUT)
    site.write("blog/style.css", "a {}\n")
    done = detector("check", "--staged", cwd=site.folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_is_said_that_nothing_could_be_scored(site: Repo, detector: Run) -> None:
    site.write("short/a.html", "<!doctype html><title>x</title><p>It opens at nine.</p>")
    site.write("short/b.md", "It opens at nine.\n")
    said = "detector: {}; {} not scored (too short: {})\n"
    for paths, number, articles in (
        (["short/a.html"], 1, "1 article checked"),
        (["short"], 2, "2 articles checked"),
    ):
        done = detector("check", *paths, cwd=site.folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == said.format(articles, number, number)
    site.git("add", "short")
    done = detector("check", "short", "--staged", cwd=site.folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")  # in a hook it is no news
    site.write("short/c.md", "\n\n".join(CLEAN))
    assert detector("check", "short", cwd=site.folder).stderr == ""


def test_nothing_checked_is_a_warning(site: Repo, detector: Run) -> None:
    (site.folder / "empty").mkdir()
    for paths, why in (
        (["empty"], "there are no articles here"),
        (["blog/_layouts"], "1 skipped (template: 1)"),
    ):
        done = detector("check", *paths, cwd=site.folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.startswith(f"detector: warning: nothing was checked: {why}")
        assert done.stderr.count("\n") == 1
        assert detector("check", *paths, "--require-files", cwd=site.folder).returncode == 3
    site.write("empty/a.md", BENIGN)
    site.write("empty/detector.toml", 'exclude = ["*.md"]\n')
    done = detector("check", "empty", cwd=site.folder)
    assert "1 skipped (excluded: 1); detector config show FILE says where" in done.stderr
    site.commit()
    assert detector("check", "--staged", "--require-files", cwd=site.folder).returncode == 3
    assert detector("check", "blog", "--require-files", *RULES, cwd=site.folder).returncode == 1


def test_a_name_for_standard_input_can_be_excluded(site: Repo, detector: Run) -> None:
    site.write("blog/detector.toml", 'exclude = ["drafts"]\n')
    named = ("check", "-", "--stdin-filename")
    done = detector(*named, "blog/drafts/new.md", *RULES, cwd=site.folder, input=DEBRIS)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 skipped (excluded: 1)" in done.stderr
    done = detector(*named, "blog/posts/new.md", *RULES, cwd=site.folder, input=DEBRIS)
    assert done.returncode == 1


def test_pdfs_without_their_extra_are_counted_once(
    site: Repo,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("detector.readers.table.find_spec", lambda _: None)
    for name in ("a", "b"):
        site.write(f"papers/{name}.pdf", b"%PDF-1.7\n")
    monkeypatch.chdir(site.folder)
    assert run(["check", "papers", "blog", *RULES]) == 1
    said = capsys.readouterr().err
    assert said.count("pip install 'article-detector[pdf]'") == 1
    assert "2 PDF files skipped" in said
    assert "3 skipped (PDF extra missing: 2, template: 1)" in said


def test_a_preview_is_a_patch_and_ends_like_the_check(site: Repo, detector: Run) -> None:
    done = detector("check", "blog", "--fix", "--diff", *RULES, cwd=site.folder)
    assert done.returncode == 1
    subprocess.run(
        ["git", "apply", "--check"], cwd=site.folder, input=done.stdout, text=True, check=True
    )
    clean = detector("check", "blog/posts/good.md", "--fix", "--diff", *RULES, cwd=site.folder)
    assert (clean.returncode, clean.stdout) == (0, "")
    assert "nothing that can be fixed automatically" in clean.stderr


def paths_in(name: str, text: str) -> set[str]:
    if name == "github":
        return {line.split("file=")[1].split(",")[0] for line in text.splitlines()}
    if name == "junit":
        return {str(case.get("name")) for case in ET.fromstring(text).iter("testcase")}
    data = json.loads(text)
    if name == "gitlab":
        return {record["location"]["path"] for record in data}
    if name == "rdjson":
        return {record["location"]["path"] for record in data["diagnostics"]}
    results = data["runs"][0]["results"]
    found = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results]
    return {location["uri"] for location in found}


@pytest.mark.parametrize("name", ["github", "gitlab", "rdjson", "sarif", "junit"])
@pytest.mark.parametrize(
    ("folder", "arguments", "expected"),
    [
        (".", ["blog/posts/bad.md"], "blog/posts/bad.md"),
        ("blog", ["posts/bad.md"], "blog/posts/bad.md"),
        ("blog/_layouts", ["../posts/bad.md"], "blog/posts/bad.md"),
        ("blog/posts", ["--path-base", "..", "bad.md"], "posts/bad.md"),
        ("blog/posts", ["--path-base", "../_layouts", "bad.md"], "bad.md"),  # outside of it
    ],
)
def test_paths_start_at_the_top_of_the_repository(
    name: str, folder: str, arguments: list[str], expected: str, site: Repo, detector: Run
) -> None:
    done = detector("check", *arguments, "--format", name, *RULES, cwd=site.folder / folder)
    assert paths_in(name, done.stdout) == {expected}


def test_a_fingerprint_is_the_same_from_everywhere(site: Repo, detector: Run) -> None:
    seen = set()
    for folder in (".", "blog"):
        done = detector("check", ".", "--format", "gitlab", *RULES, cwd=site.folder / folder)
        seen.add(done.stdout)
    assert len(seen) == 1
    # For a person, paths are those that work where the person is.
    done = detector("check", ".", *RULES, cwd=site.folder / "blog")
    assert done.stdout.startswith("posts/bad.md:1:13:")
