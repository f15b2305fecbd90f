"""A folder as untidy as a real export, in every format: each can be read back, and all agree."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import zlib
from base64 import b64decode
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detector.escaping import visible
from tests.conftest import ROOT
from tests.starter import Start

FILES = 90
SUFFIXES = ("jsonl", "json", "csv", "sqlite", "html", "md", "sarif", "txt")


class Audited(NamedTuple):
    folder: Path  # of the outputs, each ``a.SUFFIX``
    pages: int  # as the site was made
    failures: dict[str, int]
    records: list[dict[str, Any]]

    def read(self, suffix: str) -> str:
        return (self.folder / f"a.{suffix}").read_text("utf-8")

    @property
    def verdicts(self) -> Counter[str]:
        return Counter(r["verdict"] for r in self.records if "error" not in r)


@pytest.fixture(scope="module")
def audited(shared: Path, tmp_path_factory: pytest.TempPathFactory, starting: Start) -> Audited:
    folder = tmp_path_factory.mktemp("mixed")
    make = [sys.executable, str(ROOT / "scripts" / "checks" / "make_mixed_site.py"), "site"]
    make += ["--files", str(FILES), "--every", "40"]
    subprocess.run(make, cwd=folder, check=True, capture_output=True)
    outs = [word for suffix in (*SUFFIXES, "parquet") for word in ("--out", f"a.{suffix}")]
    # Under load a page may take long: the time limit is no subject of these tests.
    audit = ["audit", "site", "--jobs", "1", "--time-limit", "600", *outs, "--format", "site"]
    env = {**os.environ, "DETECTOR_CACHE": str(folder / "cache")}
    done = starting(audit, folder, env, b"")
    assert done.returncode == 3, done.stderr
    assert b"Traceback" not in done.stderr
    (folder / "a.site").write_bytes(done.stdout)
    made = json.loads((folder / "site.made.json").read_text())
    lines = (folder / "a.jsonl").read_text("utf-8").splitlines()
    return Audited(folder, made["pages"], made["failures"], [json.loads(line) for line in lines])


def test_every_page_is_there_and_every_failure_is_told(audited: Audited) -> None:
    assert len(audited.records) == audited.pages
    told = Counter(r["error"]["type"] for r in audited.records if "error" in r)
    assert told == audited.failures
    assert len({(r["path"], r["id"]) for r in audited.records}) == audited.pages
    assert json.loads(audited.read("json")) == audited.records


def test_tables_agree_with_the_records(audited: Audited) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ids = [record["id"] for record in audited.records]
    with (audited.folder / "a.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"].removeprefix("'") for row in rows] == [visible(id) for id in ids]
    assert Counter(row["verdict"] for row in rows if row["verdict"]) == audited.verdicts
    table = parquet.read_table(audited.folder / "a.parquet").to_pylist()
    assert [row["id"] for row in table] == ids
    assert Counter(row["verdict"] for row in table if row["verdict"]) == audited.verdicts
    database = sqlite3.connect(audited.folder / "a.sqlite")
    assert [id for (id,) in database.execute("SELECT id FROM pages ORDER BY page")] == ids
    counted = "SELECT verdict, count(*) FROM pages WHERE verdict NOT NULL GROUP BY verdict"
    assert dict(database.execute(counted)) == audited.verdicts
    (findings,) = database.execute("SELECT count(*) FROM findings").fetchone()
    assert findings == sum(len(record.get("findings", ())) for record in audited.records)


def test_reports_agree_with_the_records(audited: Audited) -> None:
    failed = sum(audited.failures.values())
    head = f"{audited.pages:,} pages, "
    for suffix in ("txt", "md"):
        text = audited.read(suffix)
        assert head in text
        assert f"{failed} could not be read" in text
    site = json.loads(audited.read("site"))
    assert site["totals"]["pages"] == audited.pages
    assert {v: n for v, n in site["totals"]["verdicts"].items() if n} == audited.verdicts
    assert site["totals"]["failures"] == audited.failures
    packed = re.search(r'id="data">([^<]*)</script>', audited.read("html"))
    assert packed
    data = json.loads(zlib.decompress(b64decode(packed[1])))
    assert data["pages"] == len(data["rows"]["id"]) == audited.pages
    counts = zip(data["verdicts"], data["counts"], strict=False)
    assert {verdict: n for verdict, n in counts if n} == audited.verdicts
    assert data["set_count"] == len(site["findings"])
    database = sqlite3.connect(audited.folder / "a.sqlite")
    (told,) = database.execute("SELECT count(*) FROM site_findings").fetchone()
    assert told == len(site["findings"])


def test_code_scanning_gets_every_error_and_warning(audited: Audited) -> None:
    (run,) = json.loads(audited.read("sarif"))["runs"]
    weighty = [
        finding
        for record in audited.records
        for finding in record.get("findings", ())
        if finding["severity"] != "info"
    ]
    rules = Counter(result["ruleId"] for result in run["results"])
    assert rules == Counter(finding["rule"] for finding in weighty)
    (invocation,) = run["invocations"]
    told = invocation["toolExecutionNotifications"]
    assert len(told) == sum(audited.failures.values())
