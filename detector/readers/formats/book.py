"""The prose of an EPUB book: the chapters of its spine, without contents and covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from detector.readers import decoding
from detector.readers.package import Package, resolved
from detector.readers.printed import PrintedText
from detector.readers.reader import UnreadableError
from detector.readers.xml_tree import parse_xml, text_of
from detector.text.document import PROSE_KINDS, Document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KIND = "EPUB book"
MAX_CHAPTERS = 2000
COVER_WORDS = 12  # a page of a cover's kind is left out unless a block is longer

_NAMESPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "http://www.idpf.org/2007/opf": "opf",
    "http://openebook.org/namespaces/oeb-package/1.0/": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
}
_HTML_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_CONTENTS = frozenset({"toc", "loi", "lot", "index"})  # of a guide: lists of places in the book
_COVERS = frozenset({"cover", "title-page", "titlepage"})
_COVER = re.compile(
    r"""epub:type\s?=\s?["'][^"'<>]{0,100}\b(?:cover|titlepage|halftitlepage|toc|landmarks)\b"""
)
_COVER_NAME = re.compile(r"(?:^|[/_-])(?:cover|title[_-]?page|toc|nav|contents)[^/]{0,20}$", re.I)
_BODY = re.compile(r"<body\b[^<>]{0,2000}>", re.I)
_ALONE = re.compile(r"<([a-z][a-z0-9]{0,20})((?:\s[^<>]{0,2000})?)/>", re.I)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr image path".split()
)


class Book(NamedTuple):
    """The chapters that are read, and what the package states of the book."""

    parts: PrintedText
    title: str | None
    description: str | None
    language: str | None


def read(data: bytes, max_bytes: int) -> Book:
    """Read a book. Raises UnreadableError."""
    package = Package(data, KIND, max_bytes)
    place = _package_document(package)
    opf = parse_xml(package.read(place), _NAMESPACES, KIND)
    metadata = opf.find("{opf}metadata")
    locked = _locked(package)
    parts = PrintedText()
    count = 0
    for name, is_cover in _chapters(opf, dirname(place)):
        if name not in package:
            continue
        if name in locked:
            raise UnreadableError("encrypted", f"rights management locks this {KIND}: unlock it")
        text = decoding.decode(package.read(name)).text
        document = _chapter(text)
        cover = is_cover or _COVER_NAME.search(name.rpartition(".")[0]) or _COVER.search(text)
        if not document.text.strip() or (cover and not _is_prose(document)):
            continue
        count += 1
        parts.add(document, f"chapter {count}")
    return Book(
        parts,
        _stated(metadata, "title"),
        _description(metadata),
        (_stated(metadata, "language") or "").split("-")[0].lower() or None,
    )


def _package_document(package: Package) -> str:
    container = package.find("META-INF/container.xml")
    if container is not None:
        for file in parse_xml(container, _NAMESPACES, KIND).iter("{container}rootfile"):
            if path := file.get("full-path"):
                return resolved("", path)
    raise package.damaged("it names no package document")


def _chapters(opf: Element, folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the members of the spine in reading order, and whether each is a cover or the like."""
    items = {item.get("id", ""): item for item in opf.iterfind("{opf}manifest/{opf}item")}
    kinds: dict[str, str] = {}
    for reference in opf.iterfind("{opf}guide/{opf}reference"):
        target = reference.get("href", "").partition("#")[0]
        kinds.setdefault(resolved(folder, unquote(target)), reference.get("type", "").lower())
    seen = set()
    for reference in opf.findall("{opf}spine/{opf}itemref")[:MAX_CHAPTERS]:
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no":
            continue
        if item.get("media-type", "") not in _HTML_TYPES:
            continue
        properties = item.get("properties", "").split()
        name = resolved(folder, unquote(item.get("href", "")))
        if name in seen or "nav" in properties or kinds.get(name) in _CONTENTS:
            continue
        seen.add(name)
        yield name, kinds.get(name) in _COVERS


def _chapter(text: str) -> Document:
    """Read a chapter: all of its body, for a book has no frame around its articles."""
    from detector.readers.html.page import parse

    body = _BODY.search(text)
    end = text.lower().rfind("</body")
    inner = text[body.end() if body else 0 : end if end >= 0 else len(text)]
    # In XHTML any element may be empty and closed in itself; HTML would leave it open.
    return parse(_ALONE.sub(_opened, inner), id="chapter")


def _opened(tag: re.Match[str]) -> str:
    name, attributes = tag.groups()
    return tag.group() if name.lower() in _VOID else f"<{name}{attributes}></{name}>"


def _is_prose(document: Document) -> bool:
    blocks = (block for block in document.blocks if block.kind in PROSE_KINDS)
    lengths = (len(document.text[block.start : block.end].split()) for block in blocks)
    return any(length > COVER_WORDS for length in lengths)


def _locked(package: Package) -> set[str]:
    """Return the members that are encrypted; fonts mostly are, which nobody reads here."""
    encryption = package.find("META-INF/encryption.xml")
    if encryption is None:
        return set()
    root = parse_xml(encryption, _NAMESPACES, KIND)
    return {unquote(item.get("URI", "")) for item in root.iter("{?}CipherReference")}


def _stated(metadata: Element | None, name: str) -> str | None:
    if metadata is None:
        return None
    return next((text for item in metadata.iter(f"{{dc}}{name}") if (text := text_of(item))), None)


def _description(metadata: Element | None) -> str | None:
    stated = _stated(metadata, "description")
    return " ".join(re.sub(r"<[^<>]{0,500}>", " ", stated).split()) or None if stated else None
