"""Code that a page's markup names is read as code: samples, and signatures of functions."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.api import score_text
from detector.readers.html.page import parse
from detector.text.document import BlockKind, Document
from tests.cpu_time import is_below, least_seconds

PROSE = "The lamp takes a name and a colour, and it says which of the two it could not read. " * 2
SAMPLE = "def lamp(name, colour):\n    # not yet\n    return name + colour\n\n" * 20
LETTERS = (PROSE + chr(10)) * 9


def page(body: str, program: str = "") -> str:
    meta = f'<meta name="generator" content="{program}">' if program else ""
    return f"<html><head>{meta}</head><body><main><h1>Lamps</h1><p>{PROSE}</p>{body}</main></body></html>"


def shown(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.CODE]


@pytest.mark.parametrize(
    "sample",
    [
        f'<pre><code class="language-python">{SAMPLE}</code></pre>',
        f'<pre class="playground"><code>{SAMPLE}</code></pre>',
        f'<div class="highlight"><pre>{SAMPLE}</pre></div>',
        f'<pre class="prettyprint">{SAMPLE}</pre>',
        f'<pre class="code">{SAMPLE}</pre>',
        f'<pre class="fragment">{SAMPLE}</pre>',
        f'<blockquote><pre>{SAMPLE}</pre></blockquote>',
        '<pre class="programlisting">def lamp: a name and a colour of it</pre>' * 20,
        '<pre><span class="k">def</span> <span class="n">lamp</span><span class="p">(</span>'
        f'<span class="n">name</span>{SAMPLE}</pre>',
    ],
)  # fmt: skip
def test_a_page_of_samples_is_not_read_as_prose(sample: str) -> None:
    assert "def lamp" not in parse(page(sample), id="x").text


@pytest.mark.parametrize("tag", ["pre", 'pre class="mail"', 'pre width="80"'])
def test_an_old_plain_text_is_read(tag: str) -> None:
    source = page(f"<{tag}>{(PROSE + chr(10)) * 9}</pre>").replace(f"<p>{PROSE}</p>", "")
    assert "it could not read" in parse(source, id="x").text


@pytest.mark.parametrize(
    "sample",
    [
        f'<div class="lang-en"><pre>{LETTERS}</pre></div>',
        f'<div class="source-text"><pre>{LETTERS}</pre></div>',
        f'<div class="screen-reader-box syntax"><pre>{LETTERS}</pre></div>',
        f'<div class="highlight"><pre>{LETTERS}</pre></div>',
        f'<div class="Ruby-red"><pre class="Rust-belt">{LETTERS}</pre></div>',
        f'<pre class="screen">{LETTERS}</pre>',
        f'<pre class="code">{LETTERS}</pre>',
        f'<pre class="src"><a href="/l?a=1;b=2">The lamp</a> &quot;of oil&quot; {LETTERS}</pre>',
    ],
)  # fmt: skip
def test_prose_is_no_sample_by_a_class(sample: str) -> None:
    source = f"<html><body><article><h1>Lamps</h1>{sample}</article></body></html>"
    assert "it could not read" in parse(source, id="x").text


def test_a_preformatted_article_of_a_person_has_no_fence() -> None:
    box = f'<div class="lang-en"><pre>{LETTERS}</pre></div>'
    source = f"<html><body><article><h1>Lamps</h1>{box}</article></body></html>"
    rules = [finding.rule for finding in score_text(source, content_type="html").findings]
    assert "fenced-article" not in rules


@pytest.mark.parametrize(
    ("program", "signature", "name"),
    [
        ("", '<dl><dt class="sig sig-object py" id="a"><em>class </em>lamp.Lamp(a, b)</dt><dd>{}</dd></dl>', "lamp.Lamp"),
        ("", '<dl class="function"><dt id="a"><code class="descclassname">lamp.</code>light(a)</dt><dd>{}</dd></dl>', "light"),
        ("", '<div class="tsd-signature">light(a: string): void</div><p>{}</p>', "string"),
        ("", '<p class="code">light -a lamp<br>void -b</p><p>{}</p>', "void"),
        ("rustdoc", '<section><h3 class="code-header">impl Light for Lamp</h3></section><p>{}</p>', "impl"),
        ("javadoc/17", '<div class="member-signature"><span>public</span> void light()</div><p>{}</p>', "void"),
        ("ExDoc v0.29.1", '<h3 class="signature">light(lamp, torch)</h3><p>{}</p>', "light("),
        ("Doxygen 1.9.1", '<div class="memproto">void light(int a)</div><p>{}</p>', "void"),
        ("Doxygen 1.9.1", '<table><tr><td class="memItemLeft">void</td><td class="memItemRight">light [AV_MAX]</td></tr></table><p>{}</p>', "void"),
        ("Doxygen 1.9.1", '<div class="fragment"><div class="line">void light(int a)</div></div><p>{}</p>', "void"),
        ("made with love by dartdoc 6.1", '<section class="multi-line-signature">void light(int a)</section><p>{}</p>', "void"),
    ],
)  # fmt: skip
def test_a_signature_is_code(program: str, signature: str, name: str) -> None:
    body = signature.format(PROSE.replace("lamp", "torch"))
    document = parse(page(body, program), id="x")
    assert not any(name in text for text in shown(document))
    assert any("torch" in text for text in shown(document))


@pytest.mark.parametrize(
    ("sign", "signature"),
    [
        ('Produced by <a href="http://www.haskell.org/haddock/">Haddock</a> version 2.24', '<p class="src">light :: Lamp</p>'),
        ('Generated on Mon Jan 4 by\n<a href="http://yardoc.org" title="Yay">yard</a>', '<h3 class="signature first">light => Lamp</h3>'),
        ('Generated by <a href="https://ruby.github.io/rdoc/">RDoc</a> 6.3', '<div class="method-heading">light => Lamp</div>'),
        ("<!-- Generated by javadoc (17) -->", '<div class="member-signature">light => Lamp</div>'),
    ],
)  # fmt: skip
def test_a_program_may_name_itself_in_a_line(sign: str, signature: str) -> None:
    assert "light" not in parse(page(f"{signature}<p>{PROSE}</p>{sign}"), id="x").text
    assert "light" in parse(page(f"{signature}<p>{PROSE}</p>"), id="x").text


@pytest.mark.parametrize("program", ["", "Hugo 0.111", "Haddock", "Doxygen 1.9.1"])
@pytest.mark.parametrize(
    "name", ["src", "memproto", "line", "method-heading", "doc-signature", "sig"]
)
def test_a_class_hides_no_article(program: str, name: str) -> None:
    body = f'<div class="{name}"><article><h2>Oil</h2><p>{PROSE}</p></article></div>'
    assert "it could not read" in parse(page(body, program), id="x").text


@pytest.mark.parametrize(
    "block",
    [
        f'<p class="src">{PROSE}</p>' * 3,
        f'<div class="memproto">{PROSE}</div>',
        f'<h2 class="signature">{PROSE}</h2>',
        f'<p class="sig">{PROSE}</p>',
    ],
)
def test_a_class_alone_makes_no_signature(block: str) -> None:
    source = f"<html><body><article><h1>Lamps</h1>{block}</article></body></html>"
    assert "it could not read" in parse(source, id="x").text


@pytest.mark.parametrize(
    "block",
    [
        '<p class="signature">Anna Lind, keeper of lamps since the fire</p>',
        '<div class="signature-box">Anna Lind, keeper of lamps</div>',
        '<dl class="glossary"><dt>Anna Lind</dt><dd>keeper of lamps</dd></dl>',
        '<div class="member-signature">Anna Lind, keeper of lamps</div>',
        '<h3 class="signature code-header">Anna Lind</h3>',
        '<h3 class="design">Anna Lind and her lamps</h3>',
    ],
)
def test_what_a_person_signs_is_read(block: str) -> None:
    assert "Anna Lind" in parse(page(block), id="x").text


@pytest.mark.parametrize("mark", ["¶", "§", "#", "&para;", "&#182;", "&#xB6;", "\u200b"])
def test_the_mark_of_a_heading_is_left_out(mark: str) -> None:
    for link in (mark, f"<i></i> {mark}"):
        heading = f'<h2 id="a">Oil<a class="x" href="#a">{link}</a></h2><p>{PROSE}</p>'
        assert "Oil" in shown(parse(page(heading), id="x"))


@pytest.mark.parametrize(
    ("link", "words"),
    [("<b>C</b>#", "C#"), ("<code>F</code>#", "F#"), ("<i>Lamps</i> §", "Lamps §"), ("Law<span></span>&para;", "Law¶")],
)  # fmt: skip
def test_a_link_of_words_and_a_mark_is_shown(link: str, words: str) -> None:
    body = f'<p>It says <a href="#there">{link}</a> here. {PROSE}</p>'
    assert f"It says {words} here" in parse(page(body), id="x").text


def test_the_labels_of_rustdoc_are_left_out() -> None:
    item = (
        f'<div class="item-info"><div class="stab unstable">Only tonight.</div></div><p>{PROSE}</p>'
    )
    source = page(item * 3, "rustdoc")
    assert "Only tonight" not in parse(source, id="x").text
    assert "Only tonight" in parse(page(item * 3), id="x").text


@pytest.mark.parametrize("link", ['<a href="#n1">1</a>', '<a href="/law#3">§</a>'])
def test_other_links_are_shown(link: str) -> None:
    text = parse(page(f"<h2>Oil {link}</h2><p>{PROSE}</p>"), id="x").text
    assert "Oil 1" in text or "Oil §" in text


@pytest.mark.parametrize("piece", ['<dt class="sig-object">', '<div class="tsd-signature">', '<pre class="hljs">a', '<a href="#a">¶</a>', "<pre><code>", '<h3 class="code-header">'])  # fmt: skip
def test_many_are_linear(piece: str) -> None:
    small, large = (page(piece * (size // len(piece))) for size in (6_000, 48_000))
    limit_s = 20 * least_seconds(lambda: small, lambda source: parse(source, id="x")) + 0.3
    assert is_below(limit_s, lambda: large, lambda source: parse(source, id="x"))
