"""The title that a file states among its properties."""

from __future__ import annotations

import re

# What programs write where nobody has given a title.
_MADE_UP = re.compile(
    r"(?:microsoft (?:office )?word|untitled|document ?\d{0,3}$|powerpoint|slide \d|title$|"
    r"no title|unknown|template)|[^ ]{1,200}$|.{0,300}\.[a-z]{2,5}\d?$",
    re.I,
)


def is_title(title: str | None) -> bool:
    """Tell a title from a file's name, a single word or what a program made up."""
    return bool(title) and not _MADE_UP.match(title or "")
