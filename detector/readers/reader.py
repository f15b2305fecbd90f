"""What a reader of one format declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from detector.text.document import ContentType, Document


class Parse(Protocol):
    """Takes decoded text apart. Any text gives a document; offsets are those of ``text``."""

    def __call__(
        self, text: str, /, *, id: str, path: str | None = None, encoding: str = "utf-8"
    ) -> Document: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: the files that hold it, how its content shows, and how it is parsed.

    ``suffixes`` are in lower case, with their dot. ``sniff`` tells whether a text whose suffix
    says nothing is in this format; it is given the first ``table.SAMPLE`` characters, lines
    ended by ``\\n``. Both functions import what they need when they are called: the table is
    loaded at every start.
    """

    content_type: ContentType
    suffixes: frozenset[str]
    sniff: Callable[[str], bool]
    parse: Parse
