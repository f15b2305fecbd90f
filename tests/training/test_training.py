"""Training: the data are read and split right, the arithmetic is scikit-learn's, twice the same."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest
from scipy import sparse

pytest.importorskip("sklearn")

from detector.model.folder import ModelFolder
from detector.model.head import Head, sigmoid
from detector.training import statistics
from detector.training.data.attacks import NORMALISABLE, OTHERS, with_human_paragraphs
from detector.training.data.corpus import build
from detector.training.data.corruptions import CORRUPTIONS
from detector.training.data.texts import HELD_BACK, DataError, read, sample, tenth
from detector.training.evaluation.ablation import mean_over_pieces
from detector.training.fitting import calibrate, fit
from detector.training.fitting.design import Design, Prepared, cut, design, tf_idf
from detector.training.fitting.folds import source_folds, training_texts
from detector.training.fitting.low_quality import LowQualityDesign
from detector.training.train import train
from tests.training.labelled import text_of

SUBJECTS = "garden river council bakery museum harbour library orchestra station market".split()


def sentences_by(style: str, random: Random) -> str:
    subject = random.choice(SUBJECTS)
    if style == "human":
        forms = (
            f"I went to the {subject} on Tuesday and it rained, as my brother had said.",
            f"We never did find out who had painted the door of the {subject} green.",
            f"They told me about {random.randint(2, 90)} people came, but I counted fewer.",
            f"It was cold. The man at the {subject} gave us tea anyway.",
        )
    else:
        forms = (
            f"The {subject} plays a crucial role in fostering a vibrant sense of community.",
            f"Moreover, the {subject} offers valuable insights into our evolving landscape.",
            f"Ultimately, it is important to note that the {subject} enhances the experience.",
            f"By embracing innovation, the {subject} ensures a seamless journey for everyone.",
        )
    return random.choice(forms)


def labelled_file(path: Path, texts: int = 260) -> Path:
    random = Random(1)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(texts):
            label = ("human", "generated")[number % 2]
            text = " ".join(sentences_by(label, random) for _ in range(random.randint(8, 25)))
            lines.write(json.dumps({"id": f"{number}", "text": text, "label": label}) + "\n")
    return path


# Data


def test_rows_are_read_with_their_labels(tmp_path: Path) -> None:
    path = tmp_path / "human_articles.jsonl"
    row = {"text": "a b", "label": "human", "source": "site/repo:part", "group": "g", "id": 3}
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (text,) = read([path])
    assert (text.unit, text.group, text.generated) == ("site/repo", "g", False)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"text": "x"}', '{"text": 3, "label": "human"}', '{"text": "x", "label": "ai"}'],
)
def test_bad_rows_name_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text('{"text": "fine", "label": "human"}\n' + line, encoding="utf-8")
    with pytest.raises(DataError, match=r"data\.jsonl:2"):
        list(read([path]))


def test_a_group_never_trains_what_it_is_tested_on() -> None:
    texts = [text_of(id=str(i), unit=f"u{i % 13}", group=f"g{i % 50}") for i in range(400)]
    folds = source_folds(texts)
    for number in range(10):
        trains = training_texts(texts, folds == number)
        held = {t.group for t, f in zip(texts, folds, strict=True) if f == number}
        assert not {t.group for t, ok in zip(texts, trains, strict=True) if ok} & held
    assert len({int(f) for t, f in zip(texts, folds, strict=True) if t.unit == "u3"}) == 1


def test_a_tenth_of_the_groups_is_held_back(tmp_path: Path) -> None:
    texts = list(read([labelled_file(tmp_path / "data.jsonl")]))
    held = [t for t in texts if tenth(t.group) == HELD_BACK]
    assert held
    assert not any(t.train for t in held)
    assert all(t.train for t in texts if t not in held)


def test_sample_is_fixed_and_bounded() -> None:
    texts = [text_of(id=str(i), group=str(i), generated=bool(i % 2)) for i in range(40)]
    chosen = sample(texts, 5)
    assert len(chosen) == 10
    assert chosen == sample(reversed(texts), 5)[::-1]


# Corruptions and attacks

ARTICLE = " ".join(sentences_by("human", Random(7)) for _ in range(20))


@pytest.mark.parametrize("name", [*CORRUPTIONS, *NORMALISABLE, *OTHERS])
def test_corruptions_change_the_text_the_same_way_twice(name: str) -> None:
    change = {**CORRUPTIONS, **NORMALISABLE, **OTHERS}[name]
    assert change(ARTICLE, Random(3)) == change(ARTICLE, Random(3))
    if name not in {"other_numbers", "synonyms"}:  # nothing to change in this article
        assert change(ARTICLE, Random(3)) != ARTICLE
    assert change("", Random(3)) is not None


def test_human_sentences_are_inserted() -> None:
    mixed = with_human_paragraphs("One. Two. Three. Four.", "Alpha beta. Gamma delta.")
    assert "Alpha beta." in mixed


def test_pieces_vote_by_their_words() -> None:
    measured = design_stub(
        text=[0, 0, 0, 1], whole=[True, False, False, True], words=[90, 60, 30, 8]
    )
    raw = mean_over_pieces(measured, np.array([9.0, 1.0, 4.0, -3.0]))
    assert raw.tolist() == [2.0, 1.0, 4.0, -3.0]


def design_stub(text: list[int], whole: list[bool], words: list[int]) -> Design:
    return Design(
        pieces=[], counts=sparse.csr_matrix((0, 0)), style=np.zeros((0, 0)),
        words=np.array(words), text=np.array(text), whole=np.array(whole),
        cut=np.zeros(len(words), np.int64),
    )  # fmt: skip


# Arithmetic


def test_numpy_gives_what_scikit_learn_gives(shared: Path) -> None:
    model = ModelFolder(Path(__file__).resolve().parents[2] / "models" / "article-en")
    files = [shared / "corpus" / f"{n}.jsonl.gz" for n in ("arxiv_abstracts", "revised")]
    corpus = build(list(islice(read(files), 450)))
    known = model.array("ngrams.npy").astype(np.uint32)
    idf = model.array("idf.npy").astype(np.float32)
    prepared = Prepared(corpus, model.text("vocabulary.txt").split())
    pieces = [piece for piece in cut(corpus, 0) if piece.whole][:250]
    measured = design(prepared, pieces, known)
    rows = tf_idf(measured.counts, idf)
    label = np.array([bool(text.generated) for text in corpus.texts])[measured.text]
    weights = np.ones(len(label))
    coefficients, intercept, linear = fit.fit_wording(rows, label, weights)
    wording = rows @ coefficients.astype(np.float64) + intercept
    assert np.abs(wording - linear.decision_function(rows)).max() < 1e-6
    features = np.column_stack([wording, np.log(measured.words + 1.0), measured.style])
    trees, boosted = fit.fit_trees(features, label, weights)
    head = Head(
        coefficients, intercept, 0.0, 0.0, trees,
        calibrate.Calibration([1], [1.0], [0.0]), calibrate.Thresholds([0], [1.0], [1.0], [1.0]),
    )  # fmt: skip
    ours = np.array([sigmoid(head.log_odds(row)) for row in features])
    assert len(ours) == 250
    assert np.abs(ours - boosted.predict_proba(features)[:, 1]).max() < 1e-6
    single = rows[3]
    assert head.ngram_score(single.indices, single.data.astype(np.float64)) == pytest.approx(
        wording[3], abs=1e-6
    )


@pytest.mark.skipif("DETECTOR_SLOW" not in os.environ, reason="two trainings take minutes")
def test_training_twice_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {**LowQualityDesign.tree_options, "max_iter": 2}
    monkeypatch.setattr(LowQualityDesign, "tree_options", few)
    monkeypatch.setattr(fit, "TREES", 2)  # the same path in a tenth of the time
    data = labelled_file(tmp_path / "data.jsonl")
    first = train([data], tmp_path / "one", name="small")
    second = train([data], tmp_path / "two", name="small")
    assert first == second
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_too_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="at least"):
        train([labelled_file(tmp_path / "data.jsonl", 40)], tmp_path / "out")


def test_calibration_fixes_overconfidence() -> None:
    random = np.random.default_rng(0)
    raw = random.normal(0, 4, 4000)
    label = random.random(4000) < 1 / (1 + np.exp(-raw / 4))
    words = random.integers(40, 2000, 4000)
    fitted = calibrate.fit_calibration(raw, words, label, np.ones(4000))
    assert all(slope == pytest.approx(0.25, abs=0.12) for slope in fitted.slopes)


def test_pieces_of_long_texts_calibrate_only_lengths_that_few_whole_texts_have() -> None:
    whole = np.array([True, True, False, False])
    words = np.array([45, 900, 45, 900])
    assert calibrate.calibrating(whole, words).tolist() == [True, True, True, False]


def test_thresholds_keep_the_rate_and_the_kinds() -> None:
    random = np.random.default_rng(0)
    probability = random.random(6000) ** 3
    words = random.integers(80, 3000, 6000)
    kinds = ["news" if i % 3 else "odd" for i in range(6000)]
    probability[::3] = 0.3 + 0.7 * probability[::3]
    limits = calibrate.fit_thresholds(probability, words, kinds)
    band = np.searchsorted(limits.from_words, words, side="right") - 1
    fails = probability >= np.array(limits.fail)[band]
    assert fails.mean() <= 0.02
    assert fails[::3].mean() <= calibrate.MAX_KIND_FAIL + 0.001
    assert all(r <= f for r, f in zip(limits.review, limits.fail, strict=True))


def test_a_kind_raises_only_the_bands_that_it_has_texts_of() -> None:
    random = np.random.default_rng(1)
    probability, words = random.random(30_000) ** 3, random.integers(80, 1500, 30_000)
    odd = (words >= 160) & (words < 270) & (random.random(30_000) < 0.5)
    kinds = np.where(odd, "odd", "news")
    without = calibrate.fit_thresholds(probability, words, list(kinds))
    probability[odd] = 0.5 + 0.5 * probability[odd]
    limits = calibrate.fit_thresholds(probability, words, list(kinds))
    at = {start: n for n, start in enumerate(limits.from_words)}
    assert limits.fail[at[200]] > without.fail[at[200]]
    assert limits.fail[at[400]] == without.fail[at[400]]
    assert limits.fail[at[1000]] == without.fail[at[1000]]
    fails = odd & (probability >= np.array(limits.fail)[
        np.searchsorted(limits.from_words, words, side="right") - 1
    ])  # fmt: skip
    assert 0 < fails.sum() / odd.sum() <= calibrate.MAX_KIND_FAIL + 0.001


def test_pieces_of_few_documents_are_no_kind() -> None:
    random = np.random.default_rng(2)
    probability, words = random.random(6000) ** 3, random.integers(150, 280, 6000)
    probability[:90] = 0.9 + 0.1 * probability[:90]
    kinds = ["odd" if n < 90 else f"news {n % 10}" for n in range(6000)]
    at = calibrate.THRESHOLDS_FROM.index(150)
    review = [
        calibrate.fit_thresholds(probability, words, kinds, documents=documents).review[at]
        for documents in (
            [str(n) for n in range(6000)],
            [str(n % 30 if n < 90 else n) for n in range(6000)],
        )
    ]
    assert review[0] > review[1] + 0.01


def test_statistics_of_known_values() -> None:
    low, high = np.array([0.1, 0.4]), np.array([0.35, 0.8])
    assert statistics.auroc(low, high) == pytest.approx(0.75)
    assert statistics.auroc(low, low) == pytest.approx(0.5)
    assert statistics.wilson(0, 50) == pytest.approx((0.0, 0.0713), abs=1e-3)
    assert statistics.recall_at(np.arange(100.0), np.array([50.0, 200.0]), 0.01) == 0.5
    bins = statistics.reliability(np.array([0.1, 0.1, 0.9]), np.array([False, True, True]))
    assert [size for _, _, size in bins] == [2, 1]
    assert calibrate.expected_calibration_error(
        np.array([0.75] * 4), np.array([True, True, True, False])
    ) == pytest.approx(0.0)
