"""Code that a page's markup names is read as code: samples, and signatures of functions."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import pytest

from detector.readers.html.page import parse
from detector.text.document import BlockKind, Document
from tests.cpu_time import least_seconds

PROSE = "The lamp takes a name and a colour, and it says which of the two it could not read. " * 2
SAMPLE = "def lamp(name, colour):\n    # not yet\n    return name + colour\n\n" * 20


def page(body: str) -> str:
    return f"<html><body><main><h1>Lamps</h1><p>{PROSE}</p>{body}</main></body></html>"


def shown(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is not BlockKind.CODE]


@pytest.mark.parametrize(
    "sample",
    [
        f'<pre><code class="language-python">{SAMPLE}</code></pre>',
        f'<pre class="playground"><code>{SAMPLE}</code></pre>',
        f'<div class="highlight"><pre>{SAMPLE}</pre></div>',
        f'<pre class="prettyprint">{SAMPLE}</pre>',
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
    ("signature", "name"),
    [
        ('<dl><dt class="sig sig-object py" id="a"><em>class </em>lamp.Lamp(a, b)</dt><dd>{}</dd></dl>', "lamp.Lamp"),
        ('<dl class="function"><dt id="a"><code class="descclassname">lamp.</code>light(a)</dt><dd>{}</dd></dl>', "light"),
        ('<section><h3 class="code-header">impl Light for Lamp</h3></section><p>{}</p>', "impl"),
        ('<div class="member-signature"><span>public</span> void light()</div><p>{}</p>', "void"),
        ('<div class="tsd-signature">light(a: string): void</div><p>{}</p>', "string"),
        ('<h3 class="signature">#light(a) => Boolean</h3><p>{}</p>', "Boolean"),
        ('<div class="memproto">void light(int a)</div><p>{}</p>', "void"),
    ],
)  # fmt: skip
def test_a_signature_is_code(signature: str, name: str) -> None:
    document = parse(page(signature.format(PROSE.replace("lamp", "torch"))), id="x")
    assert not any(name in text for text in shown(document))
    assert any("torch" in text for text in shown(document))


@pytest.mark.parametrize(
    "block",
    [
        '<p class="signature">Anna Lind, keeper of lamps since the fire</p>',
        '<div class="signature-box">Anna Lind, keeper of lamps</div>',
        '<dl class="glossary"><dt>Anna Lind</dt><dd>keeper of lamps</dd></dl>',
        '<h3 class="design">Anna Lind and her lamps</h3>',
    ],
)
def test_what_a_person_signs_is_read(block: str) -> None:
    assert "Anna Lind" in parse(page(block), id="x").text


@pytest.mark.parametrize("mark", ["¶", "§", "#", "&para;", "&#182;", "&#xB6;", "\u200b"])
def test_the_mark_of_a_heading_is_left_out(mark: str) -> None:
    heading = f'<h2 id="a">Oil<a class="x" href="#a">{mark}</a></h2><p>{PROSE}</p>'
    assert "Oil" in shown(parse(page(heading), id="x"))


def test_the_labels_of_rustdoc_are_left_out() -> None:
    item = (
        f'<div class="item-info"><div class="stab unstable">Only tonight.</div></div><p>{PROSE}</p>'
    )
    source = page(item * 3).replace(
        "<body>", '<head><meta name="generator" content="rustdoc"></head><body>'
    )
    assert "Only tonight" not in parse(source, id="x").text
    assert "Only tonight" in parse(page(item * 3), id="x").text


@pytest.mark.parametrize("link", ['<a href="#n1">1</a>', '<a href="/law#3">§</a>'])
def test_other_links_are_shown(link: str) -> None:
    text = parse(page(f"<h2>Oil {link}</h2><p>{PROSE}</p>"), id="x").text
    assert "Oil 1" in text or "Oil §" in text


@pytest.mark.parametrize("piece", ['<dt class="sig">', '<a href="#a">¶</a>', "<pre><code>", '<h3 class="code-header">'])  # fmt: skip
def test_many_are_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        return least_seconds(lambda: page(piece * (size // len(piece))), lambda s: parse(s, id="x"))

    assert seconds(48_000) < 20 * seconds(6_000) + 0.3
