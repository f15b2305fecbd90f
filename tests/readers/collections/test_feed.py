"""RSS and Atom: one text an entry, with its facts; the slips of real feeds are forgiven."""

from __future__ import annotations

import pytest

from detector.readers.table import reader_of_file
from tests.readers.collections.files import (
    BODY,
    atom,
    document,
    failure,
    found,
    read,
    rss,
    texts,
)


def test_an_rss_entry_with_its_facts() -> None:
    (source,) = read(
        rss(
            "<title>The &lt;em&gt;old&lt;/em&gt; bridge &amp;amp; more</title>"
            "<link>https://ex.org/a</link><guid>https://ex.org/?p=1</guid>"
            "<pubDate>Tue, 05 Mar 2024 23:30:00 -0800</pubDate>"
            "<author>ann@ex.org (Ann Lee)</author>"
            f"<description>&lt;p&gt;{BODY}&lt;/p&gt;</description>"
        ),
        "feed.xml",
    )
    assert (source.id, source.path, source.format) == ("https://ex.org/a", "feed.xml", "html")
    assert (source.date, source.author) == ("2024-03-05", "Ann Lee")
    assert (source.title, source.location) == ("The old bridge & more", "entry 1")
    parsed = document(source)
    assert parsed.text == parsed.source == BODY
    assert parsed.title == "The old bridge & more"
    assert parsed.location(0) == "entry 1"


def test_an_atom_entry_with_its_facts() -> None:
    one, two = read(
        atom(
            '<title type="html">A &amp;lt;p&amp;gt; tag</title><id>tag:ex.org,2024:1</id>'
            '<link rel="edit" href="https://ex.org/edit"/><link href="https://ex.org/a"/>'
            "<updated>2024-03-06T10:00:00Z</updated><published>2024-03-05T10:00:00Z</published>"
            "<author><name>Bo Ray</name></author><summary>Short.</summary>"
            f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content>',
            '<title>x</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            "<p>One <em>fine</em> word &lt;b&gt;.</p><ul><li>and</li></ul></div></content>",
            head="<author><name>Ann Lee</name></author>",
        ),
        "feed.atom",
    )
    assert (one.id, one.date, one.author) == ("https://ex.org/a", "2024-03-05", "Bo Ray")
    assert one.title == "A <p> tag"
    assert document(one).text == BODY
    assert (two.id, two.author, two.location) == ("feed.atom#2", "Ann Lee", "entry 2")
    assert document(two).text == "One fine word <b>.\n\nand"


@pytest.mark.parametrize(
    "feed",
    [
        '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="x">'
        f'</channel><item rdf:about="https://ex.org/a"><title>T</title><description>{BODY}'
        "</description></item></rdf:RDF>",
        f"<rss version='0.91'><channel><item><link>https://ex.org/a</link><description>{BODY}"
        "</description></item></channel></rss>",
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title>'
        f'<link rel="alternate" href="https://ex.org/a"/><summary>{BODY}</summary></entry></feed>',
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://ex.org/rss.dtd">'
        + rss(f"<guid>https://ex.org/a</guid><description>{BODY}</description>"),
        "\n\n<?xml-stylesheet href='a.css'?><!-- made by hand -->"
        + rss(f"<link> https://ex.org/a\n</link><description>{BODY}</description>"),
    ],
)
def test_every_kind_of_feed_is_recognised_by_its_content(feed: str) -> None:
    for name in ("feed.xml", "feed", "feed.rss"):
        (source,) = read(feed, name)
        assert (source.id, document(source).text) == ("https://ex.org/a", BODY)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (f"<description>Fish &amp;amp; chips &nbsp;&mdash; {BODY}</description>", "Fish & chips"),
        (f"<description>Fish & chips, AT&T {BODY}</description>", "Fish & chips, AT&T"),
        (f"<description>a \x0b\x00b &#0; &#x1f; {BODY}</description>", "a b"),
        (f"<content:encoded><![CDATA[<p>A &nbsp; b {BODY}]]></content:encoded>", "A b"),
        (f"<description><p>One <b>bold</b> one.</p><p>{BODY}</p></description>", "One bold one."),
        (f"<description>&unknown; {BODY}</description>", "&unknown;"),
    ],
)
def test_the_slips_of_real_feeds_are_forgiven(item: str, expected: str) -> None:
    (text,) = texts(rss(item), "feed.xml")
    assert " ".join(text.split()).startswith(expected)
    assert BODY in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_wrong_encoding_is_found_out(encoding: str) -> None:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    feed = rss(f"<description>Café – à {BODY}</description>", head=head)
    assert texts(feed.encode(encoding), "feed.xml")[0].startswith("Café – à The bridge")


def test_the_fullest_text_is_read_and_others_are_not() -> None:
    item = (
        "<description>A teaser.</description><itunes:summary xmlns:itunes='i'>no</itunes:summary>"
        f"<content:encoded><![CDATA[<p>{BODY}</p><p>The post <a href='a'>A</a> appeared first on "
        "<a href='b'>B</a>.</p>]]></content:encoded><category>no</category>"
    )
    assert texts(rss(item), "feed.xml") == [BODY]


def test_the_title_is_that_of_the_entry() -> None:
    item = (
        f"<title>The entry</title><description>&lt;h1&gt;A heading&lt;/h1&gt;{BODY}</description>"
    )
    (source,) = read(rss(item), "feed.xml")
    assert document(source).title == "The entry"


def test_addresses_that_are_not_unique_or_whole_are_no_ids() -> None:
    same = f"<link>https://ex.org/</link><description>{BODY}</description>"
    part = f"<link>/a/b</link><guid isPermaLink='false'>https://ex.org/g</guid>{same[28:]}"
    ids = [source.id for source in read(rss(same, same, part), "feed.xml")]
    assert ids == ["feed.xml#1", "feed.xml#2", "feed.xml#3"]


def test_entries_without_text_are_skipped_and_counted() -> None:
    feed = rss("<title>no text</title>", f"<description>{BODY}</description>")
    assert [source.id for source in read(feed, "feed.xml")] == ["feed.xml#2"]
    assert failure(rss("<title>no text</title>"), "feed.xml").type == "empty"


def test_of_a_blogger_export_only_what_readers_see() -> None:
    scheme = "http://schemas.google.com/g/2005#kind"
    kinds = ("post", "comment", "template", "settings", "page")
    entries = [
        f'<category scheme="{scheme}" term="http://schemas.google.com/blogger/2008/kind#{kind}"/>'
        f"<title>{kind}</title><content type='html'>{BODY}</content>"
        for kind in kinds
    ]
    draft = '<control xmlns="http://www.w3.org/2007/app"><draft>yes</draft></control>'
    titles = [source.title for source in read(atom(*entries, entries[0] + draft), "blog.xml")]
    assert titles == ["post", "page"]


@pytest.mark.parametrize(
    "xml",
    [
        "<project><item><description>words</description></item></project>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>",
        "<feed><entry>words</entry></feed>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>',
        "no XML at all",
        "",
    ],
)
def test_what_is_no_feed_is_refused(xml: str) -> None:
    assert failure(xml, "a.xml").type == "unsupported_format"


@pytest.mark.parametrize(
    "text", ["<p>An <b>rss</b> feed.</p>", "rss", "An <rss> tag opens a feed."]
)
def test_texts_about_feeds_are_no_feeds(text: str) -> None:
    assert reader_of_file("", text.encode()) is None


def test_damaged_xml_is_one_clear_error() -> None:
    whole = rss(*[f"<description>{BODY}</description>"] * 3)
    told = failure(whole[:-60], "feed.xml")
    assert (told.type, told.path) == ("damaged", "feed.xml")
    assert "the XML of this feed is damaged" in told.message
    assert len(found(whole.replace("</description>", "", 1), "feed.xml")) == 1
