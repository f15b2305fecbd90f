"""A text as it was found, before any reader has seen it: what travels from disk to a worker."""

from __future__ import annotations

from dataclasses import dataclass

from detector.text.document import ContentType


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The raw bytes of one text (or its string, where a data set holds strings).

    ``content_type`` is what its suffix or its container says, None where its content must tell.
    ``line`` is its place in a data set. ``date`` (ISO) and ``author`` are what the data set says.
    """

    id: str
    path: str | None
    data: bytes | str
    content_type: ContentType | None = None
    line: int | None = None
    date: str | None = None
    author: str | None = None

    @property
    def size(self) -> int:
        """Bytes, or characters of a string."""
        return len(self.data)
