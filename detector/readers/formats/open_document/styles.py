"""What a paragraph or a span of an OpenDocument text is by its style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.readers.formats.style_names import PARAGRAPH, Role, is_code, role_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_STYLES = 50  # that a style may be based on, one upon the other


class Styles:
    """The styles of a text, by their names."""

    def __init__(self, roots: list[Element]) -> None:
        # The automatic styles of the content come first; each names the style that it varies.
        self._elements: dict[str, Element] = {}
        for root in roots:
            for style in root.iter("{style}style"):
                self._elements.setdefault(style.get("{style}name", ""), style)
        self._roles: dict[str, Role] = {}

    def role(self, name: str) -> Role:
        if (known := self._roles.get(name)) is None:
            known = PARAGRAPH
            for above in self._above(name):
                if role := role_of(above):
                    known = role
                    break
            self._roles[name] = known
        return known

    def is_code(self, name: str) -> bool:
        return any(map(is_code, self._above(name)))

    def is_bold(self, name: str) -> bool:
        """Tell whether a style makes text bold, itself or by what it is based on."""
        for above in self._above(name):
            style = self._elements.get(above)
            for properties in style.findall("{style}text-properties") if style is not None else ():
                if weight := properties.get("{?}font-weight"):
                    return weight == "bold" or (weight.isdecimal() and weight >= "600")
        return False

    def is_hidden(self, name: str) -> bool:
        """Tell hidden text, and what a writer has struck out, which is a deletion by hand."""
        style = self._elements.get(name)
        properties = style.find("{style}text-properties") if style is not None else None
        if properties is None:
            return False
        struck = properties.get("{style}text-line-through-style", "none") != "none"
        return struck or properties.get("{text}display") == "none"

    def _above(self, name: str) -> Iterator[str]:
        """Yield the names of a style and of those that it is based on."""
        for _ in range(MAX_STYLES):
            if not name:
                return
            style = self._elements.get(name)
            yield name
            if style is None:
                return
            shown = style.get("{style}display-name")
            if shown:
                yield shown
            name = style.get("{style}parent-style-name", "")
