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
from detector.text.document import Span

MASK = "\ue000"  # shows nothing
TAG = "\ue001"  # shows nothing; a line of nothing else ends a paragraph, as a tag's line does
GAP = "\ue002"  # shows a space, where none stands beside it
HIDDEN = re.compile(f"[{MASK}{TAG}{GAP}]+")
_KEPT = re.compile(r"[^\r\n]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ONLY_TAGS = re.compile(rf"[ \t]*{TAG}[{TAG}{MASK}{GAP} \t]*")


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
        """Yield the matches of ``pattern`` that touch no code."""
        code: list[Span] | None = None
        index = reach = 0
        for match in pattern.finditer(self.text):
            if code is None:
                code = self.code
            while index < len(code) and code[index].start < match.end():
                reach = max(reach, code[index].end)
                index += 1
            if reach <= match.start():
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


def hide(body: str, cuts: list[Cut]) -> tuple[str, list[Cut]]:
    """Overwrite the sorted ``cuts`` in ``body``; return it with the cuts that were made.

    Of two that overlap the first is made, and what the second has beyond it.
    """
    parts: list[str] = []
    made: list[Cut] = []
    at = 0
    for cut in cuts:
        start = max(cut.start, at)
        if cut.end <= start:
            continue
        filler = cut.filler if cut.filler is not None and start == cut.start else None
        if filler is None:
            filler = _filled(body, start, cut)
        parts += [body[at:start], filler]
        at = cut.end
        made.append(cut)
    return "".join([*parts, body[at:]]), made


def _filled(body: str, start: int, cut: Cut) -> str:
    parts = []
    mark = TAG if cut.tag else MASK
    at = start
    for shown in cut.shown:
        if shown.start >= at:
            before = _KEPT.sub(mark, body[at : shown.start])
            if before.endswith(mark):
                before = before[:-1] + GAP
            parts += [before, body[slice(*shown)]]
            at = shown.end
    rest = _KEPT.sub(mark, body[at : cut.end])
    if at > start and rest[:1] == mark:
        rest = GAP + rest[1:]
    return "".join([*parts, rest])


def settle(lines: Lines, cuts: list[Cut], start: int) -> None:
    """Empty the lines that hold tags alone, and give what tags show lines of its own.

    ``cuts`` are counted from ``start``, where the lines begin.
    """
    texts = lines.texts
    for number, text in enumerate(texts):
        if TAG in text and _ONLY_TAGS.fullmatch(text) and not _in_table(texts, number):
            lines.blank(number)
        elif TAG in text and "|" in text:  # beside a row of a table a tag would be a cell
            bare = text.strip(f"{TAG} \t")
            if bare.startswith("|"):
                lines.cut(number, text.index("|"))
            if bare.endswith("|"):
                lines.texts[number] = lines.texts[number].rstrip(f"{TAG} \t")
    number = 0
    starts = lines.starts
    for cut in cuts:
        if not cut.shown:
            continue
        while number + 1 < len(starts) and starts[number + 1] <= start + cut.start:
            number += 1
        last = number
        while last + 1 < len(starts) and starts[last + 1] < start + cut.end:
            last += 1
        before = texts[number][: start + cut.start - starts[number]]
        after = texts[last][start + cut.end - starts[last] :]
        if HIDDEN.sub("", before + after).strip():
            continue
        pieces: list[tuple[str, int]] = []
        lead = before if not before.strip() else ""
        for index, shown in enumerate(cut.shown):
            mark = lead + ("" if index else "###### ")
            for part, at in _parts(
                lines, number, last, Span(start + shown.start, start + shown.end)
            ):
                pieces.append((mark + part, at - len(mark)))
                mark = lead
            pieces.append(("", start + shown.end))
        lines.split(number, pieces)
        for emptied in range(number + 1, last + 1):
            lines.blank(emptied)


def _parts(lines: Lines, first: int, last: int, span: Span) -> Iterator[tuple[str, int]]:
    for number in range(first, last + 1):
        start = max(span.start - lines.starts[number], 0)
        end = span.end - lines.starts[number]
        part = lines.texts[number][start : max(end, 0)]
        bare = part.lstrip()
        if bare:
            yield bare, lines.starts[number] + start + len(part) - len(bare)


def _in_table(texts: list[str], number: int) -> bool:
    before = texts[number - 1] if number else ""
    after = texts[number + 1] if number + 1 < len(texts) else ""
    return "|" in before and "|" in after
