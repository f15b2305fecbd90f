"""Take out of a body what its flavours say, and settle the lines that are left."""

from __future__ import annotations

from collections.abc import Iterator

from detector.readers.markdown.page import GAP, HIDDEN, MASK, TAG, Cut, Lines
from detector.regex import lazy
from detector.text.document import Span

_KEPT = lazy(r"[^\r\n]")
_ONLY_TAGS = lazy(rf"[ \t]*{TAG}[{TAG}{MASK}{GAP} \t]*")


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
    _empty_tags(lines)
    if any(cut.shown for cut in cuts):
        _set_apart(lines, cuts, start)


def _empty_tags(lines: Lines) -> None:
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


def _set_apart(lines: Lines, cuts: list[Cut], start: int) -> None:
    texts = lines.texts
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
