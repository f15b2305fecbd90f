"""Folders, sitemaps and addresses: what is read of them, and what is told of the rest."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pytest

from detector.errors import DetectorError
from detector.findings import Failure
from detector.text.source import Source
from tests.audit.inputs.reading import ids, put, read, records, texts


class TestWalk:
    def test_order_and_kinds(self, tmp_path: Path) -> None:
        put(tmp_path, b_md="b", a__z_txt="z", a__y_html="y", c_py="no", d_png="no", _hidden_md="no")
        assert ids(read(tmp_path), tmp_path) == ["b.md", "a/y.html", "a/z.txt"]

    def test_ignore_files(self, tmp_path: Path) -> None:
        put(tmp_path, a_md="", b_md="", drafts__c_md="", sub__keep_md="", sub__d_md="")
        (tmp_path / ".gitignore").write_text("b.md\ndrafts/\nd.md\nkeep.md\n")
        (tmp_path / "sub" / ".detectorignore").write_text("!keep.md\n")
        assert ids(read(tmp_path), tmp_path) == ["a.md", "sub/keep.md"]

    def test_ignore_files_above_in_a_repository(self, tmp_path: Path) -> None:
        put(tmp_path, site__a_md="", site__build__b_md="")
        (tmp_path / ".git").mkdir()
        (tmp_path / ".gitignore").write_text("/site/build/\n")
        assert ids(read(tmp_path / "site"), tmp_path) == ["site/a.md"]

    def test_include_and_exclude(self, tmp_path: Path) -> None:
        put(tmp_path, a_md="", b_php="", drafts__c_php="")
        found = read(tmp_path, include=("*.php",), exclude=("drafts/",))
        assert ids(found, tmp_path) == ["b.php"]

    def test_links_in_a_ring(self, tmp_path: Path) -> None:
        put(tmp_path, a__x_md="x", b__y_md="y")
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        (tmp_path / "b" / "again").symlink_to(tmp_path / "a")
        assert sorted(texts(read(tmp_path))) == ["x", "y"]

    @pytest.mark.parametrize(
        "paths", [("s", "s"), ("s", "s/a.md"), ("s/a.md", "s"), ("s/b", "s"), ("s", "./s/../s/b"),
                  ("s", "link"), ("alias.md", "s"), ("s/a.md", "s/none.md", "s/none.md", "s/b")],
    )  # fmt: skip
    def test_paths_that_overlap_give_a_file_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
    ) -> None:
        put(tmp_path, s__a_md="a", s__b__c_md="c")
        (tmp_path / "s" / "b" / "dead.md").symlink_to("nowhere")
        (tmp_path / "link").symlink_to("s")
        (tmp_path / "alias.md").symlink_to("s/a.md")
        monkeypatch.chdir(tmp_path)
        found = read(*paths)
        assert sorted(texts(found)) == ["a", "c"]
        broken = [item.id for item in found if isinstance(item, Failure)]
        assert len(broken) == len(set(broken)) == (2 if "s/none.md" in paths else 1)

    def test_copies_of_a_file_are_not_one(self, tmp_path: Path) -> None:
        put(tmp_path, a_md="same", sub__b_md="same")
        assert len(read(tmp_path, tmp_path / "sub")) == 2

    def test_what_cannot_be_read(self, tmp_path: Path) -> None:
        put(tmp_path, a_md="a")
        (tmp_path / "dead.md").symlink_to(tmp_path / "nowhere")
        os.mkfifo(tmp_path / "pipe.md")  # would hang a reader
        found = read(tmp_path, tmp_path / "none.md")
        assert [type(item).__name__ for item in found] == ["Source", "Failure", "Failure"]

    def test_links_to_nothing_and_to_themselves(self, tmp_path: Path) -> None:
        put(tmp_path, a_md="a")
        (tmp_path / "dead.md").symlink_to("nowhere.md")
        (tmp_path / "one.md").symlink_to("two.md")
        (tmp_path / "two.md").symlink_to("one.md")
        told = [item.located_message for item in read(tmp_path) if isinstance(item, Failure)]
        ends = {"dead.md": "nowhere.md", "one.md": "two.md", "two.md": "one.md"}
        assert told == [
            f"{tmp_path / name}: this is a broken link, to “{end}”: fix or delete it"
            for name, end in ends.items()
        ]
        assert [item.located_message for item in read(tmp_path / "dead.md")] == told[:1]  # type: ignore[union-attr]

    def test_name_that_is_no_unicode(self, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("x")
        found = read(tmp_path)
        assert texts(found) == ["x"]
        found[0].id.encode("utf-8")

    def test_changed_since(self, tmp_path: Path) -> None:
        def git(*arguments: str) -> None:
            subprocess.run(
                ["git", "-c", "user.name=a", "-c", "user.email=a@b.invalid", *arguments],
                cwd=tmp_path, check=True, capture_output=True,
            )  # fmt: skip

        put(tmp_path, a_md="a", b_md="b", gone_md="g")
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "one")
        put(tmp_path, b_md="changed", sub__new_md="n")
        (tmp_path / "gone.md").unlink()
        assert ids(read(tmp_path, changed_since="HEAD"), tmp_path) == ["b.md", "sub/new.md"]
        git("branch", "main-line")
        git("checkout", "-q", "main-line")
        put(tmp_path, theirs_md="t")
        git("add", "theirs.md")
        git("commit", "-qm", "two")
        git("checkout", "-q", "-")
        # What others have done since the two parted is not of this change.
        assert ids(read(tmp_path, changed_since="main-line"), tmp_path) == ["b.md", "sub/new.md"]
        for revision in ("nowhere", "--help"):
            with pytest.raises(DetectorError, match=revision):
                read(tmp_path, changed_since=revision)


def test_sitemap(tmp_path: Path) -> None:
    put(tmp_path, h_example__a_html="a", b__index_html="b", index_html="home")
    entries = "".join(
        f"<url><loc>https://h.example/{name}</loc><lastmod>2023-04-05T01:00:00Z</lastmod></url>"
        for name in ("", "a", "b/", "../secret", "gone")
    )
    (tmp_path / "sitemap.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    )
    (tmp_path / "index.xml").write_text(
        "<sitemapindex><sitemap><loc>https://h.example/sitemap.xml</loc></sitemap></sitemapindex>"
    )
    found = read(tmp_path / "index.xml")
    assert texts(found) == ["home", "a", "b"]
    assert ids(found)[1] == "https://h.example/a"
    assert [item.date for item in found if isinstance(item, Source)] == ["2023-04-05"] * 3
    assert sum(isinstance(item, Failure) for item in found) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<rss version='2.0'><channel><item/></channel></rss>", "contains no texts"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "contains no texts"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body><url/></body></html>", "<html>"),
        ("<rss><channel>", "damaged"),
        ("", "no element found"),
    ],
)
def test_what_is_no_sitemap(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "feed.xml").write_text(text)
    (found,) = read(tmp_path / "feed.xml")
    assert isinstance(found, Failure)
    assert told in found.message


def test_an_empty_sitemap_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>')
    assert read(tmp_path / "a.xml") == []


def test_urls_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe("/site/b.md", b"b")
    system.pipe("/site/sub/a.jsonl.gz", gzip.compress(records({"id": "x", "text": "y"})))
    system.pipe("/site/style.css", b"no")
    system.pipe("/site/.drafts/c.md", b"no")
    try:
        assert texts(read("memory://site")) == ["b", "y"]
        assert texts(read("memory://site/b.md")) == ["b"]
        assert isinstance(read("memory://none.md")[0], Failure)
        assert isinstance(read("nonsense://x/y.md")[0], Failure)
    finally:
        system.rm("/site", recursive=True)
