"""Formats of text that are known, and that no reader here reads: they are refused by name."""

from __future__ import annotations

from detector.regex import lazy

# By suffix. Read as plain text or Markdown, their markup would be taken for debris.
_NAMES = {
    ".textile": "Textile",
    ".pod": "POD",
    ".texi": "Texinfo",
    ".texinfo": "Texinfo",
    ".txi": "Texinfo",
    ".dokuwiki": "DokuWiki",
    ".tid": "TiddlyWiki",
    ".creole": "Creole",
    ".t2t": "txt2tags",
    ".dbk": "DocBook",
    ".docbook": "DocBook",
    ".man": "a manual page (troff)",
    ".mdoc": "a manual page (troff)",
    ".roff": "troff",
    ".troff": "troff",
    ".typ": "Typst",
}
# Manual pages end in their section, as old logs end in their number: the first request tells.
_SECTIONS = frozenset(f".{number}" for number in range(1, 10))
_REQUEST = lazy(rb"\s*+(?:['.]\\\"[^\n]{0,500}\n\s*+){0,100}+\.(?:TH|Dd)[ \t]")


def unread_format(suffix: str, head: bytes) -> str | None:
    """Return the name of the unread format that a file has, None for none.

    ``suffix`` is in lower case, with its dot; ``head`` are the file's first bytes.
    """
    if suffix in _SECTIONS:
        return _NAMES[".man"] if _REQUEST.match(head) else None
    return _NAMES.get(suffix)
