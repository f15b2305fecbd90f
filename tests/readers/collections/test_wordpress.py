"""WordPress exports: what is published, as the site shows it."""

from __future__ import annotations

import pytest

from tests.readers.collections.files import BODY, document, failure, post, read, texts, wxr


def test_a_post_with_its_facts() -> None:
    facts = (
        "<link>https://ex.org/a/</link><dc:creator>ann</dc:creator>"
        "<wp:post_date>2024-03-05 10:00:00</wp:post_date>"
        "<wp:comment><wp:comment_content>A visitor's words.</wp:comment_content></wp:comment>"
        "<wp:postmeta><wp:meta_value>hidden words</wp:meta_value></wp:postmeta>"
    )
    (source,) = read(wxr(post(BODY, more=facts)), "site.xml")
    assert (source.id, source.title, source.location) == ("https://ex.org/a/", "P", "post 1")
    assert (source.date, source.author) == ("2024-03-05", "Ann Lee")
    assert document(source).text == BODY


def test_what_visitors_cannot_read_is_left_out() -> None:
    locked = "<wp:post_password>x</wp:post_password>"
    items = [
        post("draft", status="draft"), post("private", status="private"),
        post("later", status="future"), post("picture", kind="attachment", status="inherit"),
        post("menu", kind="nav_menu_item"), post("style", kind="custom_css"),
        post("locked", more=locked), post("", kind="page"), post("A page.", kind="page"),
    ]  # fmt: skip
    (source,) = read(wxr(*items), "site.xml")
    assert (document(source).text, source.id) == ("A page.", "site.xml#2")
    assert failure(wxr(*items[:4]), "site.xml").type == "empty"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("One line\nand the next.\n\nA paragraph.", "One line\nand the next.\n\nA paragraph."),
        (
            "One.\r\n\r\n<h2>Two</h2>\r\n\r\n<p>Three.</p>\n\nFour.",
            "One.\n\nTwo\n\nThree.\n\nFour.",
        ),
        ("<ul>\n<li>one</li>\n\n<li>two</li>\n</ul>\n\nEnd.", "one\ntwo\n\nEnd."),
        ("A.\n\n<pre>code\n\nhere</pre>\n\nB.", "A.\n\nB."),
        ("<!-- wp:paragraph -->\n<p>A\nb.</p>\n<!-- /wp:paragraph -->", "A b."),
        ('A <a\nhref="x">link</a>.', "A link."),
    ],
)
def test_paragraphs_are_those_of_the_site(body: str, shown: str) -> None:
    assert texts(wxr(post(body)), "site.xml") == [shown]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('Before.\n\n[gallery ids="1,2"]\n\nAfter.', "Before.\n\nAfter."),
        ("Before.\n\n[gallery]\n\nAfter.", "Before.\n\nAfter."),
        ("[embed]https://ex.org/v[/embed]\n\nAfter.", "After."),
        (
            '[caption id="a" width="3"]<a href="x"><img src="y" /></a> The harbour[/caption]\n\nA.',
            "The harbour\n\nA.",
        ),
        ('[caption caption="At dusk"]<img src="y">[/caption]', "At dusk"),
        ("[vc_row][vc_column][vc_column_text]One.[/vc_column_text][vc_column_text]Two."
         "[/vc_column_text][/vc_column][/vc_row]", "One.\n\nTwo."),
        ('[tab title="Hours"]From nine.[/tab]', "Hours\n\nFrom nine."),
        ("A [highlight_it]marked[/highlight_it] word.", "A marked word."),
        ('[code lang="php"]echo "no";[/code]\n\nA.', "A."),
        ('[my_form id="5" /] A.', "A."),
        ('[columns a="b"]\n\nOne.\n\n[/columns]', "One."),
    ],
)  # fmt: skip
def test_shortcodes_run(body: str, shown: str) -> None:
    assert texts(wxr(post(body)), "site.xml") == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote of teh [sic] harbour [1] and [2].",
        "A list [of things] and [an aside], [note: none].",
        "The key [Ctrl] and the array a[0] stay.",
        "It costs [price] here, [citation needed].",
    ],
)
def test_brackets_that_are_no_shortcodes_are_shown(text: str) -> None:
    assert texts(wxr(post(text)), "site.xml") == [text]


def test_an_escaped_shortcode_is_shown() -> None:
    assert texts(wxr(post("Write [[gallery]] in the post.")), "site.xml") == [
        "Write [gallery] in the post."
    ]
