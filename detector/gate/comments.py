"""Comments to the check, in the comment syntax of every format that articles are written in.

In Markdown, HTML and plain text ``<!-- detector: … -->``; in Markdown also the link definition
``[//]: # (detector: …)`` that shows nothing; in MDX ``{/* detector: … */}``; in template
languages ``{% comment %} detector: … {% endcomment %}``, ``{% # detector: … %}``,
``{{/* detector: … */}}`` and ``{# detector: … #}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detector.regex import lazy
from detector.text.document import BlockKind, Document, Span

_MARK = "detector:"
# How a comment opens, and how that kind ends.
_SYNTAX = (
    (r"<!--", "-->"),
    (r"\{/\*", "*/}"),
    (r"\{\{-?\s{0,3}/\*", "*/"),
    (r"\{%-?\s{0,3}comment\s{0,3}-?%\}", "{%"),
    (r"\{%-?\s{0,3}#", "%}"),
    (r"\{#-?", "#}"),
    (r"^ {0,3}\[(?://|comment)\]:[ \t]{1,3}(?:#|<>)[ \t]{1,3}\(", ")"),
    (r"^ {0,3}\[(?://|comment)\]:[ \t]{1,3}(?:#|<>)[ \t]{1,3}\"", '"'),
    (r"^ {0,3}\[(?://|comment)\]:[ \t]{1,3}(?:#|<>)[ \t]{1,3}'", "'"),
)
_CLOSERS = tuple(closer for _, closer in _SYNTAX)
_OPEN = lazy(
    "(?:" + "|".join(f"({opener})" for opener, _ in _SYNTAX) + rf")\s{{0,20}}{_MARK}", re.M
)
# What is still the comment's after the characters that end it.
_AFTER = lazy(r"\s{0,3}-?\s{0,3}(?:endcomment\s{0,3}-?%\}|\}\})")
# What follows the word must part it from the rest: "disable-line" is no "disable".
_COMMAND = lazy(r"\s*(disable-next|disable-file|disable|enable)(?=[\s=]|$)\s*(=?)")
_WORD = lazy(r"\w[\w-]*")
_NAMES = lazy(r"\s*([\w*-]+(?:\s*,\s*[\w*-]+)*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ``verb`` is empty where its words are none that the check knows.

    ``word`` is the first one that follows the verb without a sign between them, "" if none does.
    """

    verb: str
    selectors: tuple[str, ...]
    reason: str
    source: Span
    word: str = ""


def comments(document: Document) -> Iterator[Comment]:
    """Yield the comments of ``document`` that speak to the check, in order."""
    source = document.source
    if _MARK not in source:
        return
    code = [block.source for block in document.blocks if block.kind is BlockKind.CODE]
    code += [document.to_source(*span) for span in document.code]
    unclosed: set[str] = set()  # what does not close here closes nowhere below: look once
    span = Span(0, 0)
    for opening in _OPEN.finditer(source):
        if opening.start() < span.end:
            continue  # inside the comment before, whose own end is torn
        closing = _CLOSERS[(opening.lastindex or 1) - 1]
        if closing in "\"')":  # a link definition has one line, and its text may have brackets
            line_end = source.find("\n", opening.end())
            within = (opening.end(), len(source) if line_end < 0 else line_end)
            stop = source.rfind(closing, *within)
        else:
            stop = -1 if closing in unclosed else source.find(closing, opening.end())
            if stop < 0:
                unclosed.add(closing)
        # A comment shown as code is an example, not an order.
        if stop < 0 or any(c.start <= opening.start() < c.end for c in code):
            continue
        after = _AFTER.match(source, stop + len(closing))
        span = Span(opening.start(), after.end() if after else stop + len(closing))
        yield _read(source[opening.end() : stop], span)


def _read(body: str, span: Span) -> Comment:
    command = _COMMAND.match(body)
    names = _NAMES.match(body, command.end()) if command and command.group(2) else None
    # "disable=": no rule, rather than all of them.
    if command is None or (command.group(2) and names is None):
        return Comment("", (), body.strip(), span)
    selectors = tuple(name.strip() for name in names.group(1).split(",")) if names else ()
    reason = body[names.end() if names else command.end() :].strip(" \t\r\n-–—:;(")
    word = None if selectors else _WORD.match(body, command.end())
    return Comment(
        command.group(1), selectors, reason.rstrip(")"), span, word.group() if word else ""
    )
