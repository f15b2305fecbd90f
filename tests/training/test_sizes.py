"""The table of sizes: the commonest n-grams stay, and each row names what it costs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from scipy import sparse

from detector.training.evaluation import sizes as sizes_of_model
from detector.training.evaluation.bench import Bench
from detector.training.evaluation.checkpoints import Checkpoints
from detector.training.evaluation.sizes import most_common, sizes


def test_the_commonest_ngrams_are_kept_in_their_order() -> None:
    idf = np.array([3.0, 1.0, 2.0, 1.0, 9.0], np.float32)
    assert most_common(idf, 3).tolist() == [1, 2, 3]
    assert most_common(idf, 5).tolist() == [0, 1, 2, 3, 4]


def test_a_row_per_size_and_the_whole_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes_of_model, "SIZES", (2, 3, 900))
    asked: list[tuple[int, int]] = []

    def wording(rows: sparse.csr_matrix) -> Any:
        asked.append(rows.shape)
        return np.zeros(rows.shape[0])

    work = SimpleNamespace(
        measured=SimpleNamespace(counts=sparse.csr_matrix(np.ones((4, 5), np.float32))),
        folds=SimpleNamespace(wording=wording),
        parts=Checkpoints(None, "none"),
        row=lambda name, raw: (name, "0.9", "0.8", *("1%" for _ in range(4))),
    )
    idf = np.arange(1, 6).astype(np.float32)
    section = sizes(cast(Bench, work), idf, lambda message: None)
    assert asked == [(4, 2), (4, 3), (4, 5)]
    assert [row[-2] for row in section.rows] == ["2", "3", "5"]
    assert all(len(row) == len(section.header) for row in section.rows)
