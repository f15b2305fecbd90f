"""The Markdown reader: front matter, blocks, inline pieces and their places."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.readers.markdown.source import parse
from detector.text.document import Document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A *b* `c` #\n\ntext", [("title", "A b c"), ("paragraph", "text")]),
        ("text\n\n## Head\n", [("paragraph", "text"), ("heading", "Head")]),
        ("Set\next\n===\n", [("title", "Set ext")]),
        ("- one\n  two\n- three\n  1. four", [("list_item", "one two"), ("list_item", "three"), ("list_item", "four")]),
        ("a  \nb\\\nc\nd", [("paragraph", "a\nb\nc d")]),
        ("> quoted\n\ntext", [("quotation", ""), ("paragraph", "text")]),
        ("```\ncode\n```\ntext", [("code", ""), ("paragraph", "text")]),
        ("    code\n\ntext", [("code", ""), ("paragraph", "text")]),
        ("![alt text](a.png)", [("caption", "alt text")]),
        ("see ![alt](a.png) this", [("paragraph", "see  this")]),
        ("|a|b\\|c|\n|-|-|\n|1|2|", [("table", "a | b | c"), ("table", "1 | 2")]),
        ("a &amp; b \\* c &copy;", [("paragraph", "a & b * c ©")]),
        ("**bold** ~~gone~~ _em_ 2 * 3", [("paragraph", "bold gone em 2 * 3")]),
        ("<div><p>one</p><p>two</p></div>", [("paragraph", "one"), ("paragraph", "two")]),
        ("a <b>b</b> c<br>d", [("paragraph", "a b c\nd")]),
        ("{{< youtube x >}}\n\ntext {% include a %}", [("paragraph", "text ")]),
        ("see {{ site.url }}/x and {{ name }}", [("paragraph", "see /x and {{ name }}")]),
        ("[caption id=1]text[/caption]", [("paragraph", "[caption id=1]text[/caption]")]),
        ("{% highlight ruby %}\nputs 1\n\nx\n{% endhighlight %}\n\ntext", [("code", ""), ("paragraph", "text")]),
        ("import A from './a'\n\n<A x={1} />\n\ntext <B>in</B>", [("paragraph", "text in")]),
        ("text[^1]\n\n[^1]: note", [("paragraph", "text"), ("paragraph", "note")]),
        ("a\r\nb\r\n\r\nc", [("paragraph", "a b"), ("paragraph", "c")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(parse(source, id="x")) == expected


@pytest.mark.parametrize(
    ("source", "title", "values"),
    [
        ("---\ntitle: A b\ntags: [x]\n---\ntext", "A b", {"title": "A b", "tags": ["x"]}),
        ('+++\ntitle = "A b"\n+++\ntext', "A b", {"title": "A b"}),
        ('{"title": "A b"}\ntext', "A b", {"title": "A b"}),
        ("---\ntitle: [broken\nx: 1: 2\n---\ntext", None, {}),
        ("---\r\ntitle: A b\r\n---\r\ntext", "A b", {"title": "A b"}),
        ("---\ndate: 2020-99-99\nx: y\n---\ntext", None, {}),
        ("---\na: " + "[" * 5000 + "\n---\ntext", None, {}),
    ],
)
def test_front_matter(source: str, title: str | None, values: dict[str, object]) -> None:
    document = parse(source, id="x")
    assert document.text == "text"
    assert document.title == title
    assert dict(document.front_matter) == values
    if title:
        assert document.title_source is not None
        assert source[slice(*document.title_source)] == title


def test_a_comment_may_stand_above_front_matter() -> None:
    source = "<!--\n%\\VignetteIndexEntry{Quay}\n-->\n---\ntitle: The quay\n---\n\nIt is wet."
    document = parse(source, id="x")
    assert document.title == "The quay"
    assert document.text == "It is wet."


@pytest.mark.parametrize(
    "header",
    [
        "Title: The quay\nSlug: the-quay\n",
        "Title: The quay\nDate: 2019-05-02 10:00\nCategory: Town\nTags: quay, mud\nAuthor: A. Clerk\n",
    ],
)
def test_the_header_of_a_generator_needs_no_fences(header: str) -> None:
    document = parse(f"{header}\nIt is wet.", id="x", path="the-quay.md")
    assert document.title == "The quay"
    assert document.text == "It is wet."
    # What is pasted or taken from a record may be an outline that a model wrote.
    assert parse(f"{header}\nIt is wet.", id="x").title is None


@pytest.mark.parametrize(
    "source",
    [
        "Title: The quay\nMeta description: All on the quay\n\nIt is wet.",
        "Title: The quay\n\nIt is wet.",
        "Title: The quay\nSlug: the quay\n\nIt is wet.",
        "Title: The quay\nDate: today\nIt is wet.",
    ],
)
def test_fields_of_other_kinds_are_no_header(source: str) -> None:
    assert parse(source, id="x", path="the-quay.md").front_matter_source is None


def test_a_rule_is_no_front_matter() -> None:
    document = parse("---\n\nsome prose here\n\n---\n\nmore", id="x")
    assert document.front_matter_source is None
    assert "some prose here" in document.text


@pytest.mark.parametrize(
    ("source", "anchor", "target", "written"),
    [
        ('see [a *b*](http://x "t") ok', "a b", "http://x", '[a *b*](http://x "t")'),
        ("see [a][r] ok\n\n[r]: /y", "a", "/y", "[a][r]"),
        ("see <http://x.y> ok", "http://x.y", "http://x.y", "<http://x.y>"),
        ('see <a href="/z">a b</a> ok', "a b", "/z", '<a href="/z">a b</a>'),
    ],
)
def test_links(source: str, anchor: str, target: str, written: str) -> None:
    (link,) = (document := parse(source, id="x")).links
    assert (link.anchor, link.target) == (anchor, target)
    assert document.text[link.start : link.end] == anchor
    assert source[slice(*link.source)] == written


def test_inline_code_is_marked() -> None:
    document = parse("use `a b` and ``c ` d`` but not [^a] in `[^x]`", id="x")
    assert [document.text[slice(*span)] for span in document.code] == ["a b", "c ` d", "[^x]"]


@pytest.mark.parametrize(
    "attributes",
    ['style="display:none"', "hidden", 'style="text-indent:-9999px"', "style='left: -9999px'"],
)
def test_hidden_text_is_noted_and_not_shown(attributes: str) -> None:
    source = f"seen <span {attributes}>cheap pills</span> end"
    document = parse(source, id="x")
    assert "pills" not in document.text
    assert [source[slice(*span)] for span in document.hidden] == ["cheap pills"]


def test_a_value_that_says_hidden_hides_nothing() -> None:
    document = parse('seen <span data-x=" hidden ">pills</span> end', id="x")
    assert "pills" in document.text


def test_a_deep_list_is_read_to_its_end() -> None:
    levels = [f"level {number}" for number in range(13)]
    source = "\n".join(f"{'  ' * depth}- {level}" for depth, level in enumerate(levels))
    assert kinds(parse(source, id="a")) == [("list_item", level) for level in levels]
