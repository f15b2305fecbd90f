"""The library: one object reads the model once, serves threads, and travels to other processes."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from detector import Detector, Failure, Report, Verdict, score_file, score_text
from detector.errors import DetectorError
from tests.conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
_OPENED: list[object] = []


def _note_open(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _OPENED.append(arguments[0])


def test_a_second_call_opens_no_file() -> None:
    text = SEEDS[0].read_text("utf-8")
    score_text(text)
    sys.addaudithook(_note_open)
    Path(__file__).read_bytes()
    assert _OPENED, "the hook sees what is opened"
    _OPENED.clear()
    first = score_text(text)
    second = Detector().score(text)
    assert _OPENED == []
    assert first == second


def test_threads_and_copies_give_what_one_thread_gives() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS] * 6
    texts = [f"{text}\nWord{number} was coined here." for number, text in enumerate(texts)]
    detector = Detector()
    expected = [detector.score(text).to_json() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert [report.to_json() for report in pool.map(Detector().score, texts)] == expected
    copy = pickle.loads(pickle.dumps(detector))
    assert copy.score(texts[0]).to_json() == expected[0]


def test_files_in_order_and_failures_in_their_place(tmp_path: Path) -> None:
    missing = tmp_path / "missing.md"
    results = list(Detector().score_files([SEEDS[0], missing, SEEDS[1]], jobs=1))
    assert [type(result) for result in results] == [Report, Failure, Report]
    assert Detector().score_file(SEEDS[0]) == score_file(SEEDS[0]) == results[0]


def test_a_title_is_judged_with_its_text() -> None:
    """A query that the title asks and the text repeats is stuffing; offsets stay the text's."""
    sentence = "We looked at what cheap garden lamps Leeds buyers want and wrote it down here. "
    text = "".join(f"{sentence}Item {n} has its own story to tell. " for n in range(12))
    report = Detector().score(text, title="Cheap garden lamps Leeds", content_type="text")
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.evidence
    without = Detector().score(text, content_type="text")
    scores = [dict(one.scores)["keyword_stuffing"] for one in (without, report)]
    assert scores[1] >= scores[0]
    assert report.verdict is Verdict.FAIL


def test_a_folder_that_is_no_model_is_refused_at_the_first_text(tmp_path: Path) -> None:
    detector = Detector(tmp_path)
    with pytest.raises(DetectorError, match="no model in"):
        detector.score("It rained.")
    assert repr(Detector()) == "Detector(model=None)"


def test_bytes_are_refused() -> None:
    with pytest.raises(TypeError, match="must be a str"):
        Detector().score(b"It rained.")  # type: ignore[arg-type]
