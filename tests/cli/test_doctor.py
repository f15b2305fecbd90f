"""The doctor finds what is wrong with an installation, and nothing where nothing is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detector import __version__
from detector.cli.doctor import _fault, _formulas
from detector.model import default_folder, load
from detector.model.folder import write_config
from detector.text.readability import formulas
from tests.conftest import ROOT, Run


def test_a_sound_installation(detector: Run, tmp_path: Path) -> None:
    run = detector("doctor", env={**os.environ, "DETECTOR_CACHE": str(tmp_path / "cache")})
    assert run.returncode == 0, run.stdout
    assert "BROKEN" not in run.stdout
    assert "same as textstat" in run.stdout
    assert load().info.sha256 in run.stdout
    assert not (tmp_path / "cache").exists(), "a doctor only looks"


@pytest.mark.parametrize("fault", ["lost", "damaged"])
def test_a_damaged_model_is_found(tmp_path: Path, fault: str) -> None:
    shutil.copytree(ROOT / "detector", tmp_path / "detector")
    shutil.copytree(ROOT / "models", tmp_path / "models")
    file = tmp_path / "models" / "article-en" / "idf.npy"
    file.unlink() if fault == "lost" else file.write_bytes(file.read_bytes()[:-1] + b"\0")
    run = subprocess.run(
        [sys.executable, "-m", "detector", "doctor"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2
    assert "BROKEN  model" in run.stdout
    assert "idf.npy" in run.stdout
    assert "Traceback" not in run.stderr


def test_a_formula_that_is_not_textstats_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "gunning_fog", lambda counts: 12.0)
    (check,) = _formulas()
    assert check.broken
    assert check.detail == "differs from textstat: gunning_fog"


def test_the_model_is_the_one_that_other_commands_use(detector: Run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "model"))
    config = json.loads((folder / "config.json").read_bytes()) | {"name": "of-ours"}
    write_config(folder, config)
    env = {**os.environ, "DETECTOR_CACHE": str(tmp_path), "DETECTOR_MODEL": str(folder)}
    digest = load(folder).info.sha256
    assert f"of-ours {config['version']}, SHA-256 {digest}" in detector("doctor", env=env).stdout
    assert (
        f"model of-ours {config['version']} ({digest[:12]})"
        in detector("--version", env=env).stdout
    )
    (folder / "idf.npy").unlink()
    run = detector("doctor", env=env)
    assert (run.returncode, "BROKEN  model" in run.stdout) == (2, True)
    env["DETECTOR_MODEL"] = str(tmp_path / "none")
    assert detector("--version", env=env).returncode == 2


@pytest.mark.parametrize(
    ("name", "bounds", "told"),
    [
        ("numpy", ">=1.26", ""),
        ("numpy", ">=1.26,<2", "numpy"),
        ("numpy", ">=999", "does not satisfy >=999"),
        ("textstat", "==0.7.8", ""),
        ("textstat", "==0.7.9", "does not satisfy ==0.7.9"),
        ("no-such-package", ">=1", "not installed"),
    ],
)
def test_versions(name: str, bounds: str, told: str) -> None:
    assert told in _fault(name, bounds)
    assert told or not _fault(name, bounds)


def test_version_names_the_model_and_its_hash(detector: Run) -> None:
    info = load().info
    said = detector("--version").stdout
    expected = f"detector {__version__}, model {info.name} {info.version} ({info.sha256[:12]})\n"
    assert said == expected
