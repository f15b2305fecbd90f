"""What the store says where a file cannot be had: by the error's code, not by the words in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from detector.audit.store import DamagedStoreError, Store
from detector.errors import DetectorError


@pytest.mark.parametrize("name", ["full", "locked", "readonly"])
def test_a_folder_that_is_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    with pytest.raises(DetectorError, match="is a file, not a folder"):
        Store(tmp_path / name / "run.sqlite", tmp_path / "results.sqlite")


def test_two_audits_of_one_input(tmp_path: Path) -> None:
    store = Store(tmp_path / "run.sqlite", tmp_path / "results.sqlite")
    with pytest.raises(DetectorError, match="another audit of the same input is running"):
        Store(tmp_path / "run.sqlite", tmp_path / "results.sqlite")
    store.close()


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "run.sqlite").mkdir()
    with pytest.raises(DetectorError, match="is not writable; set DETECTOR_CACHE"):
        Store(tmp_path / "run.sqlite", tmp_path / "results.sqlite")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    words = b"the disk is full of words, not of tables" * 100
    (tmp_path / "run.sqlite").write_bytes(words)
    Store(tmp_path / "run.sqlite", tmp_path / "results.sqlite").close()
    assert (tmp_path / "run.sqlite.damaged").read_bytes() == words  # it may be somebody's own
    (tmp_path / "results.sqlite").write_bytes(words)
    with pytest.raises(DamagedStoreError, match="the results are damaged"):
        Store(tmp_path / "run.sqlite", tmp_path / "results.sqlite")


def test_audits_of_several_sites_begin_at_once(tmp_path: Path) -> None:
    for attempt in range(3):
        results = tmp_path / f"{attempt}.sqlite"
        start = Barrier(4)

        def begin(number: int, results: Path = results, start: Barrier = start) -> None:
            start.wait()
            store = Store(results.with_suffix("") / f"{number}.sqlite", results)
            store.begin(resume=False)
            store.close()

        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(begin, range(4))) == [None] * 4
