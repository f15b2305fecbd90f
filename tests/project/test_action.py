"""The steps of the GitHub Action and of the other CI examples, run by bash as a runner does."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import prestarted
from tests.conftest import ROOT
from tests.gate.repository import Repo
from tests.gate.test_gate import BENIGN, DEBRIS

yaml = pytest.importorskip("yaml")
if shutil.which("bash") is None:
    pytest.skip("the runner's shell is not installed", allow_module_level=True)

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
CONFIG = 'ignore = ["generated", "low_quality"]\n'


class Job:
    """A job with one step that uses the action, in a repository of its own."""

    def __init__(self, folder: Path) -> None:
        (folder / "work").mkdir()
        self.repo = Repo(folder / "work")
        self.temp = folder / "temp"
        program = self.temp / "detector" / "bin" / "detector"
        program.parent.mkdir(parents=True)
        start = shlex.join(prestarted.command("tests.faults.launch"))
        program.write_text(f'#!/bin/sh\nexec {start} "$@"\n', "utf-8")
        program.chmod(0o755)
        self.summary = folder / "summary.md"

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step that checks, with the ``inputs`` that a workflow gives."""
        values = {name: str(of["default"]) for name, of in ACTION["inputs"].items()} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }
        step = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "Check")
        given = {}
        for name, value in step["env"].items():
            key = value.removeprefix("${{ inputs.").removesuffix(" }}")
            given[name] = values[key]
        runner = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "a/b",
            "GITHUB_SHA": "abc",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.repo.folder / values.get("working-directory", "."),
            env={**os.environ, **runner, **given},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip


@pytest.fixture
def job(tmp_path: Path) -> Job:
    job = Job(tmp_path)
    job.repo.write("detector.toml", CONFIG)
    job.repo.write("blog posts/old.md", f"{DEBRIS}\n")
    job.repo.write("docs/good.md", f"{BENIGN}\n")
    job.repo.commit()
    return job


def test_everything_is_reported_where_github_looks(job: Job) -> None:
    for number in range(12):
        job.repo.write(f"docs/{number:02}.md", f"{DEBRIS}\n")
    done = job.check()
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error file=") == 10
    assert "::group::detector: 3 more findings" in done.stdout
    text = job.summary.read_text("utf-8")
    assert text.startswith("### detector: 13 of 14 articles fail\n")
    assert text.count("https://github.example/a/b/blob/abc/docs/") == 12
    sarif = json.loads((job.repo.folder / "detector.sarif").read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == 13


def test_paths_since_and_strictness_are_inputs(job: Job) -> None:
    job.repo.git("switch", "-q", "-c", "work")
    job.repo.write("docs/new.md", f"{DEBRIS}\n")
    job.repo.commit()
    done = job.check(since="main", sarif="")
    assert done.returncode == 1
    assert done.stdout.count("::error file=docs/new.md") == done.stdout.count("::error") == 1
    assert not (job.repo.folder / "detector.sarif").exists()
    assert job.check(paths="docs/good.md").returncode == 0
    assert job.check(paths="  docs/good.md\n\nblog posts\n", sarif="").returncode == 1
    assert job.check(paths="docs/good.md\n").returncode == 0
    assert job.check(paths="docs/good.md none.md").returncode == 3
    assert job.check(paths="docs", fail_on="never").returncode == 0
    assert job.check(paths="--exit-zero").returncode == 3  # a name, not an option


def test_a_configuration_that_is_wrong_ends_the_job_with_its_reason(job: Job) -> None:
    job.repo.write("detector.toml", "ignor = []\n")
    done = job.check()
    assert done.returncode == 2
    assert "unknown key 'ignor'" in done.stderr


PAGE = (ROOT / "docs" / "integrations.md").read_text("utf-8")


def example(heading: str) -> str:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return section.split("```")[1].split("\n", 1)[1]


def azure(folder: Path) -> str:
    [script] = [
        step["script"]
        for step in yaml.safe_load(example("Azure Pipelines"))["steps"]
        if "detector check" in step.get("script", "")
    ]
    return str(script).replace("$(Build.ArtifactStagingDirectory)", str(folder))


def bitbucket(_: Path) -> str:
    steps = yaml.safe_load(example("Bitbucket Pipelines"))["pipelines"]["pull-requests"]["**"]
    return "\n".join(line for line in steps[0]["step"]["script"] if "pip install" not in line)


def jenkins(_: Path) -> str:
    return example("Jenkins").split("'''")[1].replace(".venv/bin/", "")


def other(_: Path) -> str:
    script = example("Any other CI")
    return script.replace("pip install article-detector\n", "")


@pytest.mark.parametrize(
    ("script", "target", "written"),
    [
        (azure, "SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main", "articles.xml"),
        (azure, "", "articles.xml"),
        (bitbucket, "BITBUCKET_PR_DESTINATION_BRANCH=main", "test-results/articles.xml"),
        (jenkins, "CHANGE_TARGET=main", "articles.sarif"),
        (jenkins, "", "articles.xml"),
        (other, "", "report.xml"),
    ],
)
def test_the_examples_for_other_services(
    script: Callable[[Path], str], target: str, written: str, job: Job
) -> None:
    repo = job.repo
    repo.write("content/old.md", f"{DEBRIS}\n")
    repo.commit()
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.write("content/new.md", f"{DEBRIS}\n")
    repo.commit()
    name, _, value = target.partition("=")
    variables = {name: value} if name else {}
    path = f"{job.temp / 'detector' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", script(job.temp)], cwd=repo.folder, check=False, capture_output=True,
        text=True, env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, **variables},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    text = (repo.folder / written).read_text("utf-8")
    assert "content/new.md" in text
    assert ("content/old.md" in text) is (not target)
