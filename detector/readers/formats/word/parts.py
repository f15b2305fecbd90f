"""The parts of a Word package that prose needs: body, styles, notes, targets of links."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from detector.readers.formats.word.styles import OFFICE, Styles
from detector.readers.package import Package, resolved
from detector.readers.reader import UnreadableError
from detector.readers.xml_tree import parse_xml, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KIND = "Word document"
_OTHERS = {"xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a presentation"}


class Parts:
    """What has been read of a package. ``targets`` holds links by their id."""

    def __init__(
        self,
        body: Element,
        styles: Styles,
        notes: Mapping[tuple[str, str], Element],
        targets: Mapping[str, str],
        title: str,
    ) -> None:
        self.body = body
        self.styles = styles
        self.targets = targets
        self.title = title
        self._notes = notes

    def note(self, kind: str, id: str) -> Element | None:
        """Return the ``footnote`` or ``endnote`` with this id."""
        return self._notes.get((kind, id))


def open_parts(data: bytes, max_bytes: int) -> Parts:
    """Read the parts of a Word document. Raises UnreadableError."""
    package = Package(data, KIND, max_bytes)
    for name, what in _OTHERS.items():
        if name in package:
            message = f"this is {what}, not a text: export its text first"
            raise UnreadableError("unsupported_format", message)
    main = _main_part(package)
    document = _tree(package, main)
    body = document.find("{w}body") if document is not None else None
    if body is None:
        raise package.damaged("it has no body")
    folder = dirname(main)
    related = _relations(package, main)
    named = {kind: resolved(folder, target) for _, kind, target in reversed(related)}
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _tree(package, named.get(f"{kind}s", ""))
        for note in root.findall(f"{{w}}{kind}") if root is not None else ():
            notes[kind, note.get("{w}id", "")] = note
    core = _tree(package, "docProps/core.xml")
    return Parts(
        body=body,
        styles=Styles.of(_tree(package, named.get("styles", ""))),
        notes=notes,
        targets={id: target for id, kind, target in related if kind == "hyperlink"},
        title=text_of(core.find("{dc}title")) if core is not None else "",
    )


def _main_part(package: Package) -> str:
    for _, kind, target in _relations(package, ""):
        if kind == "officeDocument":
            return resolved("", target)
    return "word/document.xml"


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, kind and target of what a part, or for "" the package, is related to."""
    folder = f"{dirname(part)}/" if dirname(part) else ""
    root = _tree(package, f"{folder}_rels/{basename(part)}.rels")
    return [
        (item.get("Id", ""), basename(item.get("Type", "")), item.get("Target", ""))
        for item in (root.findall("{rel}Relationship") if root is not None else ())
    ]


def _tree(package: Package, name: str) -> Element | None:
    data = package.find(name)
    return None if data is None else parse_xml(data, OFFICE, KIND)
