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
_OTHER_ICONS = (":custom-", ":lucide-", ":bootstrap-")
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


_ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,80}\]:[^\n]{0,300}$", re.M)
_SMALL = re.compile(r"(?<=[\w)])(?P<mark>[~^])(?P<shown>[\w+-]{1,20})(?P=mark)(?![~^])")
_WITH_MARKDOWN = re.compile(
    r"<[a-z][a-z0-9]{0,20}(?:[ \t][^<>\n]{0,500})?[ \t]markdown(?:=[\"']?\w{1,8}[\"']?)?"
    r"(?:[ \t][^<>\n]{0,500})?>"
)


# Marks of which one must stand in the text, what they belong to, and whether it fills its lines.
_FORMS = (
    (("{--", "{>>", "{++", "{==", "{~~"), _CRITIC, False),
    ((":material-", ":octicons-", ":fontawesome-", ":simple-", *_OTHER_ICONS), _ICON, False),
    (("++",), _KEYS, False),
    (("==",), _MARKED, False),
    (("^^",), _INSERTED, False),
    (("~", "^"), _SMALL, False),
    (("*[",), _ABBREVIATION, True),
    ((" markdown",), _WITH_MARKDOWN, True),
    (("8<-",), _SNIPPET, True),
)


def cuts(page: Page) -> Iterator[Cut]:
    for marks, pattern, is_tag in _FORMS:
        if any(mark in page.text for mark in marks):
            for match in page.find(pattern):
                yield _unwrapped(match) or Cut(*match.span(), tag=is_tag)


def _unwrapped(match: re.Match[str]) -> Cut | None:
    """Leave of a match what it calls ``shown`` or ``new``; None where it has nothing to show."""
    kind = next((k for k in ("shown", "new") if match.groupdict().get(k)), None)
    if kind is None:
        return None
    start, end = match.span()
    first, last = match.span(kind)
    filler = MASK * (first - start) + match[kind] + MASK * (end - last)
    return Cut(start, end, filler=filler)


FLAVOUR = Flavour(
    name="inserts", marks=tuple(mark for marks, _, _ in _FORMS for mark in marks), cuts=cuts
)
