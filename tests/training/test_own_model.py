"""The whole path of docs/training.md on small data: train, evaluate, calibrate, score."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detector.model import load
from detector.model.extent import Extent
from detector.model.folder import ModelFolder, write_config
from detector.training.data.seen import TrainingTexts, fingerprint
from detector.training.data.texts import DataError, LabelledText, read
from detector.training.evaluation.applied import apply, measure
from detector.training.fitting import fit
from detector.training.fitting.heads import complete
from detector.training.fitting.low_quality import LowQualityDesign
from detector.training.train import fit_extent_of, train
from tests.starter import ROOT
from tests.training.test_training import labelled_file

GUIDE = (ROOT / "docs" / "training.md").read_text("utf-8")


def test_the_rows_of_the_guide_are_read(tmp_path: Path) -> None:
    rows = GUIDE.split("```json\n")[1].split("```")[0]
    path = tmp_path / "ours.jsonl"
    path.write_text(rows, encoding="utf-8")
    original, polished, spam = read([path])
    assert (original.generated, polished.generated, spam.generated) == (False, True, True)
    assert original.group == polished.group != spam.group
    assert (original.unit, original.kind) == ("harbour-news", "news")
    assert (polished.attack, polished.generator) == ("polish", "some-model")
    assert spam.low_quality is True
    assert original.low_quality is None


def test_every_field_of_the_guide_is_one_that_is_read() -> None:
    table = GUIDE.split("| field | meaning |")[1].split("\n\n")[0]
    names = {
        name for line in table.splitlines()[2:] for name in line.split("|")[1].split("`")[1::2]
    }
    source = (ROOT / "detector" / "training" / "data" / "texts.py").read_text("utf-8")
    assert {"text", "label", "group", "source", "domain", "low_quality"} <= names
    assert all(f'"{name}"' in source for name in names)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Train on few texts with few trees; return the data, the model, and what was said."""
    folder = tmp_path_factory.mktemp("own")
    data = labelled_file(folder / "data.jsonl")
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        # The same path in a hundredth of the time: most of it goes into bins and trees.
        patch.setattr(fit, "fit_trees", partial(fit.fit_trees, max_iter=2, max_bins=4))
        patch.setattr(LowQualityDesign, "tree_options", {})
        train([data], folder / "model", name="ours", say=said.append)
    return data, folder / "model", said


def test_training_says_what_the_data_are_too_few_for(small: tuple[Path, Path, list[str]]) -> None:
    _, model, said = small
    warnings = [line for line in said if line.startswith("warning: ")]
    assert any("never failed, only sent to review" in line for line in warnings)
    assert all("needs 600, one for review 75" in line for line in warnings)
    assert any("an estimate needs 300" in line for line in said)
    config = ModelFolder(model).config
    assert set(config["heads"]["generated"]["thresholds"]["fail"]) == {1.0}
    assert "extent" not in config


def test_completing_a_model_writes_what_its_training_wrote(
    small: tuple[Path, Path, list[str]], tmp_path: Path
) -> None:
    data, folder, _ = small
    again = Path(shutil.copytree(folder, tmp_path / "again"))
    fit_extent_of([data], again)
    for file in folder.iterdir():
        assert file.read_bytes() == (again / file.name).read_bytes(), file.name
    extent = Extent(
        features=["log_words"], weights=[0.1], intercept=-0.5, scores=[0.0, 1.0], shares=[0.0, 1.0]
    )
    seen = np.array([7], np.uint32)
    complete(again, extent, seen)
    assert list(ModelFolder(again).config)[-3:] == ["extent", "made_with", "files"]
    load(again)
    complete(again, None, ModelFolder(folder).array("training_texts.npy").astype(np.uint32))
    assert (folder / "config.json").read_bytes() == (again / "config.json").read_bytes()
    other = labelled_file(tmp_path / "other.jsonl", 20)
    with pytest.raises(DataError, match="other data"):
        fit_extent_of([other], again)


def test_evaluation_knows_what_was_trained_on(small: tuple[Path, Path, list[str]]) -> None:
    data, folder, _ = small
    model = load(folder)
    known = TrainingTexts(ModelFolder(folder))
    rows = list(read([data]))[:30]
    edited = [replace(row, text=f"Yesterday. {row.text}") for row in rows]
    judged = apply([*rows, *edited], model, known=known)
    trained = sum(row.train for row in rows)
    assert 0 < trained < 30
    assert [item.seen for item in judged] == [row.train for row in rows] + [False] * 30
    found = measure(judged, model.info, [data])
    about = found.sections[0]
    assert about.rows[-1] == ("seen in training", f"{trained} of 60 texts")
    assert "looks better" in about.text
    assert not any("fail" in item.prediction.generated_verdict for item in judged)


def test_a_folder_that_lists_no_texts_says_so(
    small: tuple[Path, Path, list[str]], tmp_path: Path
) -> None:
    _, folder, _ = small
    config = json.loads((folder / "config.json").read_bytes())
    del config["files"]["training_texts.npy"]
    write_config(tmp_path, config)
    assert TrainingTexts(ModelFolder(tmp_path)).hold(["a"]) is None


def test_fingerprints_are_of_the_words() -> None:
    plain = fingerprint(["The", "ferry", "left", "."])
    assert plain == fingerprint(["the", "FERRY", ",", "left"])
    assert plain != fingerprint(["the", "ferry", "stayed"])
    assert fingerprint(["…"]) == 0


def test_a_text_of_unknown_labels_is_not_listed() -> None:
    from detector.training.data.seen import is_seen

    text = LabelledText(
        id="i", text="", set="s", unit="u", group="g", kind="k", generated=None, low_quality=None
    )
    assert not is_seen(text)
    assert is_seen(replace(text, low_quality=True))
    assert not is_seen(replace(text, generated=True, train=False))
