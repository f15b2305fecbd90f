"""What a paragraph of a Word document is by its properties and its style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detector.readers.formats.style_names import MAX_LEVEL, PARAGRAPH, Role, is_code, role_of
from detector.text.document import BlockKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_STYLES = 50  # that a style may be based on, one upon the other


@dataclass(slots=True)
class Styles:
    """The styles of a Word document: by the id that paragraphs and runs name."""

    _elements: dict[str, Element] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        found = cls()
        for style in root.iter("{w}style") if root is not None else ():
            found._elements[style.get("{w}styleId", "")] = style
        return found

    def role(self, paragraph: Element) -> Role:
        """Return what the properties and the style of a ``{w}p`` make of it."""
        properties = paragraph.find("{w}pPr")
        if properties is None:
            return PARAGRAPH
        by_style = self._by_style(value(properties.find("{w}pStyle")) or "")
        if by_style.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return by_style
        return _by_properties(properties, by_style)

    def is_code(self, id: str | None) -> bool:
        style = self._elements.get(id or "")
        return is_code(value(style.find("{w}name")) or "" if style is not None else id or "")

    def is_hidden(self, id: str | None) -> bool:
        style = self._elements.get(id or "")
        return style is not None and is_on(style.find("{w}rPr/{w}vanish"))

    def _by_style(self, id: str) -> Role:
        if (known := self._roles.get(id)) is None:
            known = self._roles[id] = self._looked_up(id)
        return known

    def _looked_up(self, id: str) -> Role:
        """Ask the style, then those that it is based on."""
        found = PARAGRAPH
        above: str | None = id
        for _ in range(MAX_STYLES):
            style = self._elements.get(above or "")
            named = (value(style.find("{w}name")) if style is not None else above) or ""
            if role := role_of(named):
                return role
            if style is None:
                break
            properties = style.find("{w}pPr")
            if properties is not None and found is PARAGRAPH:
                found = _by_properties(properties, found)
            above = value(style.find("{w}basedOn"))
        return found


def _by_properties(properties: Element, role: Role) -> Role:
    outline = _number(value(properties.find("{w}outlineLvl")))
    if outline is not None and outline < 9:  # 9: body text
        return Role(BlockKind.HEADING, min(outline + 1, MAX_LEVEL))
    numbering = properties.find("{w}numPr")
    if numbering is None:
        return role
    if value(numbering.find("{w}numId")) == "0":  # takes the style's list away
        return PARAGRAPH
    level = _number(value(numbering.find("{w}ilvl"))) or 0
    return Role(BlockKind.LIST_ITEM, min(level, 8) + 1)


def value(element: Element | None) -> str | None:
    """Return the ``{w}val`` of an element."""
    return element.get("{w}val") if element is not None else None


def is_on(element: Element | None) -> bool:
    """Tell whether a property that is on or off is there and on."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None


OFFICE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "w",
    ),
    **dict.fromkeys(
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        "r",
    ),
    **dict.fromkeys(
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ),
        "m",
    ),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
}
