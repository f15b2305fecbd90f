"""XML as a tree, read without definitions, entities or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detector.readers.reader import UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_DEPTH = 150  # the readers recurse; nested tables of a word processor reach 40
MAX_ELEMENTS = 1_000_000  # of a novel in a word processor; each takes about 300 bytes


def parse_xml(data: bytes, prefixes: Mapping[str, str], kind: str) -> Element:
    """Return the root element of the XML document ``data``.

    Names are ``{prefix}name`` by ``prefixes``, from a namespace to its prefix here, ``{?}name``
    in other namespaces and ``name`` in none. A document type with definitions is refused, one
    without is passed over: nothing is expanded and nothing is fetched.

    Raises UnreadableError; ``kind`` is what messages call the file.
    """
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    builder = TreeBuilder()
    names: dict[str, str] = {}
    depth = count = 0

    def named(name: str) -> str:
        if (known := names.get(name)) is None:
            space, _, local = name.rpartition("}")
            known = names[name] = f"{{{prefixes.get(space, '?')}}}{local}" if space else local
        return known

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            what = "nests too deeply" if depth > MAX_DEPTH else "has too many elements"
            raise UnreadableError("too_large", f"the XML of this {kind} {what}: split the file")
        builder.start(named(name), {named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(named(name))

    def document_type(name: str, system: str | None, public: str | None, defines: int) -> None:
        if defines:
            message = f"the XML of this {kind} defines entities of its own: save it again"
            raise UnreadableError("damaged", message)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        message = f"the XML of this {kind} is damaged ({error}): save or fetch it again"
        raise UnreadableError("damaged", message) from error


def pieces(element: Element) -> Iterator[str | Element]:
    """Yield the text and the child elements of ``element`` in their order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def text_of(element: Element | None) -> str:
    """Return all text within ``element``, white space folded."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
