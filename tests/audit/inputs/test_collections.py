"""The audit reads collections that are named, beside sitemaps, and zips of exports."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from detector.audit.inputs import InputOptions, sources
from detector.findings import Failure
from detector.text.source import Source
from tests.conftest import Run
from tests.readers.collections.files import BODY, post, rss, wxr

FEED = rss(
    f"<title>A</title><link>https://ex.org/2024/a</link><description>{BODY}</description>"
    "<pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate><author>Ann Lee</author>",
    f"<title>B</title><description>{BODY}</description>",
)


def read(*paths: Path, **options: object) -> list[Source | Failure]:
    return list(sources([str(path) for path in paths], InputOptions(**options)))  # type: ignore[arg-type]


def test_feeds_exports_and_sitemaps_share_a_suffix(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "feed.xml.gz").write_bytes(gzip.compress(FEED.encode()))
    (tmp_path / "site.xml").write_text(wxr(post(BODY)))
    (tmp_path / "page.html").write_text(f"<p>{BODY}</p>")
    (tmp_path / "sitemap.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<url><loc>https://ex.org/page.html</loc></url></urlset>"
    )
    names = ("feed.xml", "feed.xml.gz", "site.xml", "sitemap.xml")
    ids = [item.id for item in read(*(tmp_path / name for name in names))]
    assert ids == [
        "https://ex.org/2024/a", f"{tmp_path}/feed.xml#2",
        "https://ex.org/2024/a", f"{tmp_path}/feed.xml.gz#2",
        f"{tmp_path}/site.xml#1", "https://ex.org/page.html",
    ]  # fmt: skip
    assert [item.id for item in read(tmp_path)] == [f"{tmp_path}/page.html"]
    walked = read(tmp_path, include=("*.xml",))
    assert {"https://ex.org/2024/a", "https://ex.org/page.html"} <= {item.id for item in walked}


@pytest.mark.parametrize("text", ["<project/>", "<html><body/></html>"])
def test_other_xml_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    (item,) = read(tmp_path / "a.xml")
    assert isinstance(item, Failure)
    assert (item.type, "not a sitemap" in item.message) == ("unsupported_format", True)


def test_json_files_are_collections_or_records(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"body": BODY}]))
    (tmp_path / "lines.json").write_text(json.dumps({"id": "x", "text": BODY}) + "\n")
    (tmp_path / "package.json").write_text(json.dumps({"name": "x", "description": BODY}))
    listed, line, refused = read(
        *(tmp_path / name for name in ("list.json", "lines.json", "package.json"))
    )
    assert (listed.id, line.id) == (f"{tmp_path}/list.json#1", "x")
    assert isinstance(refused, Failure)
    assert refused.type == "unsupported_format"


def test_dates_and_authors_come_from_the_collection(tmp_path: Path, detector: Run) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    run = detector("audit", "feed.xml", "--no-cache", "--format", "csv", cwd=tmp_path)
    head, first, second = (line.split(",") for line in run.stdout.splitlines())
    shown = dict(zip(head, first, strict=False))
    assert (shown["id"], shown["title"]) == ("https://ex.org/2024/a", "A")
    assert (shown["date"], shown["author"]) == ("2024-03-05", "Ann Lee")
    assert second[0] == "feed.xml#2"


def test_what_was_not_scored_is_counted_by_reason(tmp_path: Path, detector: Run) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "a.xml").write_text("<project/>")
    run = detector("audit", "feed.xml", "a.xml", "--no-cache", cwd=tmp_path)
    assert run.returncode == 3
    lines = [line.split() for line in run.stdout.splitlines()]
    assert ["too", "short", "2"] in lines
    assert ["unsupported", "format", "1"] in lines


def test_a_substack_export_has_titles_and_dates(tmp_path: Path) -> None:
    table = (
        "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle\n"
        '12.bridge,2024-02-03T10:00:00.000Z,true,,newsletter,everyone,"The bridge, again",s\n'
        "13.draft,,false,,newsletter,everyone,Draft,\n"
    )
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export/posts.csv", table)
        archive.writestr("export/posts/12.bridge.html", f"<p>{BODY}</p>")
        archive.writestr("export/posts/13.draft.html", "<p>Not yet.</p>")
        archive.writestr("export/posts/14.other.html", "<p>Not in the table.</p>")
    one, two = read(tmp_path / "export.zip")
    assert isinstance(one, Source)
    assert isinstance(two, Source)
    assert (one.title, one.date) == ("The bridge, again", "2024-02-03")
    assert one.id == f"{tmp_path}/export.zip/export/posts/12.bridge.html"
    assert (two.title, two.date) == (None, None)


@pytest.mark.parametrize("table", ["a,b\n1,2\n", "", '"' * 200_000, "post_id\n1\n"])
def test_another_table_in_a_zip_changes_nothing(tmp_path: Path, table: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("posts.csv", table)
        archive.writestr("posts/1.html", f"<p>{BODY}</p>")
    (item,) = read(tmp_path / "a.zip")
    assert isinstance(item, Source)
    assert item.title is None


def test_a_zip_of_which_nothing_is_read_says_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("export.xml", wxr(post(BODY)))
    (item,) = read(tmp_path / "a.zip")
    assert isinstance(item, Failure)
    assert "--include" in item.message
    (text,) = read(tmp_path / "a.zip", include=("*.xml",))
    assert text.id == f"{tmp_path}/a.zip/export.xml#1"
