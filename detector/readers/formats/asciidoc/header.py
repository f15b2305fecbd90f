"""The header of an AsciiDoc file, its attributes, and the lines that the preprocessor takes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detector.readers.markup.lines import Line

_ENTRY = re.compile(r":(!?[A-Za-z_][\w-]{0,60}!?):(?:[ \t]+|\Z)")
_DIRECTIVE = re.compile(r"(?:ifdef|ifndef|ifeval|endif|include)::[^\s\[\]]{0,300}\[([^\n]*)\]\Z")
# Outputs that no visitor of a site reads; what depends on all else is read.
_OTHER_OUTPUT = re.compile(
    r"ifdef::(?:env-[\w-]+|backend-(?:pdf|docbook\d?|manpage|epub3?))\b"
    r"|ifndef::(?:backend-html5?|basebackend-html|site-gen-antora)\b"
)
_REFERENCE = re.compile(r"\{([\w-]{1,60})\}")
_BEFORE_TITLE = (":", "//", "[", "ifdef", "ifndef", "endif", "include::")
MAX_VALUE = 300  # characters of an attribute that stands in a text


def attributes_of(source: str, lines: Sequence[Line]) -> dict[str, str]:
    """Return the attributes that a file sets, by their names in lower case."""
    found: dict[str, str] = {}
    for line in lines:
        if source.startswith(":", line.at) and not line.is_blank:
            text = source[line.at : line.end]
            match = _ENTRY.match(text)
            if match and not match.group(1).startswith("!"):
                value = text[match.end() :].removesuffix("\\").rstrip()
                value = _REFERENCE.sub(lambda m: found.get(m.group(1).lower(), ""), value)
                found.setdefault(match.group(1).lower(), value[:MAX_VALUE])
    return found


def body_of(source: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the author and the revision below the title.

    A signature or a key that shares the suffix ``.asc`` has none.
    """
    if source.startswith("-----BEGIN PGP "):
        return []
    index = next((i for i, x in enumerate(lines) if _is_text(source[x.at : x.end])), -1)
    if index < 0 or not source.startswith("= ", lines[index].at):
        return list(lines)
    end = index + 1
    while end < len(lines) and not lines[end].is_blank and end < index + 60:
        end += 1
    kept = [x for x in lines[index + 1 : end] if source.startswith((":", "include::"), x.at)]
    return [*lines[: index + 1], *kept, *lines[end:]]


def _is_text(line: str) -> bool:
    return bool(line) and not line.startswith(_BEFORE_TITLE)


def shown_lines(source: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines without comments, attribute entries, includes and conditions."""
    kept: list[Line] = []
    hidden = 0  # conditions around the line, the first of which hides it
    continued = False
    for line in lines:
        text = source[line.at : line.end]
        match = _DIRECTIVE.match(text) if "::" in text else None
        if match:
            if hidden:
                hidden += text.startswith("if") and not match.group(1)
                hidden -= text.startswith("endif")
            elif _OTHER_OUTPUT.match(text) and not match.group(1):
                hidden = 1
            elif text.startswith(("ifdef", "ifndef")) and match.group(1):
                kept.append(Line(line.at + match.start(1), line.at + match.end(1), 0))
        elif hidden:
            continue
        elif continued or (text.startswith(":") and _ENTRY.match(text)):
            continued = text.endswith(" \\")
        elif not text.startswith("//") or text.startswith("////"):
            kept.append(line)
    return kept
