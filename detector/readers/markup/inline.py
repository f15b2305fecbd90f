"""Inline markup by one pattern: what it does not match is shown as it stands."""

from __future__ import annotations

import html
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
    the offset at which to go on. Those that several formats need are here.
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

    def address(self, flow: Flow, start: int, end: int, target: str | None = None) -> None:
        """Show the range as a link to ``target``, or to itself: an address in the text."""
        source = flow.place(start, end)
        at = self.page.begin(source.start)
        self.page.copy(flow, start, end)
        self.page.mark_link(at, target or flow.text[start:end], source)

    def on_code(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.code(flow, *match.span("code_text"))
        return match.end()

    def on_break(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.line_break(flow.place(*match.span()).end)
        return match.end()

    def on_entity(self, flow: Flow, match: re.Match[str], depth: int) -> int:
        self.page.replace(html.unescape(match.group()), flow.place(*match.span()))
        return match.end()

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
