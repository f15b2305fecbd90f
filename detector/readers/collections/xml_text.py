"""Feeds and exports as XML trees: read as strictly as XML is, after their usual slips are undone.

Sites publish HTML's named entities, control characters, bare ampersands, undeclared prefixes and
wrong encodings in XML, and feed readers take them; so do we. Nothing is expanded, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING

from detector.readers import decoding
from detector.readers.reader import UnreadableError
from detector.readers.xml_tree import parse_xml, pieces

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARATION = re.compile(r"<\?xml[^<>]{0,500}\?>")
_NAME = re.compile(r"<([A-Za-z_][\w:.-]{0,100})")
_AMPERSAND = re.compile(r"&(#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});|\w{1,40};)?")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,60}):|[\s\"']([A-Za-z_][\w.-]{0,60}):[\w.-]{1,60}\s?=")
_DECLARED = re.compile(r"\bxmlns:([\w.-]{1,60})\s?=")
_XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
# XML 1.0 has no such characters, not even as references.
_ILLEGAL = dict.fromkeys(
    [*(n for n in range(32) if n not in (9, 10, 13)), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
_OPENING, _CLOSING = "<![CDATA[", "]]>"


def load_xml(data: bytes, prefixes: Mapping[str, str], kind: str) -> Element:
    """Return the root of a feed or the like; names are as ``parse_xml`` gives them.

    Raises UnreadableError.
    """
    text = decoding.decode(data).text.lstrip("\ufeff \t\r\n").translate(_ILLEGAL)
    text = "".join(_plain_references(_DECLARATION.sub("", text, count=1)))
    try:
        return parse_xml(text.encode(), prefixes, kind)
    except UnreadableError:
        declared = _with_prefixes(text)
        if declared == text:
            raise
    return parse_xml(declared.encode(), prefixes, kind)


def root_tag(head: bytes) -> str:
    """Return the root's tag at the head of XML, as far as it is there; empty where none is."""
    text = decoding.decode(head).text.lstrip("\ufeff \t\r\n")
    at = _root(text)
    if at < 0 or not _NAME.match(text, at):
        return ""
    end = text.find(">", at)
    return text[at : end if end >= 0 else len(text)]


def root_name(tag: str) -> str:
    """Return the name in a root's tag, without its prefix."""
    match = _NAME.match(tag)
    return match.group(1).rpartition(":")[2] if match else ""


def markup_of(element: Element) -> str:
    """Return the content of an element as HTML: its text, which is HTML, or its elements."""
    if len(element) == 0:
        return element.text or ""
    return "".join(_markup(element))


def _markup(element: Element) -> Iterator[str]:
    for piece in pieces(element):
        if isinstance(piece, str):
            yield escape(piece, quote=False)
            continue
        name = piece.tag.rpartition("}")[2]
        given = "".join(
            f' {key.rpartition("}")[2]}="{escape(value)}"' for key, value in piece.items()
        )
        yield f"<{name}{given}>"
        yield from _markup(piece)
        if name not in ("br", "hr", "img", "wbr", "input", "source"):
            yield f"</{name}>"


def _plain_references(text: str) -> Iterator[str]:
    """Yield ``text`` with the references that XML does not know made plain, outside CDATA."""
    at = 0
    while (start := text.find(_OPENING, at)) >= 0:
        end = text.find(_CLOSING, start)
        end = len(text) if end < 0 else end + len(_CLOSING)
        yield _AMPERSAND.sub(_reference, text[at:start])
        yield text[start:end]
        at = end
    yield _AMPERSAND.sub(_reference, text[at:])


def _reference(match: re.Match[str]) -> str:
    name = match.group(1)
    if not name:
        return "&amp;"
    if name.startswith("#"):
        digits = name[1:-1]
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        return "" if code in _ILLEGAL or code > 0x10FFFF else f"&#{code};"
    if name in _XML_NAMES:
        return match.group()
    return html5.get(name, f"&amp;{name}")


def _with_prefixes(text: str) -> str:
    """Declare the prefixes that are used and not declared."""
    missing = {a or b for a, b in _PREFIX.findall(text)} - set(_DECLARED.findall(text))
    missing -= {"xml", "xmlns"}
    at = _root(text)
    match = _NAME.match(text, at) if at >= 0 else None
    if not missing or match is None:
        return text
    declared = "".join(f' xmlns:{name}="urn:undeclared:{name}"' for name in sorted(missing))
    return f"{text[: match.end()]}{declared}{text[match.end() :]}"


def _root(text: str) -> int:
    """Return where the root's tag begins: after declaration, comments and document type."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        for opening, closing in (("<?", "?>"), ("<!--", "-->"), ("<!", ">")):
            if text.startswith(opening, at):
                end = text.find(closing, at)
                if opening == "<!" and 0 <= (subset := text.find("[", at)) < end:
                    subset_end = text.find("]", subset)
                    end = text.find(closing, subset_end) if subset_end >= 0 else -1
                if end < 0:
                    return -1
                at = end + len(closing)
                break
        else:
            return at
    return -1
