"""Header fields as WARC records and HTTP responses have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FOLD = re.compile(r"\r?\n[ \t]+")
_PARAMETER = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.I)


def fields_of(head: bytes) -> Mapping[str, str]:
    """Return the fields by lower-case name, the first of a name; other lines are passed over."""
    try:
        text = head.decode()
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    fields: dict[str, str] = {}
    for line in _FOLD.sub(" ", text).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def media_type(value: str) -> str:
    """Return the type of a Content-Type without its parameters, in lower case."""
    return value.partition(";")[0].strip().lower()


def charset(value: str) -> str | None:
    """Return the charset of a Content-Type in lower case."""
    found = _PARAMETER.search(value)
    return found.group(1).lower() if found else None
