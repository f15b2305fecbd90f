"""Records of data sets name their file and row, in every output but the contract's records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from detector.audit import AuditOptions, AuditResult, audit
from detector.render.audit import csv as csv_format
from detector.render.audit.overview import tables
from detector.render.audit.records import write_jsonl, write_site
from detector.render.html.rows import columns, row_of
from tests.audit.site import prose


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuditResult]:
    monkeypatch.chdir(tmp_path)
    same = prose(1, 90)
    rows = [{"id": "one", "text": same}, {"text": "Two."}, {"text": 3}]
    Path("posts.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    table = f'id,text\nx,"A\n{"é" * 99}"\ny,"{same}"\nz,'
    Path("table.csv").write_bytes(table.encode() + b"\xff in no encoding of the table\n")
    Path("page.md").write_text("A page of its own.", "utf-8")
    paths = ["posts.jsonl", "table.csv", "page.md"]
    with audit(paths, AuditOptions(cache_folder=tmp_path / "cache")) as found:
        yield found


PLACES = [
    "posts.jsonl, line 1", "posts.jsonl, line 2", "posts.jsonl, line 3", "table.csv, row 2",
    "table.csv, row 3", "table.csv, row 4", None,
]  # fmt: skip


def test_pages_know_their_places(result: AuditResult) -> None:
    pages = list(result.pages())
    assert [page.place for page in pages] == PLACES
    assert [page.label for page in pages] == [
        "one (posts.jsonl, line 1)", *PLACES[1:3], "x (table.csv, row 2)", "y (table.csv, row 3)",
        "table.csv, row 4", "page.md",
    ]  # fmt: skip


def test_tables_and_lists_name_the_row(result: AuditResult) -> None:
    stream = io.BytesIO()
    csv_format.write(result, stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode())))
    assert [row["location"] for row in rows] == [
        "line 1", "line 2", "line 3", "row 2", "row 3", "row 4", "",
    ]  # fmt: skip
    (site,) = [table for table in tables(result, 9) if table.title.startswith("Site findings")]
    assert "(one (posts.jsonl, line 1), y (table.csv, row 3))" in site.rows[0][1]


def test_site_findings_list_places(result: AuditResult) -> None:
    stream = io.BytesIO()
    write_site(result, stream)
    (copies,) = json.loads(stream.getvalue())["findings"]
    assert copies["pages"] == ["one", "y"]
    assert copies["places"] == [PLACES[0], PLACES[4]]


def test_the_report_shows_what_the_id_does_not_say(result: AuditResult) -> None:
    shown = columns([row_of(page) for page in result.pages()], {})["place"]
    assert shown == [PLACES[0], "line 2", "line 3", PLACES[3], PLACES[4], "row 4", 0]


def test_records_stay_the_contract_s(result: AuditResult) -> None:
    stream = io.BytesIO()
    write_jsonl(result, stream)
    assert all("location" not in json.loads(line) for line in stream.getvalue().splitlines())
