"""Macros of MDN's documentation: ``{{cssxref("gap")}}`` shows a word, ``{{Compat}}`` a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.readers.markdown.flavour import Flavour
from detector.readers.markdown.page import MASK, Cut, Page
from detector.regex import lazy

# No generator but MDN's has these; a placeholder such as "{{Name}}" is none.
_SIGN = lazy(
    r"\{\{[ ]?(?:(?:(?i:css|dom|js|webext)xref"
    r"|(?i:glossary|htmlelement|httpheader|svgelement|embedlivesample))\("
    r"|(?:Compat|Specifications|[A-Za-z]{2,30}(?:Ref|Sidebar|_[Hh]eader))\b)"
)
_MACRO = lazy(
    r"\{\{[ ]?(?P<name>[A-Za-z][\w-]{1,50})"
    r"(?:\((?P<first>[ ]?[\"'](?P<word>[^\"'\n]{1,200})[\"'])?"
    r"(?:,[ ]?[\"'](?P<second>[^\"'\n]{1,200})[\"'])?[^\n{}]{0,300}\))?[ ]?\}\}"
)
_WORDY = lazy(r"xref|glossary|element|attr|httpheader|httpmethod|httpstatus|rfc|csp|mathml", re.I)
_DEFINITION = lazy(r"^(?P<lead>[ \t]*-[ ]):[ ](?=\S)", re.M)


def cuts(page: Page) -> Iterator[Cut]:
    for match in page.find(_MACRO):
        start, end = match.span()
        group = "second" if match["second"] else "word"
        if match[group] and _WORDY.search(match["name"]):
            first, last = match.span(group)
            yield Cut(
                start, end, filler=MASK * (first - start) + match[group] + MASK * (end - last)
            )
        else:
            yield Cut(start, end, tag=True)
    for match in page.find(_DEFINITION):
        yield Cut(match.end("lead"), match.end())


FLAVOUR = Flavour(name="macros", marks=(_SIGN,), cuts=cuts)
