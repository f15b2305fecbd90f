"""``detector evaluate`` and ``detector calibrate`` as their users run them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from detector.model import load
from tests.conftest import ROOT, Run

WORDS = (
    "the a of and to in we they garden river market train letter winter morning child road house "
    "because although carried opened watched brought over under near before small bright tired"
).split()


def articles(number: int) -> list[str]:
    """Make texts of about 150 words that differ from each other."""
    chance = random.Random(7)
    texts = []
    for _ in range(number):
        sentences = (" ".join(chance.choices(WORDS, k=chance.randint(6, 16))) for _ in range(15))
        texts.append(" ".join(f"{s.capitalize()}." for s in sentences))
    return texts


def rows(path: Path, texts: list[str], **fields: object) -> Path:
    lines = [json.dumps({"id": f"r{i}", "text": text, **fields}) for i, text in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_evaluate_reports_rates(detector: Run, tmp_path: Path) -> None:
    human = rows(tmp_path / "h.jsonl", articles(12), label="human", domain="notes")
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    made = rows(tmp_path / "g.jsonl", seeds, label="generated", low_quality=True, domain="news")
    run = detector("evaluate", str(human), str(made))
    assert run.returncode == 0, run.stderr
    assert "| generated texts | 5 |" in run.stdout
    assert "| human texts | 12 |" in run.stdout
    assert "| notes |" in run.stdout
    assert "## Low quality" in run.stdout
    assert f"| model | {load().info.name} {load().info.version}, SHA-256 " in run.stdout
    assert f"`{human}`, `{made}`" in run.stdout
    assert "| seen in training | 0 of 17 texts |" in run.stdout
    worst = run.stdout.partition("## Human texts that read most like")[2]
    assert "| h/r" in worst
    assert "## Generated texts that read most like human ones" in worst
    page, plain = tmp_path / "report.html", tmp_path / "report.md"
    both = detector("evaluate", str(human), str(made), "--out", str(page), "--out", str(plain))
    assert (both.returncode, both.stdout) == (0, "")
    assert page.read_text("utf-8").count("<svg") == 2
    assert plain.read_text("utf-8").rstrip("\n") == run.stdout.rstrip("\n")
    wrong = detector("evaluate", str(human), "--out", str(plain), "--out", "report.pdf")
    assert wrong.returncode == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "x"}', "not a labelled row"),
        ('{"text": 1, "label": "human"}', "text is no string"),
        ('{"text": "x", "label": "robot"}', "neither"),
        ("{", "not a labelled row"),
    ],
)
def test_bad_data_is_named(detector: Run, tmp_path: Path, line: str, message: str) -> None:
    good = json.dumps({"text": "Some words.", "label": "human"})
    path = tmp_path / "bad.jsonl"
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    run = detector("evaluate", str(path))
    assert run.returncode == 3
    assert f"{path}:2" in run.stderr
    assert message in run.stderr


def test_train_refuses_bad_data(detector: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{\n", encoding="utf-8")
    run = detector("train", str(path), "--out", str(tmp_path / "model"))
    assert run.returncode == 3
    assert f"{path}:1" in run.stderr
    assert not (tmp_path / "model").exists()
    assert detector("evaluate", str(tmp_path / "missing.jsonl")).returncode == 3


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_bad_data(detector: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(content, "utf-8")
    model = tmp_path / "model"
    for arguments in (["evaluate", str(path)], ["train", str(path), "--out", str(model)]):
        run = detector(*arguments)
        assert run.returncode == 3
        assert run.stderr.startswith(f"detector: {path} contains no texts; each line needs")
    assert not model.exists()


def test_nothing_to_judge(detector: Run, tmp_path: Path) -> None:
    path = rows(tmp_path / "short.jsonl", ["Too short."], label="human")
    run = detector("evaluate", str(path))
    assert run.returncode == 2
    assert "40 words" in run.stderr


def test_calibrate_holds_the_share(detector: Run, tmp_path: Path) -> None:
    archive = rows(tmp_path / "archive.jsonl", articles(60))
    folder = tmp_path / "ours"
    run = detector("calibrate", str(archive), "--share", "0.0", "--out", str(folder))
    assert run.returncode == 0, run.stderr
    assert load(folder).info.name == load().info.name
    assert load(folder).info.sha256 != load().info.sha256
    scored = detector("score", str(archive), "--format", "jsonl", "--model", str(folder))
    reasons = [json.loads(line)["reasons"] for line in scored.stdout.splitlines()]
    verdicts = [json.loads(line)["verdict"] for line in scored.stdout.splitlines()]
    failed = [r for r, v in zip(reasons, verdicts, strict=True) if v == "fail"]
    assert not any({"generated", "low_quality"} & set(reason) for reason in failed)


def test_calibrate_needs_enough_texts_and_another_folder(detector: Run, tmp_path: Path) -> None:
    archive = rows(tmp_path / "few.jsonl", articles(5))
    run = detector("calibrate", str(archive), "--out", str(tmp_path / "m"))
    assert run.returncode == 2
    assert "at least 50" in run.stderr
    lost = detector("calibrate", str(tmp_path / "none"), str(archive), "--out", str(tmp_path / "m"))
    assert lost.returncode == 3
    assert "the file does not exist" in lost.stderr
    assert "at least 50" in lost.stderr
    same = detector("calibrate", str(archive), "--out", str(ROOT / "models" / "article-en"))
    assert same.returncode == 2
    assert "another folder" in same.stderr
