"""Small marks of Python-Markdown's extensions, as MkDocs Material has them, and of Obsidian.

Icons, keys, marked and inserted text, snippets, suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page
from detector.regex import lazy

_ICON = lazy(r":(?:material|octicons|fontawesome|simple|custom|lucide|bootstrap)-[\w-]{1,80}:")
# Names of directives are in small letters: ":contentReference[…]" is a chat tool's, and is seen.
_LABELLED = lazy(
    r":(?<![\w:]:)[a-z][a-z0-9_-]{0,40}\[(?P<shown>[^\[\]\n]{1,300})\](?:\{[^{}\n]{0,200}\})?"
)
_KEYS = lazy(r"\+(?<![+\w]\+)\+(?P<shown>[\w\"-]{1,40}(?:\+[\w\"-]{1,40}){0,5})\+\+(?![+\w])")
_MARKED = lazy(r"=(?<![=\w]=)=(?P<shown>(?=[^\s=])[^=\n]{1,300}(?<=\S))==(?![=\w])")
_INSERTED = lazy(r"\^(?<![\^\w]\^)\^(?P<shown>(?=[^\s^])[^^\n]{1,300}(?<=\S))\^\^(?![\^\w])")
_SNIPPET = lazy(
    # Files by their names between two marks, or one by one.
    r"^[ \t]*-{1,4}8<-{1,4}[ \t]*\n(?:[ \t]*(?:[;\w./:-]{1,200}[ \t]*)?\n){1,40}"
    r"[ \t]*-{1,4}8<-{1,4}[ \t]*$"
    r"|^[ \t]*-{1,4}8<-{1,4}"
    r"(?:[ \t]+(?:\"[^\"\n]{1,300}\"|'[^'\n]{1,300}'|\[[^\]\n]{1,100}\]))?[ \t]*$",
    re.M,
)
_CRITIC = lazy(
    r"\{--(?P<deleted>[^{}]{1,2000})--\}|\{>>(?P<comment>[^{}]{1,2000})<<\}"
    r"|\{(?P<mark>\+\+|==)(?P<shown>[^{}]{1,2000}?)(?P=mark)\}|\{~~(?P<old>[^{}~]{0,500})~>(?P<new>[^{}~]{0,500})~~\}"
)
# The same of GitLab and Djot.
_SUGGESTED = lazy(
    r"[{\[](?:-(?P<deleted>\w(?:[^{}\[\]\n]{0,300}[^\s{}\[\]])?)-"
    r"|(?P<mark>[+=])(?P<shown>\w(?:[^{}\[\]\n]{0,300}?[^\s{}\[\]])?)(?P=mark))(?:\}|\](?![(\[]))"
)


# VuePress and the plugins of markdown-it: a file of code or a film by its address.
_EMBED = lazy(r"^[ \t]*@\[[a-z][\w-]{0,30}(?:[ {][^\]\n]{0,100})?\]\([^()\n]{0,300}\)[ \t]*$", re.M)
_ABBREVIATION = lazy(r"^\*\[[^\]\n]{1,80}\]:[^\n]{0,300}$", re.M)
_SUBSCRIPT = lazy(r"~(?<=[\w)]~)(?P<shown>[\w+-]{1,20})~(?!~)")
_SUPERSCRIPT = lazy(r"\^(?<=[\w)]\^)(?P<shown>[\w+-]{1,20})\^(?!\^)")
_WITH_MARKDOWN = lazy(
    r"<[a-z][a-z0-9]{0,20}(?:[ \t][^<>\n]{0,500})?[ \t]markdown(?:=[\"']?\w{1,8}[\"']?)?"
    r"(?:[ \t][^<>\n]{0,500})?>"
)


# Docsify's notes, and headings that its list of contents passes over.
_HINT = lazy(r"^[?!]>[ ](?=\S)", re.M)
_NOT_LISTED = lazy(r"\{docsify-ignore(?:-all)?\}|(?<=\S)[ ]:id=[\w-]{1,80}[ \t]*$", re.M)
# mdBook's and VuePress's inclusions, Hashnode's embedded pages, the size of a picture.
_INCLUDED = lazy(
    r"\{\{[ ]?(?:#(?:include|rustdoc_include|playground|title|template)\b[^{}\n]{0,300}"
    r"|[\w./-]{1,200}\.(?:txt|md|mmd|markdown|html?|csv|tex))[ ]?\}\}"
)
_INCLUDED_FILE = lazy(r"^@include\([^()\n]{1,300}\)[ \t]*$", re.M)
# FastAPI's and SQLModel's: a file of code and which of its lines.
_CODE_FILE = lazy(
    r"^[ \t]*\{\*[ ]{1,3}[^\s{}*]{1,300}\.[a-z]{1,6}(?:[ ][^{}\n]{0,200}?)?[ ]{1,3}\*\}[ \t]*$",
    re.M,
)
_EMBEDDED = lazy(r"^%%?\[[^\[\]\n]{1,300}\][ \t]*$", re.M)
_SIZE = lazy(
    r"\]\([^()\s]{1,500}(?P<size>[ ](?:=(?:\d{1,5}%?x\d{0,5}%?|x\d{1,5}%?)"
    r"|(?:align|width|height|class)=\"[^\"()\n]{0,60}\"))\)"
)


# A character that must stand in the text, what it belongs to, and whether it fills its lines.
_FORMS = (
    ("{", _CRITIC, False),
    ("+}", _SUGGESTED, False),
    ("-}", _SUGGESTED, False),
    ("=}", _SUGGESTED, False),
    ("+]", _SUGGESTED, False),
    ("-]", _SUGGESTED, False),
    (":", _ICON, False),
    ("[", _LABELLED, False),
    ("+", _KEYS, False),
    ("=", _MARKED, False),
    ("^", _INSERTED, False),
    ("^", _SUPERSCRIPT, False),
    ("~", _SUBSCRIPT, False),
    ("<", _WITH_MARKDOWN, True),
    ("8<-", _SNIPPET, True),
    ("*[", _ABBREVIATION, True),
    ("@[", _EMBED, True),
    ("?> ", _HINT, False),
    ("!> ", _HINT, False),
    ("{docsify-", _NOT_LISTED, False),
    (" :id=", _NOT_LISTED, False),
    ("{{", _INCLUDED, True),
    ("@include(", _INCLUDED_FILE, True),
    ("{* ", _CODE_FILE, True),
    ("%[", _EMBEDDED, True),
    (" =", _SIZE, False),
    ('="', _SIZE, False),
)


def cuts(page: Page) -> Iterator[Cut]:
    text = page.text
    for mark, pattern, is_tag in _FORMS:
        if mark in text and pattern.search(text):
            for match in page.find(pattern):
                if pattern is _SIZE:
                    yield Cut(*match.span("size"))
                elif pattern is _HINT:  # blanks: emphasis may begin behind them
                    yield Cut(*match.span(), filler=" " * len(match.group()))
                else:
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
    name="inserts",
    marks=(
        lazy(
            r"\{(?:--|>>|\+\+|==|~~|[-+=]\w|docsify-"
            r"|\{[ ]?(?:#(?:include|rustdoc|playground|title|template)"
            r"|[\w./-]{1,200}\.[a-z]{2,8}[ ]?\}))"
        ),
        lazy(r":(?:material|octicons|fontawesome|simple|custom|lucide|bootstrap)-"),
        lazy(r":[a-z][a-z0-9_-]{0,40}\["),
        lazy(r"\+(?=\+[\w\"])"),
        lazy(r"=(?:(?==[^\s=])|\d{0,5}%?x\d{0,5}%?\)|\"[^\"()\n]{0,60}\"\))"),
        lazy(r"\[[-+]\w"),
        lazy(r"\^[\^\w]"),
        lazy(r"~(?<=[\w)]~)\w"),
        lazy(r"<[a-z0-9]{1,20}[ \t](?:[^<>\n]{0,500}[ \t])?markdown[=\s>]"),
    ),
    line_marks=r"-{1,4}8<-|\*\[|@(?:\[[a-z]|include\()|[?!]> |%%?\[|\{\*[ ]",
    cuts=cuts,
)
