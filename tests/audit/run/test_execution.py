"""Batches on workers that die, hang and crawl: every text has one outcome, whatever happens."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from detector.audit.run import key_of
from detector.audit.workers import worker
from detector.audit.workers.batches import batched
from detector.audit.workers.execution import LYING_ABOUT, Batch, Workers, execute
from detector.audit.workers.worker import Settings
from detector.text.document import ContentType
from detector.text.source import Source
from tests.audit.run.faults import work

SETTINGS = Settings(time_limit_s=0.3)
pytestmark = pytest.mark.usefixtures("quick_workers")  # workers die by the dozen here


def run(texts: list[str], jobs: int = 2, size: int = 4) -> dict[str, str]:
    """Return for each id what became of it: "said" or the type of its error."""
    sources = [Source(id=str(i), path=None, data=text) for i, text in enumerate(texts)]
    batches = batched(sources, len_of, max_items=size)
    became: dict[str, str] = {}
    for batch, outcomes in execute(batches, SETTINGS, Workers(jobs=jobs), work):
        for source, outcome in zip(batch, outcomes, strict=True):
            assert source.id not in became, "twice"
            body = json.loads(outcome.body)
            became[source.id] = body["error"]["type"] if "error" in body else "said"
    return became


def len_of(source: Source) -> int:
    return source.size


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_text_has_an_outcome(jobs: int) -> None:
    assert run(["fine"] * 37, jobs) == {str(i): "said" for i in range(37)}


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("sleep", "time_limit"),
        ("backtrack", "time_limit"),
        ("die", "crash"),
        ("hang", "crash"),
    ],
)
def test_a_bad_text_costs_only_itself(text: str, type: str) -> None:
    texts = ["fine"] * 7
    texts[5] = text
    assert run(texts, size=2) == {str(i): type if i == 5 else "said" for i in range(7)}


def test_several_culprits_in_one_batch_are_all_found() -> None:
    became = run(["die", "fine", "fine", "die"], size=4)
    assert [became[str(i)] for i in range(4)] == ["crash", "said", "said", "crash"]


def test_a_worker_that_dies_once_loses_nothing(tmp_path: Path) -> None:
    texts = ["fine"] * 20
    texts[7] = f"die-once {tmp_path / 'dead'}"
    assert run(texts) == {str(i): "said" for i in range(20)}


def test_a_reader_that_fails_is_raised_not_lost() -> None:
    def batches() -> Iterator[Batch]:
        yield [Source(id="0", path=None, data="fine")]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        list(execute(batches(), SETTINGS, Workers(jobs=2), work))


def test_reading_does_not_run_ahead() -> None:
    drawn = 0

    def batches() -> Iterator[Batch]:
        nonlocal drawn
        for i in range(200):
            drawn += 1
            yield [Source(id=str(i), path=None, data="fine")]

    for done, _ in enumerate(execute(batches(), SETTINGS, Workers(jobs=2), work), start=1):
        time.sleep(0.002)
        assert drawn - done <= LYING_ABOUT * 2


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1, 1, 1], [[1, 1, 1]]),
        ([10, 1, 1], [[10], [1, 1]]),
        ([4, 4, 4, 4], [[4, 4, 4], [4]]),
        ([1] * 9, [[1] * 8, [1]]),
        ([99], [[99]]),
    ],
)
def test_batches_end_at_a_size_or_a_number(sizes: list[int], expected: list[list[int]]) -> None:
    assert list(batched(sizes, int, max_bytes=10, max_items=8)) == expected


def test_mdx_is_filed_apart_from_the_same_markdown() -> None:
    keys = {
        key_of(Source(id=name, path=name, data=b"{/* lorem */}", format=ContentType.MARKDOWN))
        for name in ("a.md", "b.md", "c.mdx")
    }
    assert len(keys) == 2


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd")])
def test_what_may_go_better_next_time_is_not_kept(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(worker, "_scored", fails)
    monkeypatch.setattr(worker, "loaded_model", lambda _: None)
    _, (outcome,) = worker.score_batch(0, [Source(id="0", path=None, data="x")], SETTINGS)
    assert not outcome.lasting
    kind = "memory" if isinstance(error, MemoryError) else "internal_error"
    assert json.loads(outcome.body)["error"]["type"] == kind
