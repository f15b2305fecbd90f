"""Inline markup by one pattern: what it does not match is shown as it stands."""

from __future__ import annotations

import re
from abc import ABC
from typing import ClassVar

from detector.readers.markup.flow import Flow
from detector.readers.markup.page import Page
from detector.text.document import BlockKind

MAX_DEPTH = 8  # of markup within markup; what lies deeper is shown as it stands
_LABEL = re.compile(r"[-_.\s]+")


class Inline(ABC):
    """Shows inline content. ``pattern`` is an alternation of named groups.

    For each match the method ``on_NAME`` of its group shows what readers see of it and returns
    the offset at which to go on.
    """

    pattern: ClassVar[re.Pattern[str]]

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, flow: Flow, start: int = 0, end: int | None = None, depth: int = 0) -> None:
        """Show ``flow.text[start:end]`` in the open block."""
        text = flow.text
        end = len(text) if end is None else end
        if depth >= MAX_DEPTH:
            self.page.copy(flow, start, end)
            return
        while start < end and (match := self.pattern.search(text, start, end)):
            self.page.copy(flow, start, match.start())
            after = getattr(self, f"on_{match.lastgroup}")(flow, match, depth + 1)
            start = max(after, match.start() + 1)
        self.page.copy(flow, start, end)

    def link(
        self, flow: Flow, whole: tuple[int, int], text: tuple[int, int], target: str, depth: int
    ) -> None:
        """Show the range ``text`` as a link to ``target``; ``whole`` is the range with marks."""
        source = flow.place(*whole)
        at = self.page.begin(source.start)
        self.show(flow, *text, depth)
        self.page.mark_link(at, target, source)

    def show_notes(self) -> None:
        """Show the footnotes that were met, each as a paragraph."""
        while self.page.notes and not self.page.in_row:
            notes, self.page.notes = self.page.notes, []
            for flow, start, end in notes:
                self.page.open(BlockKind.PARAGRAPH)
                self.show(flow, start, end)
                self.page.close()


def spoken(label: str) -> str:
    """Return the words of a label, which stand for the title that a generator would put.

    Labels are made from titles: ``getting-started``, ``_install_guide``, ``/setup/first_steps``.
    """
    name = label.strip().rstrip("/").rpartition("#")[2] or label.partition("#")[0]
    name = name.rpartition("/")[2].rpartition(":")[2]
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 5 and stem:
        name = stem
    return " ".join(_LABEL.sub(" ", name).split())
