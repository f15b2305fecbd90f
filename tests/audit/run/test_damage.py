"""What is kept from one audit to the next is damaged: no result changes, and no run is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from detector.audit import AuditOptions, audit, run
from detector.audit.damage import DamagedError, sealed, unsealed
from detector.audit.workers.execution import Workers
from detector.audit.workers.worker import Outcome, Settings, score_batch
from detector.text.source import Source
from tests.audit.site import prose

PAGES = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for number in range(PAGES):
        (folder / f"{number:02}.md").write_text(prose(number), "utf-8")
    (folder / "zz.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20)  # an error that is kept
    return folder


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What the pages of the site came to, so that the tests need not score them each time."""
    return {}


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, outcomes: dict[str, Outcome]) -> list[str]:
    """Score in this process, by the worker's own function, and note what was scored."""
    names: list[str] = []

    def here(
        batches: Iterator[Sequence[Source]], settings: Settings, workers: Workers, **_: object
    ) -> Iterator[tuple[Sequence[Source], list[Outcome]]]:
        for batch in batches:
            names.extend(source.id for source in batch)
            for source in batch:
                if source.id not in outcomes:
                    outcomes[source.id] = score_batch(0, [source], settings)[1][0]
            yield batch, [outcomes[source.id] for source in batch]

    monkeypatch.setattr(run, "execute", here)
    return names


class Audit:
    """Audits of one site with one cache; what they warned of is in ``said``."""

    def __init__(self, site: Path, cache: Path) -> None:
        self.site, self.cache, self.said = site, cache, list[str]()

    def lines(self, *, resume: bool = False) -> list[bytes]:
        options = AuditOptions(cache_folder=self.cache, resume=resume, warn=self.said.append)
        with audit([str(self.site)], options) as result:
            return [page.line for page in result.pages()]

    @property
    def file(self) -> Path:
        (file,) = self.cache.glob("results-*.sqlite")
        return file


def spoil(file: Path, sound: bytes, draw: Random) -> None:
    """Damage a file at a random location: bits, a stretch of bytes, or all behind it."""
    data = bytearray(sound)
    at = draw.randrange(len(data))
    kind = draw.randrange(4)
    if kind < 2:
        data[at] ^= 1 << draw.randrange(8)
    elif kind == 2:
        size = draw.choice((1, 16, 300))
        data[at : at + size] = draw.randbytes(len(data[at : at + size]))
    else:
        del data[at:]
    for log in file.parent.glob(f"{file.name}-*"):
        log.unlink()
    file.write_bytes(data)


def test_damage_at_a_hundred_locations_changes_no_record(
    site: Path, tmp_path: Path, scored: list[str]
) -> None:
    audits = Audit(site, tmp_path)
    expected = audits.lines()
    sound = audits.file.read_bytes()
    assert len(scored) == PAGES + 1
    draw = Random(16)
    again = warned = 0
    for _ in range(100):
        spoil(audits.file, sound, draw)
        scored.clear()
        audits.said.clear()
        assert audits.lines() == expected
        assert len(audits.said) <= 1
        again += bool(scored)
        warned += len(audits.said)
    assert again > 30, "the damage hits what is kept"
    assert warned > 10, "the damage hits the file's structure"


def test_a_damaged_result_is_scored_again_and_kept(
    site: Path, tmp_path: Path, scored: list[str]
) -> None:
    audits = Audit(site, tmp_path)
    expected = audits.lines()
    with sqlite3.connect(audits.file) as database:
        body = database.execute("SELECT body FROM results ORDER BY rowid").fetchone()[0]
        changed = body.replace(b'"verdict": "', b'"verdict": " ')
        database.execute("UPDATE results SET body = ? WHERE body = ?", (changed, body))
    database.close()
    for rescored in (1, 0):
        scored.clear()
        assert audits.lines() == expected
        assert len(scored) == rescored
    assert audits.said == []


@pytest.mark.parametrize(
    "content", [b"", b"the disk is full of words, not of tables" * 100, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_cache_is_set_aside(
    site: Path, tmp_path: Path, scored: list[str], content: bytes
) -> None:
    audits = Audit(site, tmp_path)
    expected = audits.lines()
    for log in tmp_path.glob("*.sqlite-*"):
        log.unlink()
    audits.file.write_bytes(content)
    assert audits.lines() == expected
    assert len(audits.said) == (1 if content else 0)  # an empty file is an empty database
    assert len(list(tmp_path.glob("*.damaged"))) == len(audits.said)
    scored.clear()
    assert audits.lines() == expected
    assert scored == []


def test_results_of_two_texts_that_changed_places(
    site: Path, tmp_path: Path, scored: list[str]
) -> None:
    audits = Audit(site, tmp_path)
    expected = audits.lines()
    with sqlite3.connect(audits.file) as database:
        first, second = (key for (key,) in database.execute("SELECT key FROM results LIMIT 2"))
        for old, new in ((first, b"x"), (second, first), (b"x", second)):
            database.execute("UPDATE results SET key = ? WHERE key = ?", (new, old))
    database.close()
    scored.clear()
    assert audits.lines() == expected
    assert len(scored) == 2


def test_damage_of_an_unfinished_run(site: Path, tmp_path: Path, scored: list[str]) -> None:
    audits = Audit(site, tmp_path)
    expected = audits.lines()

    def stop() -> None:
        with audit([str(site)], AuditOptions(cache_folder=tmp_path)):
            raise KeyboardInterrupt

    draw = Random(17)
    for _ in range(30):
        with pytest.raises(KeyboardInterrupt):
            stop()
        (journal,) = tmp_path.rglob("run.sqlite")
        spoil(journal, journal.read_bytes(), draw)
        assert audits.lines(resume=True) == expected
    assert audits.said == []


@pytest.mark.parametrize("found", [None, "", b"", b"\0" * 8, 3])
def test_what_was_never_sealed(found: object) -> None:
    with pytest.raises(DamagedError):
        unsealed(b"key", "body", found)


def test_a_seal_is_of_one_key_and_one_kind() -> None:
    data = sealed(b"key", "body", b"text")
    assert unsealed(b"key", "body", data) == b"text"
    for key, kind in ((b"kex", "body"), (b"key", "facts")):
        with pytest.raises(DamagedError):
            unsealed(key, kind, data)
