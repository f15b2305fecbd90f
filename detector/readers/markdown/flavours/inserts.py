"""Small marks of Python-Markdown's extensions, as MkDocs Material has them, and of Obsidian.

Icons, keys, marked and inserted text, snippets, suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page

_ICON = re.compile(
    r":(?:material|octicons|fontawesome|simple|custom|lucide|bootstrap)-[\w-]{1,80}:"
)
_KEYS = re.compile(r"(?<![+\w])\+\+(?P<shown>[\w\"-]{1,40}(?:\+[\w\"-]{1,40}){0,5})\+\+(?![+\w])")
_MARKED = re.compile(r"(?<![=\w])==(?P<shown>(?=[^\s=])[^=\n]{1,300}(?<=\S))==(?![=\w])")
_INSERTED = re.compile(r"(?<![\^\w])\^\^(?P<shown>(?=[^\s^])[^^\n]{1,300}(?<=\S))\^\^(?![\^\w])")
_SNIPPET = re.compile(
    r"^[ \t]*-{1,4}8<-{1,4}"
    r"(?:[ \t]+(?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}'|\[[^\]\n]{1,100}\]))?[ \t]*$",
    re.M,
)
_CRITIC = re.compile(
    r"\{--(?P<deleted>[^{}\n]{1,500})--\}|\{>>(?P<comment>[^{}\n]{1,500})<<\}"
    r"|\{(?P<mark>\+\+|==)(?P<shown>[^{}\n]{1,500}?)(?P=mark)\}|\{~~(?P<old>[^{}\n~]{0,300})~>(?P<new>[^{}\n~]{0,300})~~\}"
)


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    if "{--" in text or "{>>" in text or "{++" in text or "{==" in text or "{~~" in text:
        for match in page.find(_CRITIC):
            kind = "shown" if match["shown"] else "new"
            yield _unwrapped(match, kind) if match[kind] else Cut(*match.span())
    for match in page.find(_ICON):
        yield Cut(*match.span())
    for mark, pattern in (("++", _KEYS), ("==", _MARKED), ("^^", _INSERTED)):
        if mark in text:
            for match in page.find(pattern):
                yield _unwrapped(match, "shown")
    if "8<-" in text:
        for match in page.find(_SNIPPET):
            yield Cut(*match.span(), tag=True)


def _unwrapped(match: re.Match[str], kind: str) -> Cut:
    start, end = match.span()
    first, last = match.span(kind)
    filler = MASK * (first - start) + match[kind] + MASK * (end - last)
    return Cut(start, end, filler=filler)


FLAVOUR = Flavour(
    name="inserts",
    marks=(
        *("-8<-", "++", "==", "^^", ":material-", ":octicons-", ":fontawesome-", ":simple-"),
        *("{--", "{>>", "{~~", ":custom-", ":lucide-", ":bootstrap-"),
    ),
    cuts=cuts,
)
