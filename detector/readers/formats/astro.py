"""Astro pages: a script between two rules, then HTML with components and expressions."""

from __future__ import annotations

import re

from detector.readers.reader import Origin, TextReader
from detector.text.document import ContentType, Document, Span

_FENCE = re.compile(r"\s*---[ \t]*\r?\n(?:[^\n]*\n){0,2000}?---[ \t]*(?:\r?\n|$)")
_TITLE = re.compile(r"\b(?:const|let|var)\s+(?:page)?[tT]itle\s*=\s*(\"|'|`)([^\"'`\n$]{1,300})\1")
_FILLED = re.compile(r"[^\r\n]")


def _parse(text: str, origin: Origin) -> Document:
    from detector.readers.html.page import show_fragment
    from detector.text.builder import DocumentBuilder

    header = _FENCE.match(text)
    start = header.end() if header else 0
    builder = DocumentBuilder(text)
    show_fragment(builder, start, len(text), _view(text, start))
    title = _title(text, start)
    return builder.build(
        id=origin.id,
        path=origin.path,
        content_type=ContentType.HTML,
        title=text[slice(*title)].strip() if title else None,
        title_source=title,
        encoding=origin.encoding,
        format=READER.name,
    )


def _view(text: str, start: int) -> str:
    """Return ``text`` with its script and its expressions overwritten by tabs.

    A component's tag is overwritten too, save what a card or a button plainly shows.
    """
    from detector.readers.markdown.components import shown_values
    from detector.readers.markdown.script import Budget, end_of_braces, string_in, tag_at

    budget = Budget(len(text))
    parts = [_FILLED.sub("\t", text[:start])]
    at = done = start
    while match := _STARTS.search(text, at):
        begin = match.start()
        shown: tuple[Span, ...] = ()
        end = -1
        if text[begin] == "{":
            end = end_of_braces(text, begin, budget)
            string = string_in(text, Span(begin, end)) if end > 0 else None
            shown = (string,) if string else ()
        elif match.group() != "<":  # a script, a style or a comment: the tree knows their ends
            at = _skipped(text, match)
            continue
        else:
            tag = tag_at(text, begin, budget)
            if tag is not None and (not tag.name or not tag.name[0].islower()):
                end = tag.end
                shown = shown_values(text, tag)
            elif tag is not None:
                for attribute in tag.attributes:
                    if attribute.braces:
                        first, last = attribute.braces
                        parts += [text[done:first], _emptied(text, first, last, attribute.name)]
                        done = last
                at = tag.end
                continue
        if end < 0:
            at = begin + 1
            continue
        parts.append(text[done:begin])
        done = begin
        for span in shown:
            parts += [_FILLED.sub("\t", text[done : span.start]), text[slice(*span)]]
            done = span.end
        parts.append(_FILLED.sub("\t", text[done:end]))
        at = done = end
    return "".join([*parts, text[done:]])


_STARTS = re.compile(r"\{|<(?:script|style|!--)|<", re.I)


def _skipped(text: str, match: re.Match[str]) -> int:
    name = match.group()[1:].lower()
    end = text.find("-->" if name == "!--" else f"</{name}", match.end())
    return len(text) if end < 0 else end + 2


def _emptied(text: str, start: int, end: int, name: str) -> str:
    inner = _FILLED.sub("\t", text[start + 1 : end - 1])
    return f'"{inner}"' if name else f"\t{inner}\t"


def _title(text: str, start: int) -> Span | None:
    """Find the title: what the script calls so, or what the layout around the page is given."""
    from detector.readers.markdown.script import Budget, tag_at

    match = _TITLE.search(text, 0, start)
    if match:
        return Span(*match.span(2))
    at = text.find("<", start)
    tag = tag_at(text, at, Budget(1000)) if at >= 0 else None
    for attribute in tag.attributes if tag and tag.name[:1].isupper() else ():
        if attribute.name in ("title", "pageTitle") and attribute.value:
            return attribute.value
    return None


READER = TextReader(name="astro", suffixes=frozenset({".astro"}), parse=_parse)
