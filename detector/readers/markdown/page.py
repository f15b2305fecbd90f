"""A Markdown text on its way to the parser: what a site generator takes out of it is hidden.

Nothing is deleted: what is hidden is overwritten by private characters of the same length, and a
line that is moved to the left keeps the offset of what is left of it. So every character of a
line stands in the source where ``Lines.starts`` and its index say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from detector.readers.markdown.fences import CODE_SPAN, Fence, find_fences
from detector.regex import lazy
from detector.text.document import Span

MASK = "\ue000"  # shows nothing
TAG = "\ue001"  # shows nothing; a line of nothing else ends a paragraph, as a tag's line does
GAP = "\ue002"  # shows a space, where none stands beside it
HIDDEN = lazy(f"[{MASK}{TAG}{GAP}]+")
_LINE = lazy(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A range that is taken out.

    ``shown`` are the ranges in it that a visitor reads, such as the title of a card. ``code``
    says that it is a code block, ``tag`` that it ends a paragraph where it fills its lines.
    ``filler`` is what the parser sees in its place, if not MASK or TAG: as many characters.
    """

    start: int
    end: int
    shown: tuple[Span, ...] = ()
    code: bool = False
    tag: bool = False
    filler: str | None = None


@dataclass(slots=True)
class Lines:
    """The lines of a body as the parser is to see them, and where each begins in the source.

    White space at the beginning of a line need not be that of the source.
    """

    texts: list[str]
    starts: list[int]
    _split: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, body: str, start: int) -> Lines:
        """Take the lines of ``body``, which begins at ``start``."""
        if "\r" in body:
            texts, starts = [], []
            for match in _LINE.finditer(body):
                texts.append(match.group().rstrip("\r\n").replace("\x00", "\ufffd"))
                starts.append(start + match.start())
            return cls(texts, starts)
        texts = body.replace("\x00", "\ufffd").split("\n")
        size = start + len(body)
        if texts[-1]:
            texts.append("")
        starts = list(accumulate([len(text) + 1 for text in texts], initial=start))
        starts.pop()
        starts[-1] = min(starts[-1], size)
        return cls(texts, starts)

    def cut(self, number: int, width: int, lead: str = "") -> None:
        """Take ``width`` characters off the left of a line, and put ``lead`` there."""
        text = self.texts[number]
        width = min(width, len(text))
        self.texts[number] = lead + text[width:]
        self.starts[number] += width - len(lead)

    def blank(self, number: int) -> None:
        """Empty a line."""
        self.texts[number] = ""

    def hide(self, number: int, start: int, end: int) -> None:
        """Hide a part of a line."""
        text = self.texts[number]
        end = min(end, len(text))
        self.texts[number] = text[:start] + MASK * (end - start) + text[end:]

    def title(self, number: int, start: int, end: int) -> None:
        """Show of a line only ``start:end``, as the title of what follows."""
        text = self.texts[number]
        if not HIDDEN.sub("", text[start:end]).strip():
            self.blank(number)
            return
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        self.hide(number, end, len(text))
        self.cut(number, start, f"{indent}###### ")

    def split(self, number: int, pieces: list[tuple[str, int]]) -> None:
        """Have several lines, each with its place, stand for one, once ``finish`` is called."""
        self._split[number] = pieces

    def is_split(self, number: int) -> bool:
        """Say whether a line stands for several."""
        return number in self._split

    def finish(self) -> None:
        """Put the split lines in their place; numbers of lines change."""
        if not self._split:
            return
        texts, starts = [], []
        for number, (text, start) in enumerate(zip(self.texts, self.starts, strict=True)):
            pieces = self._split.get(number) or [(text, start)]
            texts += [piece[0] for piece in pieces]
            starts += [piece[1] for piece in pieces]
        self.texts, self.starts = texts, starts

    def view(self, source: str) -> str:
        """Return a text as long as ``source`` that has these lines in their places, else blanks."""
        parts: list[str] = []
        at = 0
        for text, start in zip(self.texts, self.starts, strict=True):
            skipped = max(at - start, 0)
            shown = HIDDEN.sub(lambda match: "\t" * len(match.group()), text[skipped:])
            if not shown.strip():
                continue
            gap = start + skipped - at
            parts += ["\n" + "\t" * (gap - 1) if gap else "", shown]
            at = start + len(text)
        return "".join(parts)[: len(source)].ljust(len(source), "\t")


class Page:
    """The body of a Markdown text, and what is known of where it comes from.

    ``text`` has its lines ended by ``\\n``, and is as long as the body. ``suffix`` is the file's
    in lower case; ``site`` the generator that neighbouring files name; ``has_header`` says
    whether front matter stands before the body.
    """

    def __init__(
        self, body: str, *, suffix: str = "", site: str | None = None, has_header: bool = False
    ) -> None:
        self.body = body
        self.suffix = suffix
        self.site = site
        self.has_header = has_header

    @cached_property
    def text(self) -> str:
        if "\r" not in self.body:
            return self.body
        return self.body.replace("\r\n", " \n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def fences(self) -> list[Fence]:
        return find_fences(self.lines) if "```" in self.text or "~~~" in self.text else []

    @cached_property
    def line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    @cached_property
    def code(self) -> list[Span]:
        """The ranges of code fences and code spans, in order."""
        starts = self.line_starts
        found = [
            Span(starts[fence.first], starts[fence.last] + len(self.lines[fence.last]))
            for fence in self.fences
            if fence.is_code
        ]
        if "`" in self.text:
            found += [Span(*match.span()) for match in CODE_SPAN.finditer(self.text)]
        return sorted(found)

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of ``pattern`` that touch no code and begin with nothing escaped."""
        code: list[Span] | None = None
        index = reach = 0
        for match in pattern.finditer(self.text):
            if code is None:
                code = self.code
            while index < len(code) and code[index].start < match.end():
                reach = max(reach, code[index].end)
                index += 1
            if reach <= match.start() and not _is_escaped(self.text, match.start()):
                yield match

    def outside_code(self, cuts: Iterable[Cut]) -> Iterator[Cut]:
        """Yield those of ``cuts``, which are in order, that begin outside code."""
        code = self.code
        index = reach = 0
        for cut in cuts:
            while index < len(code) and code[index].start <= cut.start:
                reach = max(reach, code[index].end)
                index += 1
            if reach <= cut.start:
                yield cut


def _is_escaped(text: str, at: int) -> bool:
    """Say whether ``text[at]`` follows an odd number of backslashes."""
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
