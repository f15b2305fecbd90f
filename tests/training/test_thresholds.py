"""Thresholds: none is set where too few human documents could set it, and the user is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from detector.findings import Verdict
from detector.model import default_folder, load
from detector.model.folder import CONFIG, write_config
from detector.model.head import Thresholds
from detector.readers import parse
from detector.training.evaluation.genres import genre_of
from detector.training.evaluation.recalibrate import calibrate as recalibrate
from detector.training.fitting import calibrate
from detector.training.train import shortages
from tests.machine_prose import HUMAN, MACHINE
from tests.training.test_training import text_of


def test_documents_that_a_rate_needs() -> None:
    assert calibrate.needed(0.05) == 60
    assert calibrate.needed(calibrate.FAIL_RATE) == 600


@pytest.mark.parametrize(
    ("documents", "fails", "reviews"), [(30, False, False), (200, False, True), (700, True, True)]
)
def test_a_threshold_is_set_from_enough_documents(
    documents: int, fails: bool, reviews: bool
) -> None:
    random = np.random.default_rng(0)
    # A thousand pieces, whatever the number of documents that they are cut from.
    probability = 0.01 * random.random(1000)
    words = np.full(1000, 300)
    limits = calibrate.fit_thresholds(
        probability, words, ["news"] * 1000, documents=[str(i % documents) for i in range(1000)]
    )
    verdicts = [limits.verdict(p, 300) for p in (0.02, 0.3, 1.0)]
    # However well separable the data, a text that is more likely a person's never fails.
    assert verdicts[0] is Verdict.PASS
    assert verdicts[1] is (Verdict.REVIEW if reviews else Verdict.PASS)
    assert verdicts[2] is (Verdict.FAIL if fails else Verdict.REVIEW if reviews else Verdict.PASS)
    assert limits.verdict(1.0, 5000) is Verdict.PASS  # of this length there is no text at all


def test_shortages_are_named_by_length() -> None:
    enough = len(calibrate.THRESHOLDS_FROM) - 3
    sizes = [20, 20, *[900] * enough, 130]
    first, last = shortages(sizes)
    assert "40 to 80 words are neither failed nor reviewed" in first
    assert "20 human documents" in first
    assert "1000 and more words are never failed, only sent to review" in last
    assert "needs 600" in last
    assert list(shortages([900] * len(sizes))) == []


def test_the_shipped_thresholds_rest_on_enough() -> None:
    limits = json.loads((default_folder() / CONFIG).read_bytes())["heads"]["generated"]
    assert all(0.5 <= value < 1 for value in limits["thresholds"]["fail"])


def test_a_threshold_of_one_is_reached_by_none() -> None:
    never = Thresholds([0], [1.0], [1.0], [1.0])
    assert never.verdict(1.0, 100) is Verdict.PASS


def test_calibrate_counts_what_score_fails(tmp_path: Path) -> None:
    # Part of each text is a table: its prose alone says which threshold holds.
    table = "\n".join(f"| part {n} | {n} mm |" for n in range(15))
    texts = [f"{MACHINE}\n\n| part | size |\n|---|---|\n{table}\n"] * 4
    texts += [f"{HUMAN} {n}" for n in range(60)] + ["Too short."] * 3
    documents = [parse(text, id=str(n), content_type="markdown") for n, text in enumerate(texts)]
    found = recalibrate(documents, load(), default_folder(), tmp_path / "new", 0.01)
    assert (found.judged, found.not_judged) == (64, 3)
    heads = {head.head: head for head in found.heads}
    assert heads["generated"].failed == 4
    assert heads["generated"].rise > 0
    # Nothing beside the probability speaks for spam: none of them fails by it.
    assert heads["low_quality"].failed == 0
    model = load(tmp_path / "new")
    again = recalibrate(documents, model, tmp_path / "new", tmp_path / "more", 0.01)
    assert again.heads[0].failed == 0


def test_a_threshold_that_none_reaches_stays_so(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "model"))
    config = json.loads((folder / CONFIG).read_bytes())
    config["heads"]["generated"]["thresholds"]["fail"][0] = 1.0
    write_config(folder, config)
    documents = [parse(f"{HUMAN} {n}", id=str(n)) for n in range(60)]
    recalibrate(documents, load(folder), folder, tmp_path / "new", 0.0)
    new = json.loads((tmp_path / "new" / CONFIG).read_bytes())
    assert new["heads"]["generated"]["thresholds"]["fail"][0] == 1.0


@pytest.mark.parametrize(
    ("fields", "genre"),
    [
        ({"kind": "docs", "unit": "vuejs/docs"}, "documentation"),
        ({"kind": "docs", "unit": "debian:git-doc"}, "API references, manuals of programs"),
        ({"kind": "N2", "set": "N2", "detail": "api_docs"}, "API references, manuals of programs"),
        ({"kind": "academic", "unit": "mlresearch/v48"}, "abstracts"),
        ({"kind": "academic", "unit": "UCDenver-ccp/CRAFT"}, "papers"),
        ({"kind": "academic", "unit": "DetectRL"}, "abstracts"),
        ({"kind": "review", "unit": "DetectRL"}, "review"),
        ({"kind": "essay", "set": "outfox_essays"}, "essays of school students"),
        ({"kind": "travel"}, "travel"),
    ],
)
def test_genres(fields: dict[str, str], genre: str) -> None:
    assert genre_of(text_of(**fields)) == genre
