"""The paragraphs, table rows and notes of an RTF file while they are put together."""

from __future__ import annotations

from detector.readers.formats.style_names import MAX_LEVEL, PARAGRAPH, Role
from detector.readers.printed import Passage, PrintedText
from detector.text.document import BlockKind


class Paragraphs:
    """Text is written into ``passage``; ``style`` and the like are those of its paragraph."""

    def __init__(self) -> None:
        self.printed = PrintedText()
        self.passage = Passage()
        self.roles: dict[int, Role] = {}  # of the styles, by number
        self._notes: list[Passage] = []
        self._row = Passage()
        self._paragraphs = self._rows = 0
        self._has_title = False
        self.reset()

    def reset(self) -> None:
        """Begin a paragraph without properties (``\\pard``)."""
        self.style, self.outline = 0, -1
        self.in_list = self.in_table = False

    def begin_note(self) -> None:
        self._notes.append(Passage())

    @property
    def note(self) -> Passage:
        """The note that was begun last."""
        return self._notes[-1]

    def end_paragraph(self) -> None:
        """Print the paragraph; within a table it goes on in the cell."""
        if self.in_table:
            self.passage.write(" ")
            return
        self.end_row()
        passage, self.passage = self.passage, Passage()
        text = passage.trimmed()[0]
        if not text:
            return
        self._paragraphs += 1
        role = self._role().given(text)
        kind = role.kind
        if kind is None:
            return
        if kind is BlockKind.TITLE and self._has_title:
            kind = BlockKind.HEADING
        self._has_title |= kind is BlockKind.TITLE
        location = f"paragraph {self._paragraphs}"
        self.printed.passage(kind, passage, location=location, level=role.level)

    def end_cell(self) -> None:
        content, self.passage = self.passage, Passage()
        self._row.append_cell(content)

    def end_row(self) -> None:
        row, self._row = self._row, Passage()
        if row.position:
            self._rows += 1
            self.printed.passage(BlockKind.TABLE, row, location=f"table row {self._rows}")

    def finish(self) -> bool:
        """Print what is open, then the notes; tell whether there is a title in the text."""
        self.end_cell() if self.in_table else self.end_paragraph()
        self.end_row()
        for number, note in enumerate(self._notes, 1):
            self.printed.passage(BlockKind.PARAGRAPH, note, location=f"footnote {number}")
        return self._has_title or self.printed.opens_with_heading

    def _role(self) -> Role:
        by_style = self.roles.get(self.style, PARAGRAPH)
        if 0 <= self.outline < 9 and by_style.kind is not BlockKind.TITLE:
            return heading(self.outline)
        return Role(BlockKind.LIST_ITEM, 1) if by_style is PARAGRAPH and self.in_list else by_style


def heading(outline: int) -> Role:
    """Return the role of a paragraph at an outline level; the first is 0."""
    return Role(BlockKind.HEADING, min(outline + 1, MAX_LEVEL))
