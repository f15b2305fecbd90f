"""The model as applied: its folder is checked, its numbers are scikit-learn's, its parts add up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.findings import Family, Verdict
from detector.model import Model, ModelError, default_folder, load
from detector.model.classifier import BIAS, FEATURES
from detector.model.features import style, surprisal
from detector.model.folder import ModelFolder, write_config
from detector.model.head import Calibration, Thresholds, Trees, sigmoid
from detector.readers import parse
from detector.text.analysis import Analysis

CLEAN = dict.fromkeys(Family, 0.0)
PROSE = (
    "The ferry left an hour late, because the mate had lost the key to the engine room. We sat "
    "on the quay and ate the last of the bread. My sister said that this was how it always went, "
    "and that our father had once waited two days for the same boat. "
) * 3


def analysis(text: str) -> Analysis:
    return Analysis(parse(text, id="t"))


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "model"))


def test_shipped_model_judges_prose(model: Model) -> None:
    prediction = model.predict(analysis(PROSE), CLEAN)
    assert prediction.abstention is None
    assert prediction.generated is not None
    assert 0.0 < prediction.generated < 1.0
    assert prediction.features is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("** -- **", "empty"),
        ("Too little is said here to judge who wrote it.", "too_short"),
        (
            "Der Zug fuhr eine Stunde zu spät ab, weil niemand den Schlüssel fand. Wir saßen auf "
            "dem Bahnsteig und aßen das letzte Brot, während meine Schwester von früher sprach. "
            * 6,
            "unsupported_language",
        ),
        (
            "火车晚点了一个小时，因为谁也找不到钥匙。我们坐在站台上吃完了最后的面包。" * 4,
            "unsupported_language",
        ),
        ("电车晚了。", "too_short"),
        ("| part | size |\n|---|---|\n" + "| small red pump | 40 mm |\n" * 60, "not_prose"),
    ],
)
def test_abstains(model: Model, text: str, reason: str) -> None:
    prediction = model.predict(analysis(text), CLEAN)
    assert prediction.abstention == reason
    assert (prediction.generated is None) == (reason == "empty")


def test_features_and_contributions_add_up(model: Model) -> None:
    plain = model.predict(analysis(PROSE), CLEAN)
    explained = model.predict(analysis(PROSE), CLEAN, explain=True)
    assert explained.generated == plain.generated
    assert explained.features is not None
    assert explained.contributions is not None
    assert set(explained.contributions) <= set(explained.features)
    values = list(explained.contributions.values())
    assert values == sorted(values, reverse=True)
    assert sigmoid(sum(values)) == pytest.approx(plain.generated, abs=1e-9)
    assert explained.features[BIAS] == 1.0


def test_sentences_share_the_weight_of_the_wording(model: Model) -> None:
    read = analysis(PROSE)
    weights = model.explain_sentences(read)
    assert len(weights) == len(read.prose_sentences)
    for sentence in weights:
        for start, end, weight in sentence.phrases:
            assert sentence.start <= start < end <= sentence.end
            assert weight * sentence.weight >= 0
    explained = model.predict(read, CLEAN, explain=True)
    assert explained.features is not None
    words = len(read.words)
    slope, _ = model._generated.calibration.line(words)
    wording = explained.features[FEATURES[0]] - model._generated.intercept
    assert sum(s.weight for s in weights) == pytest.approx(slope * wording, rel=1e-4)


def test_names_do_not_change_the_probability(model: Model) -> None:
    text = PROSE.replace("The ferry", "Zelenskyy").replace("My sister", "Ukraine")
    other = text.replace("Zelenskyy", "Montague").replace("Ukraine", "Bolivia")
    first, second = (model.predict(analysis(t), CLEAN) for t in (text, other))
    assert first.generated == pytest.approx(second.generated, abs=0.02)


def test_feature_names_are_those_of_the_shipped_model() -> None:
    assert (
        len(set(FEATURES))
        == len(FEATURES)
        == 4 + len(style.NAMES) + len(surprisal.NAMES) + len(Family)
    )


# The folder


def change_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    write_config(folder, {**config, **changes})


def test_the_digest_names_the_configuration(folder: Path) -> None:
    before = load(folder).info.sha256
    change_config(folder, version="other")
    assert load(folder).info.sha256 != before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (shutil.rmtree, "no model"),
        (lambda f: (f / "config.json").write_text("{"), "config.json is damaged"),
        (lambda f: (f / "config.sha256").unlink(), "lacks config.sha256"),
        (lambda f: (f / "config.sha256").write_bytes(b""), "config.json is damaged"),
        (lambda f: write_config(f, []), "not the configuration"),  # type: ignore[arg-type]
        (lambda f: change_config(f, format=99), "format 99"),
        (lambda f: change_config(f, feature_schema="other"), "features that differ"),
        (lambda f: change_config(f, heads={}), "incomplete or invalid"),
        (lambda f: (f / "idf.npy").unlink(), "lacks idf.npy"),
        (lambda f: (f / "generated_weights.npy").write_bytes(b"\x93NUMPY"), "damaged"),
        (lambda f: change_config(f, languages={}), "incomplete or invalid"),
        (lambda f: (f / "language_human_back_off.npy").unlink(), "lacks language_human"),
        (lambda f: (f / "vocabulary.txt").write_text("the of and"), "damaged"),
    ],
)
def test_damaged_folders_are_refused(folder: Path, damage: object, words: str) -> None:
    damage(folder)  # type: ignore[operator]
    with pytest.raises(ModelError, match=words):
        load(folder)


def test_a_flipped_bit_in_the_configuration_is_an_error_that_names_it(tmp_path: Path) -> None:
    for name in ("config.json", "config.sha256"):
        shutil.copy(default_folder() / name, tmp_path)
    file = tmp_path / "config.json"
    sound = file.read_bytes()
    random = Random(16)
    for _ in range(100):
        damaged = bytearray(sound)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(ModelError, match=r"config\.json is damaged"):
            ModelFolder(tmp_path)
    file.write_bytes(sound)
    assert ModelFolder(tmp_path).config["name"] == "article-en"


def test_pickled_arrays_are_refused(folder: Path) -> None:
    from hashlib import sha256

    np.save(folder / "idf.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    files = json.loads((folder / "config.json").read_text(encoding="utf-8"))["files"]
    digest = sha256((folder / "idf.npy").read_bytes()).hexdigest()
    change_config(folder, files={**files, "idf.npy": digest})
    with pytest.raises(ModelError, match="not a plain array"):
        load(folder)


# The parts of a head


def test_trees_walk_to_their_leaves_and_their_parts_add_up() -> None:
    nodes = np.array(
        [[0, 0.5, 1, 2, 0.0], [0, 0, 1, 1, -1.0], [1, 2.0, 3, 4, 0.5], [0, 0, 3, 3, 0.2],
         [0, 0, 4, 4, 2.0]]
    )  # fmt: skip
    trees = Trees(nodes, np.array([0], np.int32), 0.1, 2)
    for features, expected in (([0.5, 9.0], -1.0), ([0.6, 2.0], 0.2), ([0.6, 2.1], 2.0)):
        total = trees.log_odds(np.array(features))
        added, start = trees.contributions(np.array(features))
        assert total == pytest.approx(0.1 + expected)
        assert start + added.sum() == pytest.approx(total)


def test_calibration_is_flat_outside_its_knots() -> None:
    calibration = Calibration([100, 400], [1.0, 2.0], [0.0, -1.0])
    assert calibration.line(10) == (1.0, 0.0)
    assert calibration.line(200) == pytest.approx((1.5, -0.5))
    assert calibration.line(9000) == (2.0, -1.0)


def test_thresholds_by_length() -> None:
    thresholds = Thresholds([0, 200], [0.6, 0.4], [0.9, 0.8], [0.8, 0.7])
    assert thresholds.verdict(0.85, 100) is Verdict.REVIEW
    assert thresholds.verdict(0.85, 200) is Verdict.FAIL
    assert thresholds.verdict(0.39, 500) is Verdict.PASS


@given(st.floats(-1e6, 1e6))
def test_sigmoid_never_overflows(log_odds: float) -> None:
    assert 0.0 <= sigmoid(log_odds) <= 1.0


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_prediction(text: str) -> None:
    prediction = load_once().predict(analysis(text), CLEAN, explain=True)
    assert prediction.abstention is not None or prediction.generated is not None


_LOADED: list[Model] = []


def load_once() -> Model:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]
