"""JSON: feeds, Ghost exports and lists of records; other JSON is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detector.findings import Failure
from detector.readers import ReadOptions, read_sources
from detector.text.source import Source
from tests.readers.collections.files import (
    BODY,
    document,
    failure,
    found,
    ghost,
    read,
    texts,
)

HTML = f"<p>{BODY}</p>"


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "authors": [{"name": "Ann Lee"}],
        "items": [
            {"id": "1", "url": "https://ex.org/a", "title": "A", "content_html": HTML,
             "summary": "Short.", "date_published": "2024-03-05T10:00:00Z"},
            {"id": "https://ex.org/b", "content_text": BODY, "author": {"name": "Bo Ray"}},
            {"id": "3", "title": "no text"},
            "no object",
        ],
    }  # fmt: skip
    one, two, fault = found(json.dumps(feed), "feed.json")
    assert (one.id, one.title, one.date) == ("https://ex.org/a", "A", "2024-03-05")
    assert (one.author, two.author) == ("Ann Lee", "Bo Ray")
    assert (two.id, two.location, two.format) == ("https://ex.org/b", "entry 2", "text")
    assert document(one).text == document(two).text == BODY
    assert isinstance(fault, Failure)
    assert (fault.id, fault.type) == ("feed.json#4", "bad_record")


def test_a_ghost_export() -> None:
    lexical = {
        "root": {"children": [
            {"type": "extended-heading", "tag": "h2", "children": [{"type": "text", "text": "H"}]},
            {"type": "paragraph", "children": [
                {"type": "extended-text", "text": "One "}, {"type": "linebreak"},
                {"type": "link", "url": "u", "children": [{"type": "text", "text": "two < 3"}]}]},
            {"type": "list", "listType": "bullet", "children": [
                {"type": "listitem", "children": [{"type": "text", "text": "item"}]}]},
            {"type": "codeblock", "code": "no()", "caption": "no"},
            {"type": "image", "src": "no.png", "caption": "A <b>boat</b>"},
            {"type": "markdown", "markdown": "**Bold** words."},
        ]}
    }  # fmt: skip
    mobiledoc = {
        "version": "0.3.1", "markups": [["em"], ["a", ["href", "no"]]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["markdown", {"markdown": "*Card* text."}], ["code", {"code": "no"}]],
        "sections": [
            [1, "h2", [[0, [], 0, "Heading"]]],
            [1, "p", [[0, [0], 1, "First"], [1, [], 0, 0], [0, [1], 1, " & second."]]],
            [3, "ul", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
            [10, 0], [10, 1], [2, "no.png"],
        ],
    }  # fmt: skip
    posts = [
        {"id": "1", "title": "A", "status": "published", "html": HTML, "lexical": "{}",
         "published_at": "2024-03-05T10:00:00.000Z", "canonical_url": "https://ex.org/a"},
        {"id": "2", "title": "B", "status": "published", "lexical": json.dumps(lexical)},
        {"id": "3", "title": "C", "status": "published", "mobiledoc": json.dumps(mobiledoc)},
        {"id": "4", "title": "D", "status": "draft", "html": HTML},
        {"id": "5", "title": "E", "status": "published", "mobiledoc": "broken"},
    ]  # fmt: skip
    export = ghost(
        *posts,
        users=[{"id": "7", "name": "Ann Lee"}],
        posts_authors=[{"post_id": "1", "author_id": "7"}],
        tags=[{"name": "x", "description": BODY * 20}],
    )
    sources = read(export, "ghost.json")
    assert [source.title for source in sources] == ["A", "B", "C"]
    assert (sources[0].id, sources[0].date, sources[0].author) == (
        "https://ex.org/a", "2024-03-05", "Ann Lee",
    )  # fmt: skip
    assert [source.location for source in sources] == ["post 1", "post 2", "post 3"]
    shown = [document(source).text for source in sources]
    assert shown[0] == BODY
    assert shown[1] == "H\n\nOne\ntwo < 3\n\nitem\n\nA boat\n\nBold words."
    assert shown[2] == "Heading\n\nFirst\n& second.\n\none\ntwo\n\nCard text."


def test_a_faq_page_is_one_text() -> None:
    questions = [
        {"@type": "Question", "name": "How was it <b>built</b>?",
         "acceptedAnswer": {"@type": "Answer", "text": f"<p>{BODY}</p>"}},
        {"@type": "Question", "name": "When?", "acceptedAnswer": [{"text": "In 1905 & later."}]},
        "no object",
    ]  # fmt: skip
    page = {"@type": ["WebPage", "FAQPage"], "name": "Questions", "mainEntity": questions}
    for value in (page, {"@context": "https://schema.org", "@graph": [{"@type": "Person"}, page]}):
        (source,) = read(json.dumps(value), "faq.json")
        assert (source.id, source.title, source.location) == ("faq.json#1", "Questions", "page 1")
        assert document(source).text == (
            f"How was it built?\n\n{BODY}\n\nWhen?\n\nIn 1905 & later."
        )


@pytest.mark.parametrize(
    ("record", "title", "date", "author", "id"),
    [
        ({"title": "A", "text": BODY}, "A", None, None, "a.json#1"),
        ({"headline": "A", "articleBody": BODY, "datePublished": "2024-03-05",
          "author": {"name": "Ann Lee"}, "url": "https://ex.org/a"},
         "A", "2024-03-05", "Ann Lee", "https://ex.org/a"),
        ({"title": {"rendered": "A &amp; B"}, "content": {"rendered": HTML}, "id": 5,
          "date": "2024-03-05T10:00:00", "link": "https://ex.org/a"},
         "A & B", "2024-03-05", None, "https://ex.org/a"),
        ({"Name": "A", "summary": BODY, "created_at": 1709632800, "authors": ["Ann Lee", "Bo"]},
         "A", "2024-03-05", "Ann Lee", "a.json#1"),
        ({"id": 1, "attributes": {"Title": "A", "Body": BODY, "publishedAt": "2024-03-05"}},
         "A", "2024-03-05", None, "a.json#1"),
        ({"model": "blog.post", "pk": 1, "fields": {"title": "A", "body": BODY}},
         "A", None, None, "a.json#1"),
        ({"question": "A?", "answer": BODY}, "A?", None, None, "a.json#1"),
        ({"name": "A?", "acceptedAnswer": {"@type": "Answer", "text": BODY}},
         "A?", None, None, "a.json#1"),
        ({"title": "A", "content": [{"_type": "block", "style": "normal",
                                     "children": [{"_type": "span", "text": BODY}]}]},
         "A", None, None, "a.json#1"),
        ({"title": "A", "paragraphs": BODY.split(", ")}, "A", None, None, "a.json#1"),
        ({"title": "A", "about_the_place": f"{BODY} {BODY}"}, "A", None, None, "a.json#1"),
    ],
)  # fmt: skip
def test_the_fields_of_a_record_are_found(
    record: dict[str, Any], title: str, date: str | None, author: str | None, id: str
) -> None:
    for value in ([record], {"meta": {"count": 1}, "posts": [record]}):
        (source,) = read(json.dumps(value), "a.json")
        assert (source.title, source.date, source.author, source.id) == (title, date, author, id)
        assert "The bridge was opened in 1905 by the mayor" in document(source).text
        assert source.location == "record 1"


@pytest.mark.parametrize(
    ("texts_given", "format", "shown"),
    [
        ([f"**Bold** {BODY}", BODY], "markdown", f"Bold {BODY}"),
        ([f"On <b>Sunday</b>, {BODY}", BODY], "html", f"On Sunday, {BODY}"),
        ([f"# Heading\n\n{BODY}"], "markdown", f"Heading\n\n{BODY}"),
        ([BODY, BODY], "text", BODY),
        ([f"In 5 < 6 and 2 * 3 * 4, {BODY}"], "text", f"In 5 < 6 and 2 * 3 * 4, {BODY}"),
    ],
)
def test_the_format_of_a_field_is_found(texts_given: list[str], format: str, shown: str) -> None:
    sources = read(json.dumps([{"body": text} for text in texts_given]), "a.json")
    assert {source.format for source in sources} == {format}
    assert document(sources[0]).text == shown


def test_lists_of_other_things_beside_the_texts_are_passed_over() -> None:
    value = {
        "data": {"allPosts": {"edges": [{"node": {"title": "A", "html": HTML}}]}},
        "authors": [{"name": "Ann Lee", "bio": "She writes of bridges and boats."}],
        "tags": [{"slug": "x"}],
    }
    assert texts(json.dumps(value), "a.json") == [BODY]


def test_the_text_field_can_be_named() -> None:
    value = json.dumps([{"text": BODY * 3, "lede": "A short one, of a few words."}])
    assert texts(value, "a.json", ReadOptions(text_field="lede")) == [
        "A short one, of a few words."
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"name": "p", "version": "1.0", "description": BODY, "scripts": {"a": "b"},
         "contributors": [{"name": "Ann", "email": "a"}], "keywords": ["a"]},
        {"compilerOptions": {"strict": True}, "include": ["src"]},
        {"lockfileVersion": 3, "packages": {"": {"name": "x", "license": "MIT"}}},
        {"icons": [{"src": "a.png", "sizes": "1x1"}], "name": "x", "start_url": "/"},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}}]},
        {"greeting": "Hello there", "farewell": BODY},
        [1, 2, 3], ["a", "b"], "text", 5, None, {}, [], [[BODY]],
        {"one": [{"body": BODY}], "other": [{"body": BODY}]},
    ],
)  # fmt: skip
def test_other_json_is_refused(value: Any) -> None:
    assert failure(json.dumps(value), "a.json").type == "unsupported_format"


@pytest.mark.parametrize(
    "data", ['{"a": ', "[" * 100_000, '{"a":' * 50_000, '{"a": 1}\n{"a": 2}\n', "", "{'a': 1}"]
)
def test_damaged_json_is_one_clear_error(data: str) -> None:
    assert failure(data, "a.json").type == "bad_json"


def test_json_lines_under_the_name_of_json_are_records_as_before(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": BODY}, {"id": "b", "text": BODY, "posts": [{"text": "x"}]}]
    for count in (1, 2):
        (tmp_path / "a.json").write_text("".join(f"{json.dumps(r)}\n" for r in lines[:count]))
        sources = list(read_sources(tmp_path / "a.json", ReadOptions()))
        assert [(s.id, s.line) for s in sources if isinstance(s, Source)] == [
            ("a", 1), ("b", 2),
        ][:count]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(lines[0], indent=1))
    (source,) = read_sources(tmp_path / "a.json", ReadOptions())
    assert isinstance(source, Source)
    assert (source.id, source.data, source.location) == (
        f"{tmp_path / 'a.json'}#1", BODY, "record 1",
    )  # fmt: skip


def test_a_list_of_objects_is_recognised_without_a_suffix() -> None:
    assert texts(json.dumps([{"body": BODY}]), "-") == [BODY]
    assert read('[{"a link"](b) and more words', "-")[0].location is None
