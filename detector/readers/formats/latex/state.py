"""What the LaTeX reader keeps while it reads: the open block, footnotes, arguments."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod

from detector.readers.formats.latex import vocabulary as words
from detector.readers.formats.latex.structure import Structure
from detector.readers.formats.latex.tokens import options_end
from detector.readers.markup.flow import Flow
from detector.readers.markup.page import Page
from detector.text.document import BlockKind, Span

MAX_DEPTH = 20  # of arguments and environments within each other
MAX_FORMULA = 1000  # characters of a formula within a line
_SPACE = re.compile(r"[ \t]*(?:\r\n?|\n)?[ \t]*")
_MATH_MACRO = re.compile(r"\\([A-Za-z]{1,30})|\\([^A-Za-z])")
_MATH_GROUP = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt)?|math(?:rm|bf|it|sf|tt|cal|bb|frak)|operatorname|emph)\{([^{}]*)\}"
)


class LatexState(ABC):
    """Text is shown in the open block; a paragraph or list item opens where none is."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page(source)
        self.structure = Structure(source)
        self.flow = Flow(source, [(0, len(source))])
        self.lists = 0
        self._open = False  # a block is open for text
        self._notes: list[tuple[int, int]] = []

    def _copy(self, start: int, end: int) -> None:
        if not self._open and not self.page.in_row:
            if self.source[start:end].isspace():
                return
            self._open = True
            kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
            self.page.open(kind, self.lists)
        self.page.copy(self.flow, start, end)

    def _replace(self, text: str, start: int, end: int) -> None:
        if text.strip():
            self._copy(start, start)
        self.page.replace(text, Span(start, end))

    @abstractmethod
    def run(self, start: int, end: int, depth: int) -> None:
        """Show what readers see of ``source[start:end]``."""

    def _close(self) -> None:
        """End the paragraph, and show its footnotes."""
        if self.page.in_row:
            return
        if self._open:
            self.page.close()
        self._open = False
        while self._notes:
            notes, self._notes = self._notes, []
            for start, end in notes:
                self.page.open(BlockKind.PARAGRAPH)
                self._open = True
                self.run(start, end, MAX_DEPTH - 1)
                self.page.close()
                self._open = False

    def _block(self, kind: BlockKind, start: int, end: int, depth: int, level: int = 0) -> int:
        """Show a range as a block of its own; return the view's position where it begins."""
        self._close()
        self.page.open(kind, level)
        self._open = True
        at = self.page.begin(start)
        self.run(start, end, depth)
        return at

    def _formula(self, start: int, end: int) -> None:
        """Show a formula within a line where it can be written in plain characters."""
        text = self.source[start:end]
        if len(text) > MAX_FORMULA:
            self.page.hole()
            return
        text = _MATH_GROUP.sub(r"\1", text)
        text = _MATH_MACRO.sub(_math_character, text)
        text = " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())
        if "\\" in text or not text:
            self.page.hole()
            return
        self._copy(start, start)
        at = self.page.begin(start)
        self._replace(text, start, end)
        self.page.mark_code(at)

    def _accent(self, mark: str, match: re.Match[str]) -> int:
        at = match.end()
        closing = self.structure.braces.get(at)
        letter = self.source[at + 1 : closing] if closing else self.source[at : at + 1]
        end = closing + 1 if closing else at + 1
        letter = letter.replace("\\i", "i").replace("\\j", "j").strip()
        if len(letter) == 1 and letter.isalpha():
            self._replace(
                unicodedata.normalize("NFC", letter + words.ACCENTS[mark]), match.start(), end
            )
            return end
        return match.end()

    def _group(self, at: int) -> tuple[int, int] | None:
        """Return the range within the braces at ``at``, blanks before them passed over."""
        space = _SPACE.match(self.source, at)
        at = space.end() if space else at
        end = self.structure.braces.get(at)
        return None if end is None else (at + 1, end)

    def _skip(self, at: int, count: int) -> int:
        """Return the offset after ``count`` arguments in braces, and those in brackets."""
        at = options_end(self.source, at)
        for _ in range(count):
            group = self._group(at)
            if group is None:
                break
            at = options_end(self.source, group[1] + 1)
        return at


def _math_character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name:
        return words.MATH.get(name, words.SYMBOLS.get(name, "\\"))
    mark = match.group(2)
    return " " if mark in ",;: !" else mark if mark in "%&$#_{}" else "\\"
