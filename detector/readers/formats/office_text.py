"""What the readers of Word and OpenDocument texts share: paragraphs, tables, the title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detector.readers.formats.style_names import Role
from detector.readers.formats.titles import is_title
from detector.readers.printed import Passage, PrintedText
from detector.text.document import BlockKind

# A table whose cells hold passages lays out a page; its cells are read one after another.
LAYOUT_PARAGRAPHS, LAYOUT_WORDS = 3, 60


class OfficeText:
    """Prints the blocks of a file and counts them: their numbers are their locations.

    A block that is given a location, such as ``footnote 3``, is not counted.
    """

    def __init__(self) -> None:
        self.printed = PrintedText()
        self._titled = False
        self._heading: str | None = None  # the first of the first level
        self._paragraphs = self._tables = 0

    def add_paragraph(self, role: Role, passage: Passage, location: str | None) -> None:
        """Print a paragraph as the block that ``role`` names; only the first title is one."""
        text = passage.trimmed()[0]
        if text and location is None:
            self._paragraphs += 1
        kind = role.kind
        if kind is BlockKind.TITLE and self._titled:
            kind = BlockKind.HEADING
        if kind is None or not text:
            return
        self._titled |= kind is BlockKind.TITLE
        if kind is BlockKind.HEADING and role.level == 1:
            self._heading = self._heading or text
        place = location or f"paragraph {self._paragraphs}"
        self.printed.passage(kind, passage, location=place, level=role.level)

    def add_table(self, rows: Iterable[Iterable[Passage]], location: str | None) -> None:
        """Print a table: a row is a line, its cells parted by bars."""
        self._tables += location is None
        for number, row in enumerate(rows, 1):
            line = Passage()
            for cell in row:
                line.append_cell(cell)
            place = location or f"table {self._tables}, row {number}"
            self.printed.passage(BlockKind.TABLE, line, location=place)

    def title(self, stated: str | None) -> str | None:
        """Return the title: the one ``stated`` among the properties, else the first heading.

        None where the text shows one, which PrintedText finds by itself.
        """
        if self._titled or self.printed.opens_with_heading:
            return None
        return stated if is_title(stated) else self._heading


def is_layout(lengths: Sequence[int]) -> bool:
    """Tell a cell of a page's layout by the words in each of its paragraphs."""
    return len(lengths) >= LAYOUT_PARAGRAPHS and sum(lengths) > LAYOUT_WORDS
