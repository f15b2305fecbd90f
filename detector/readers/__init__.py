"""Read any input into a Document."""

from __future__ import annotations

from detector.document import ContentType, Document
from detector.readers import text as _text


def parse(
    text: str,
    *,
    id: str,
    path: str | None = None,
    content_type: ContentType | None = None,
    encoding: str = "utf-8",
) -> Document:
    """Parse decoded ``text``; without ``content_type`` it is found from the content."""
    return _text.parse(text, id=id, path=path, encoding=encoding)
