"""A long measurement goes on where it was stopped, and never with parts made from other things."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detector.training.data.corpus import Corpus
from detector.training.evaluation.checkpoints import Checkpoints


def corpus(*words: int) -> Corpus:
    return Corpus(["a", "b"], [np.array(words, np.int32)], [np.array([len(words)], np.int32)], [])


def model(folder: Path, config: str = "{}") -> Path:
    folder.mkdir(exist_ok=True)
    folder.joinpath("config.json").write_text(config, encoding="utf-8")
    folder.joinpath("README.md").write_text("the card", encoding="utf-8")
    return folder


def test_a_part_is_made_once(tmp_path: Path) -> None:
    parts = Checkpoints.of(tmp_path / "kept", corpus(0, 1), model(tmp_path / "model"))
    made = [parts.part("outside", lambda: np.arange(3)) for _ in range(2)]
    again = Checkpoints.of(tmp_path / "kept", corpus(0, 1), tmp_path / "model")
    kept = again.part("outside", lambda: pytest.fail("made again"))
    assert [list(one) for one in (*made, kept)] == [[0, 1, 2]] * 3
    assert again.part("another", lambda: 4) == 4


def test_a_part_of_other_texts_or_another_model_is_made_again(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", model(tmp_path / "model")
    parts = Checkpoints.of(kept, corpus(0, 1), folder)
    parts.part("outside", lambda: 1)
    assert Checkpoints.of(kept, corpus(1, 1), folder).part("outside", lambda: 2) == 2
    changed = model(tmp_path / "model", '{"seed": 1}')
    assert Checkpoints.of(kept, corpus(0, 1), changed).part("outside", lambda: 3) == 3


def test_the_card_is_not_part_of_the_model(tmp_path: Path) -> None:
    folder = model(tmp_path / "model")
    before = Checkpoints.of(tmp_path, corpus(0), folder)
    folder.joinpath("README.md").write_text("another card", encoding="utf-8")
    assert Checkpoints.of(tmp_path, corpus(0), folder) == before


def test_a_part_that_was_stopped_while_it_was_made_or_written_is_made_again(tmp_path: Path) -> None:
    parts = Checkpoints.of(tmp_path / "kept", corpus(0), model(tmp_path / "model"))
    with pytest.raises(KeyboardInterrupt):
        parts.part("outside", _stopped)
    tmp_path.joinpath("kept").mkdir(exist_ok=True)
    tmp_path.joinpath("kept", f"part-{parts.key}-outside.unfinished").write_bytes(b"half")
    assert parts.part("outside", lambda: 5) == 5


def _stopped() -> int:
    raise KeyboardInterrupt


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    parts = replace(Checkpoints.of(tmp_path, corpus(0), model(tmp_path / "model")), folder=None)
    numbers = iter((1, 2))
    assert [parts.part("outside", lambda: next(numbers)) for _ in range(2)] == [1, 2]
    assert not list(tmp_path.glob("*.pickle"))
