"""Collections made to harm: bombs, depth, numbers, broken bytes. All end soon, in clear words."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.findings import Failure
from detector.readers import ReadOptions, parse_source
from detector.text.document import Document
from tests.cpu_time import is_below, least_seconds
from tests.readers.collections.files import BODY, failure, found, ghost, post, read, rss, wxr
from tests.readers.test_offsets import assert_sound

BOMB = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("subset", "used"),
    [
        (f'<!ENTITY a "aaaaaaaaaa">{BOMB}', "&i;"),
        ('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"),
        ('<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;', "y"),
    ],
)
def test_entities_are_neither_expanded_nor_fetched(subset: str, used: str) -> None:
    head = f'<?xml version="1.0"?><!DOCTYPE rss [{subset}]>'
    told = failure(rss(f"<description>{used}</description>", head=head), "a.xml")
    assert (told.type, "defines entities of its own" in told.message) == ("damaged", True)


def test_many_entries_take_time_by_their_number_alone() -> None:
    item = "<title>T</title><link>https://ex.org/{}</link><description>Some words.</description>"

    def made(count: int) -> tuple[int, str, str]:
        records = [{"title": "T", "url": f"https://ex.org/{n}", "body": BODY} for n in range(count)]
        return count, rss(*map(item.format, range(count))), json.dumps(records)

    def read_both(data: tuple[int, str, str]) -> None:
        count, feed, records = data
        assert len(read(feed, "a.xml")) == count
        assert len(read(records, "a.json")) == count

    small, large = made(2_000), made(20_000)
    limit_s = 30 * least_seconds(lambda: small, read_both)
    assert is_below(limit_s, lambda: large, read_both)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<rss><channel>" + "<item>" * 100_000, "a.xml"),
        (rss("<description>" + "<b>" * 100_000 + "</description>"), "a.xml"),
        (rss("<![CDATA[" * 50_000), "a.xml"),
        (rss("&" * 200_000), "a.xml"),
        (rss("<a:b>" * 50_000), "a.xml"),
        ("<!--" * 50_000, "a.xml"),
        ("<a><!DOCTYPE rss [>", "a.xml"),
        ("<!-- > --><!DOCTYPE rss [><rss>", "a.xml"),
        ("<!DOCTYPE a>" * 20_000 + "<!DOCTYPE b [>", "a.rss"),
        ("<?xml " * 50_000 + "<rss>", "a.rss"),
        ("From a\n" * 100_000, "a.mbox"),
        ("From a b\nA: b\n\n" * 20_000, "a.mbox"),
        (b"\x00" * 100_000, "a.mbox"),
        ("[" * 300_000, "a.json"),
        (json.dumps(ghost()) * 2, "a.json"),
    ],
)
def test_hostile_files_end_soon(data: bytes | str, name: str) -> None:
    started = time.process_time()
    items = found(data, name)
    assert items
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "piece", ["[a ", '[a "', "[a]", "[/a]", "[[a]]", "[code]", "[a b='", "\n\n"]
)
def test_hostile_shortcodes_end_soon(piece: str) -> None:
    started = time.process_time()
    found(wxr(post(piece * 40_000)), "a.xml")
    assert time.process_time() - started < 10


def test_deep_editor_states_are_cut() -> None:
    node: dict[str, object] = {"type": "text", "text": "deep"}
    for _ in range(200):
        node = {"type": "paragraph", "children": [node]}
    shallow = {"type": "paragraph", "children": [{"type": "text", "text": BODY}]}
    state = json.dumps({"root": {"children": [shallow, node]}})
    (source,) = read(ghost({"id": 1, "status": "published", "lexical": state}), "a.json")
    assert isinstance(source.data, str)
    assert BODY in source.data
    assert "deep" not in source.data


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            "<rss>|</rss>|<channel>|<item>|</item>|<title>|</title>|<description>|</description>|"
            "<link>https://e.org/</link>|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|"
            "</entry>|<content type='html'>|</content>|&nbsp;|&|&amp;|&#0;|<![CDATA[|]]>|<!--|-->|"
            "<?xml version='1.0'?>|<!DOCTYPE rss [|]>|<x:y>|</x:y>|[gallery a='b']|[/a]|From a b\n|"
            "A: b\n|\n\n|[|{|}|]|\"|\"text\":|\"posts\":|,|null|1e999|\\ud800".split("|")
        ),
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from(["a.xml", "a.rss", "a.json", "a.mbox", "a"]))
def test_any_bytes_give_sound_documents_or_failures(text: str, name: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_in_sound_collections(body: str, title: str) -> None:
    record = json.dumps([{"title": title, "body": body, "url": title, "author": title}])
    check(record.encode(), "a.json")
    for made in (rss(f"<title>{title}</title><description>{body}</description>"), wxr(post(body))):
        check(made.encode("utf-8", "surrogatepass"), "a.xml")


def check(data: bytes, name: str) -> None:
    for item in found(data, name):
        if not isinstance(item, Failure):
            if item.format == "eml":
                continue  # its own tests
            item = parse_source(item, ReadOptions())  # noqa: PLW2901
        if isinstance(item, Document):
            assert_sound(item)
            f"{item.id}{item.title}".encode()
        else:
            json.dumps(item.to_json(), ensure_ascii=False).encode()
