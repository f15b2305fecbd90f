"""How much of the wording a model made: what is known of it, the fit, and where it is shown."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from scipy import sparse

from detector.model import ModelError, default_folder, load
from detector.model.classifier import FEATURES
from detector.model.extent import Extent
from detector.model.features import style, surprisal
from detector.model.folder import write_config
from detector.readers import parse
from detector.render.console import Console
from detector.scoring.score import score
from detector.training.data.corpus import Corpus, build
from detector.training.data.texts import LabelledText
from detector.training.fitting import extent as fitting
from detector.training.fitting.design import Design, Piece
from detector.training.fitting.extent import figures, fit_extent, true_extents
from tests.machine_prose import HUMAN, MACHINE
from tests.training.test_training import text_of

Array = npt.NDArray[np.float64]
ORIGINAL = "The ferry left an hour late because the mate had lost his key again that day."


def whole(corpus: Corpus) -> list[Piece]:
    return [Piece(i, 0, len(row), True) for i, row in enumerate(corpus.rows)]


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, 0.0),  # the original itself
        ({"generated": True}, 0.0),  # a copy
        ({"generated": True, "text": ORIGINAL.replace("his key again that day", "it")}, 1 / 12),
        ({"generated": True, "text": "Punctual departures foster seamless journeys."}, 1.0),
        ({"generated": True, "group": "alone"}, 1.0),
        ({"generated": True, "group": "alone", "attack": "polish"}, None),
        ({"generated": True, "group": "alone", "sure": False}, None),
        ({"attack": "paraphrase"}, None),
        ({"generated": None}, None),
    ],
)
def test_what_is_known(changes: dict[str, object], known: float | None) -> None:
    base = {"id": "a", "text": ORIGINAL, "group": "g"}
    texts = [text_of(**base), text_of(**{**base, "id": "b", **changes})]
    corpus = build(texts)
    share = true_extents(corpus, whole(corpus))[1]
    assert np.isnan(share) if known is None else share == pytest.approx(known)


def revised(documents: int) -> tuple[Corpus, Design, Array, Array, Array]:
    """Make documents of fifty words of which a share is replaced, and n-grams that show it."""
    random = Random(5)
    tokens = [f"w{i}" for i in range(3000)]
    rows, texts, shares = [], list[LabelledText](), []
    for number in range(documents):
        original = [random.randrange(1500) for _ in range(60)]
        made = random.choice([0, 15, 30, 45, 60])
        changed = [random.randrange(1500, 3000) for _ in range(made)] + original[made:]
        for words, generated in ((original, False), (changed, True)):
            rows.append(np.array(words, np.int32))
            texts.append(
                text_of(
                    id=f"{number}{generated}", unit=f"u{number % 12}", group=f"g{number}",
                    generated=generated,
                )
            )  # fmt: skip
            shares.append(made / 60 if generated else 0.0)
    truth = np.array(shares)
    ends = [np.array([60], np.int32)] * len(rows)
    corpus = Corpus(tokens, rows, ends, texts)
    size = len(rows)
    measured = Design(
        pieces=whole(corpus), counts=sparse.csr_matrix((0, 0)),
        style=np.zeros((size, len(style.NAMES))), words=np.full(size, 60), text=np.arange(size),
        whole=np.ones(size, bool), cut=np.zeros(size, np.int64),
    )  # fmt: skip
    noise = np.random.default_rng(0).normal(0, 0.3, size)
    return corpus, measured, 4 * truth - 2 + noise, np.zeros((size, len(surprisal.NAMES))), truth


def test_the_fit_follows_the_truth_and_is_the_same_twice() -> None:
    corpus, measured, wording, surprise, truth = revised(500)
    said: list[str] = []
    extent = fit_extent(corpus, measured, wording, surprise, said.append)
    assert extent is not None
    assert extent == fit_extent(corpus, measured, wording, surprise, said.append)
    assert Extent(**json.loads(json.dumps(extent.to_config()))) == extent
    values = dict.fromkeys(FEATURES, 0.0) | {"log_words": float(np.log(61))}
    shown = np.array([extent.share({**values, "wording_generated": w}) for w in wording])
    found = figures(truth, shown, np.ones(len(truth)))
    assert found.error < 0.12
    assert found.rank > 0.9
    assert found.gap < 0.1
    assert asdict(extent)["shares"] == sorted(extent.shares)
    assert 0 <= min(extent.shares) <= max(extent.shares) <= 1
    assert "on sources left out" in said[0]


def test_too_few_revised_documents_give_none(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, measured, wording, surprise, _ = revised(40)
    said: list[str] = []
    assert fit_extent(corpus, measured, wording, surprise, said.append) is None
    assert "an estimate needs 300" in said[0]
    monkeypatch.setattr(fitting, "MIN_REVISED", 10)
    assert fit_extent(corpus, measured, wording, surprise, said.append) is not None


def test_an_extent_over_unknown_features_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "model"))
    config = json.loads((folder / "config.json").read_bytes())
    config["extent"]["features"][0] = "luck"
    write_config(folder, config)
    with pytest.raises(ModelError, match="luck"):
        load(folder)


def test_it_is_shown_with_explain_and_features_alone() -> None:
    model = load()
    shares = []
    for text in (HUMAN, MACHINE):
        document = parse(text, id="a", content_type="text")
        assert "extent" not in score(document, model).to_json()["generated"]
        explained = score(document, model, explanation=True)
        assert score(document, model, features=True).extent == explained.extent
        assert explained.extent is not None
        assert explained.to_json()["generated"]["extent"] == round(explained.extent, 6)
        assert explained.verdict is score(document, model).verdict
        stream = StringIO()
        console = Console(stream, colour=False)
        console.add(explained)
        console.close()
        assert "% of the wording (rough estimate)." in stream.getvalue()
        shares.append(explained.extent)
    assert shares[0] < 0.35
    assert shares[1] > 0.7
