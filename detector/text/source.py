"""A text as it was found, before any reader has seen it: what travels from disk to a worker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The raw bytes of one text (or its string, where a data set holds strings).

    ``format`` is the name of its reader, by its suffix or its container; None where its content
    must show it. ``site`` is the site generator that the files around it name. ``line`` is its
    location in a data set. ``title``, ``date`` (ISO) and ``author`` are what the data set or the
    collection says. ``location`` is where it is in a collection ("entry 3"): offsets are then
    those of the text that is printed. ``charset`` is what the server said of the bytes.
    """

    id: str
    path: str | None
    data: bytes | str
    format: str | None = None
    site: str | None = None
    line: int | None = None
    title: str | None = None
    location: str | None = None
    date: str | None = None
    author: str | None = None
    charset: str | None = None

    @property
    def size(self) -> int:
        """Bytes, or characters of a string."""
        return len(self.data)
