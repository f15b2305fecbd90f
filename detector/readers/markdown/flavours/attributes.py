"""Attribute lists: kramdown's ``{: .note }``, Pandoc's ``[text]{.cls}``, ``{#id}`` of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page
from detector.regex import lazy
from detector.text.document import Span

_BARE = r"[^\s\"'{}=]{1,200}"
_VALUE = rf"(?:\"[^\"\n]{{0,300}}\"|'[^'\n]{{0,300}}'|{_BARE})"
_NAME = r"[.#][\w:./-]{1,100}"
_KEY = r"[A-Za-z_:][\w:.-]{0,60}="
_ITEM = rf"(?:{_NAME}|{_KEY}{_VALUE}|-)"
_LIST = rf"\{{:?[ \t]*{_ITEM}(?:[ \t]+(?:{_ITEM}|[\w-]{{1,60}})){{0,12}}[ \t]*:?\}}"
# Behind a link, an image, a code span, emphasis; at the end of a heading or a line, or alone.
_ATTACHED = lazy(rf"(?:(?<=[)\]`*_\"~=^:])|(?<=[)\]`*_][ ])){_LIST}")
# Behind a picture or a link it may go on below.
_LONG = rf"(?:{_NAME}|{_KEY}(?:\"[^\"]{{0,600}}\"|'[^']{{0,600}}'|{_BARE})|-)"
_WRAPPED = lazy(rf"\{{(?<=\)\{{)\s*{_LONG}(?:\s+{_LONG}){{0,12}}\s*\}}")
_AT_END = lazy(rf"(?:^[ \t]*+|(?<![ \t\n])[ \t]++|(?<=[.!?])){_LIST}[ \t]*$", re.M)
_KRAMDOWN = lazy(r"\{:(?:[ .#/]|[a-z]{2,20}[=:.])[^{}\n]{0,200}\}|\{:toc\}|\{::[^{}\n]{0,100}/?\}")
_COMMENT = lazy(r"\{::comment\}(?:[^{}]|\{(?!:/)){0,5000}\{:/(?:comment)?\}")
_SPAN = lazy(rf"(?<![\]\\!\w])\[(?P<text>[^\[\]\n]{{1,300}})\](?={_LIST})")


# ":contentReference[oaicite:0]{index=0}": the brackets are those of a directive in the text, which
# no generator processes by itself. A chat tool's citation codes have this form, and must be seen.
_DIRECTIVE = lazy(r"(?<!:):[A-Za-z][\w-]{0,40}\[[^\[\]\n]{0,200}\]\Z")
_LONGEST_DIRECTIVE = 250  # characters

# Pandoc's raw text for another format: "`\\newpage`{=latex}".
_RAW = lazy(r"`(?<!``)(?:[^`\n]{1,500}`|`[ ]?`?[^`\n]{1,500}`?[ ]?``)\{=[a-z][a-z0-9_+-]{0,30}\}")

_SIGN = lazy(r"\{(?::|=[a-z]|[ \t]?(?:[.#]|[A-Za-z_:][\w:.-]{0,60}=)|-\})")


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    code = [span for span in page.code if "\n" in text[slice(*span)]]
    if "`{=" in text:
        yield from _outside(_RAW, text, code)
    yield from _outside(_ATTACHED, text, code)
    if "){" in text:
        yield from _outside(_WRAPPED, text, code)
    for match in page.find(_AT_END):
        line = text.rfind("\n", 0, match.start()) + 1
        if text[line : match.start()].lstrip().startswith(":::"):
            continue  # a container's, which may have a title
        yield Cut(*match.span(), tag=True)
    if "{::comment}" in text:
        for match in page.find(_COMMENT):
            yield Cut(*match.span(), tag=True)
    if "{:" in text:
        for match in page.find(_KRAMDOWN):
            yield Cut(*match.span(), tag=True)
    if "]{" in text:
        for match in page.find(_SPAN):
            start, end = match.span()
            yield Cut(start, end, filler=f"{MASK}{match['text']}{MASK}")


def _outside(pattern: re.Pattern[str], text: str, code: list[Span]) -> Iterator[Cut]:
    """Yield what ``pattern`` finds outside fences: an attribute list may follow a code span."""
    index = 0
    for match in pattern.finditer(text):
        while index < len(code) and code[index][1] <= match.start():
            index += 1
        inside_code = index < len(code) and match.start() >= code[index][0]
        if not inside_code and not _follows_directive(text, match.start()):
            yield Cut(*match.span())


def _follows_directive(text: str, at: int) -> bool:
    before = text[max(0, at - _LONGEST_DIRECTIVE) : at]
    return before.endswith("]") and _DIRECTIVE.search(before) is not None


FLAVOUR = Flavour(name="attributes", marks=(_SIGN,), cuts=cuts)
