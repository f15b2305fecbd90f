"""The corpora that fuzzing starts from: the rules' own examples and what the tests are made of."""

from __future__ import annotations

import ast
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3000  # bytes; the search makes its own from these

# Words of the formats that the readers know, for libFuzzer's dictionary.
TOKENS = """\
# - * > | ` ``` ~~~ --- +++ [a](b) ![ ]( ** __ ~~ \\ &amp; &# &lt; <p> </p> <div <a href=
<table> <tr> <td> <li> <ul> <h1> <pre> <code> <script> <style> <template> <svg> <!-- -->
<![CDATA[ <br> </ /> hidden style="display:none" {{ }} {% %} {/* */} {{< >}} [x] [/x] ]: \\n\\n
title: draft: detector: disable-next= disable= enable disable-file keyword-list, {"id": "text":
null true 1e999 \\u00 \\ud800 charset= utf-16 encoding= turn0search1 oaicite :contentReference[
utm_source=chatgpt.com Title: Meta Slug: [[overrides]] paths = ["**/*"] select ignore families
thresholds baseline POST GET /v1/check /v1/batch HTTP/1.1 Content-Length: Transfer-Encoding:
chunked Host: x
""".split()
_BYTES = ("\x00", "\ufeff", "\u200b", "\u00ad", "\u2028", "\x85", "\r\n", "\r", "\t", "\u0430")

_TABLE = "".join(f"| {n} | x |\n" for n in range(3))
MARKUP = (
    f"---\ntitle: A bridge\ntags: [a, b]\n---\n# A bridge\n\nIt was *built* in `1901`.\n\n{_TABLE}",
    "+++\ntitle = 'x'\n+++\n> quoted\n\n- one\n  - two\n\n1. [a](b 'c') ![d](e)\n\n```py\nx\n```\n",
    "<html><head><title>x</title></head><body><article><h1>x</h1><p>It was &amp; is.</p></article>",
    "<p hidden>a<p style='display:none'>b<ul><li>c<table><tr><td>d</table><!-- e --><script>f",
    "<!-- detector: disable-next=raw-entity kept on purpose -->\nBed &amp;amp; breakfast.\n",
    "{/* detector: disable=repetition */}\ntext\n{/* detector: enable */}\n",
    "---\ndetector: {disable: [raw-entity], reason: x}\n---\ntext &amp;amp; text\n",
    "import A from 'a'\n\n<A b={() => ({c: 1})} title='t'>\n text {'x'}\n</A>\n\n:::tip[x]\ny\n:::",
    '!!! note "t"\n    a\n\n=== "b"\n\n    > [!NOTE]\n    > c\n\n[[d|e]] %%f%% ==g== {: .h }\n',
    "```{note} t\n:k: v\na {doc}`b <c>` $x^2$ [@d] @e\n```\n\nt\n: d[^1]\n\n[^1]: n\n",
    '---\nconst a = 1\n---\n<L title="t"><p>{a.map((b) => (<i>{b}</i>))}</p></L>\n',
)
CONFIGURATIONS = (
    'profile = "news"\nselect = ["repetition"]\n[families]\nreadability = "off"\n',
    '[[overrides]]\npaths = ["docs/**", "*.md"]\nfail_on = "never"\n[thresholds]\nreview = 0.7\n',
    '#p\n[tool.detector]\nallow_phrases = ["best mug"]\nbaseline = "x.json"\n',
    "?docs/**/a[!b]*?.md\ndocs/x/abc.md",
)
_POST = "<title>A &amp; b</title><link>https://ex.org/a</link><pubDate>Tue, 5 Mar 2024</pubDate>"
_WP = "http://wordpress.org/export/1.2/"
COLLECTIONS = (
    f"<rss version='2.0'><channel><item>{_POST}<description>&lt;p&gt;A bridge.&nbsp;&lt;/p&gt;"
    "</description><guid isPermaLink='false'>1</guid></item></channel></rss>",
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title>"
    "<link href='https://ex.org/a'/><content type='xhtml'><div>A <b>b</b></div></content>"
    "<author><name>Ann</name></author></entry></feed>",
    f"<rss xmlns:wp='{_WP}' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    f"<item>{_POST}<content:encoded><![CDATA[A bridge.\n\n[caption id='a']<img src='b'> c[/caption]"
    "]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
    "</channel></rss>",
    '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_html": "<p>a"}]}',
    '{"db": [{"meta": {"version": "5"}, "data": {"posts": [{"id": "1", "status": "published", '
    '"mobiledoc": "{\\"sections\\": [[1, \\"p\\", [[0, [], 0, \\"a\\"]]]]}"}]}}]}',
    '[{"title": "A", "body": "A bridge of stone.", "url": "https://ex.org/a", "date": 1709632800}]',
    "From a Tue Mar  5 2024\nFrom: Ann <a@ex.invalid>\nDate: Tue, 5 Mar 2024\n\nA bridge.\n\n"
    "From b Tue Mar  5 2024\nSubject: b\n\n>From here.\n",
)

# Of the target ``files``: the first byte chooses reader and member, as it says there.
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table")
)
FILES = (
    "\x02{\\rtf1\\ansi{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 Bridges\\par\\pard It"
    "\\u8217 's {\\b old}.{\\footnote \\pard Note.}\\par\\trowd\\intbl a\\cell b\\cell\\row}",
    "\x03Subject: =?utf-8?q?a_b?=\nFrom: a\nContent-Type: multipart/alternative; boundary=b\n\n"
    "--b\nContent-Type: text/plain; format=flowed\n\nIt is \nold.\n> quoted\n-- \nme\n--b\n"
    "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>It=20is\n--b--\n",
    '\x04{"cells": [{"cell_type": "markdown", "source": ["# A\\n", "b"]}, {"cell_type": "code"}]}',
    f"\x05<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>A</w:t>"
    "</w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:ins><w:r><w:t>b</w:t></w:r></w:ins></w:p></w:tc></w:tr>"
    "</w:tbl></w:body></w:document>",
    f"\x06<office:document-content {_ODF}><office:body><office:text><text:h>A</text:h><text:list>"
    "<text:list-item><text:p>b<text:s/></text:p></text:list-item></text:list></office:text>"
    "</office:body></office:document-content>",
    "\x07<html><body><section epub:type='chapter'><h1>A</h1><p>b<br/></p></section></body></html>",
    "\x08<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.html' "
    "media-type='text/html'/></manifest><spine><itemref idref='a'/></spine></package>",
)


def write(target: str, folder: Path) -> None:
    """Write the seeds of ``target`` into ``folder``, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number:04}").write_bytes(seed[:LONGEST])


def write_dictionary(path: Path) -> None:
    """Write the tokens in libFuzzer's form."""
    lines = []
    for token in (*TOKENS, *_BYTES):
        escaped = "".join(
            chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in token.encode()
        )
        lines.append(f'"{escaped}"')
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def seeds(target: str) -> Iterator[bytes]:
    """Yield the seeds of ``target`` as the bytes that its check takes."""
    own = _OWN_SEEDS.get(target)
    if own is not None:
        yield from own()
        return
    first = target in ("rules", "model", "suppress", "fix", "flavours")
    for number, text in enumerate(_texts()):
        yield (bytes([number % 8]) if first else b"") + text.encode("utf-8", "surrogatepass")


def _configurations() -> Iterator[bytes]:
    yield from (text.encode() for text in CONFIGURATIONS)
    yield from (text.encode("utf-8", "replace") for text in _texts() if " = " in text[:200])
    yield from (b"?" + name + b"\nposts/2024/a.md" for name in (b"**/a", b"*.md", b"posts/"))


def _server() -> Iterator[bytes]:
    for number, text in enumerate(_texts()):
        yield from _requests(text, bytes([number % 2]))


def _json_lines() -> Iterator[bytes]:
    line = b""
    for text in _texts():
        line = json.dumps({"id": "a", "text": text[:900]}).encode() + b"\n"
        yield b"." + line + b'{"id": 1}\n' + line
        yield b"-" + line
    yield b"g" + gzip.compress(line, mtime=0)


def _files() -> Iterator[bytes]:
    yield from (text.encode() for text in FILES)


def _encodings() -> Iterator[bytes]:
    names = ("utf-8", "utf-16", "cp1252", "utf-16-le", "utf-32", "gb18030")
    for number, text in enumerate(_texts()):
        yield bytes([number % 4]) + text.encode(names[number % len(names)], "replace")


def _collections() -> Iterator[bytes]:
    for text in COLLECTIONS:
        kind = b"\x02" if text.startswith("From ") else b"\x00" if text[:1] == "<" else b"\x01"
        yield kind + text.encode()


def _requests(text: str, kind: bytes) -> Iterator[bytes]:
    bodies = (
        ("check", {"content": text, "title": text[:60], "url": "https://e.org/a"}),
        ("batch", {"articles": [{"content": text, "content_type": "html"}]}),
    )
    for path, record in bodies:
        body = json.dumps(record).encode()
        yield (
            kind
            + (
                f"POST /v1/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                f"Authorization: Bearer 0123456789abcdef\r\nContent-Length: {len(body)}\r\n\r\n"
            ).encode()
            + body
        )
    yield kind + b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


def _texts() -> Iterator[str]:
    """The rules' examples, the seeds, and every text of some length that a test was given."""
    from detector.rules import ALL_RULES

    yield from MARKUP
    for rule in ALL_RULES:
        yield from (example.text for example in (*rule.finds, *rule.spares))
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and len(value) > 12 and re.search(r"[<>#*\n&{\[]", value):
                yield value


def _crawls() -> Iterator[bytes]:
    body = MARKUP[2].encode()
    for more, sent in (
        (b"", body),
        (b"Content-Encoding: gzip\r\n", gzip.compress(body, mtime=0)),
        (b"Content-Encoding: deflate\r\n", zlib.compress(body)),
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)),
    ):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + more + b"\r\n" + sent
        head = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.example/\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
        )
        record = head % len(block) + block + b"\r\n\r\n"
        yield record + record
        yield gzip.compress(record, mtime=0) * 2


_OWN_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "collections": _collections,
    "configuration": _configurations,
    "encodings": _encodings,
    "files": _files,
    "jsonl": _json_lines,
    "server": _server,
    "warc": _crawls,
}
