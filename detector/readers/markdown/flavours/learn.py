"""Microsoft Learn and DocFX: marks between colons, ``[!INCLUDE …]``, columns, cross-references.

A row, a column, a zone and a moniker hold text; a picture or a sample of code is one mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Lines, Page
from detector.regex import lazy

_MARK = lazy(
    r":(?<![^\s>]:)::[ \t]?(?P<name>row|column|zone|moniker|image|code|video|no-loc)(?:-end)?\b"
    r"(?P<rest>[^\n]{0,1000}?):::(?=\s|[.,;)]|$)"
)
# These two may stand without the colons behind them.
_RANGE = lazy(
    r"^[ \t>]*:::[ \t]*(?:(?:moniker|zone)-end[ \t]*|moniker[ \t]+range=[^\n]{1,200}"
    r"|zone[ \t]+(?:pivot|target)=[^\n]{1,200})$",
    re.M,
)
_INSERT = lazy(
    r"\[!(?:include|code(?:-[\w+#-]{1,30})?|video)\b[ \t]*"
    r"(?:\[[^\[\]\n]{0,200}\][ \t]*\([^()\n]{0,400}\)[ \t]*\]|[^\[\]\n]{1,300}\]"
    r"|\]\([^()\n]{1,400}\))",
    re.I,
)
# Adobe's: a word that is not translated, a name of the interface.
_WORD = lazy(r"\[!(?:DNL|UICONTROL)[ ](?P<text>[^\[\]\n]{1,200})\]")
_CROSS = lazy(r"<xref:(?P<name>[\w.*/-]{1,300})[^<>\s]{0,200}>")
_TEXT = lazy(r"\btext=\"(?P<text>[^\"\n]{1,300})\"")
_COLUMN = lazy(r"[ \t]*:::[ \t]?column(?P<end>-end)?\b")


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_MARK):
        start, end = match.span()
        name = _TEXT.search(match["rest"]) if match["name"] == "no-loc" else None
        if name:
            yield _leaving(start, end, match.start("rest") + name.start("text"), name["text"])
        else:
            yield Cut(start, end, tag=True)
    if ":::" in page.text:
        for match in page.find(_RANGE):
            yield Cut(*match.span(), tag=True)
    if "[!" in page.text:
        for match in page.find(_INSERT):
            yield Cut(*match.span(), tag=True)
        for match in page.find(_WORD):
            yield _leaving(*match.span(), match.start("text"), match["text"])
    if "<xref:" in page.text:
        for match in page.find(_CROSS):
            yield _leaving(*match.span(), match.start("name"), match["name"])


def _leaving(start: int, end: int, at: int, text: str) -> Cut:
    """Take out all but ``text``, which stands at ``at``."""
    filler = MASK * (at - start) + text
    return Cut(start, end, filler=filler.ljust(end - start, MASK))


def shape(lines: Lines, page: Page) -> None:
    """Move what stands in a column to the left: its indent is no code."""
    begun = 0
    for number, line in enumerate(page.lines):
        mark = _COLUMN.match(line) if ":::" in line else None
        if mark is None:
            continue
        if mark["end"]:
            texts = [text for text in lines.texts[begun:number] if text.strip()]
            indent = min((len(text) - len(text.lstrip(" ")) for text in texts), default=0)
            for inner in range(begun, number):
                lines.cut(inner, indent)
        begun = number + 1


FLAVOUR = Flavour(
    name="learn",
    marks=(
        lazy(
            r"\[!(?:(?i:include)\b|(?i:video)[ \]]|DNL[ ]|UICONTROL[ ]"
            r"|code(?:-[\w+#-]{1,30})?[ \t]*\[)"
        ),
        lazy(r"<xref:"),
    ),
    line_marks=r":::[ \t]?(?:row|column|zone|moniker|image|code|video)(?:-end)?\b",
    cuts=cuts,
    shape=shape,
)
