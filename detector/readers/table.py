"""The table of readers: from a suffix or a text to the reader of its format."""

from __future__ import annotations

from detector.readers import html, markdown, plain_text
from detector.readers.reader import Reader
from detector.text.document import ContentType

# In the order in which they are asked whether a text is theirs; the last one takes any.
READERS: tuple[Reader, ...] = (html.READER, markdown.READER, plain_text.READER)

SAMPLE = 60_000  # characters that are looked at to find the format

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}
_BY_TYPE = {reader.content_type: reader for reader in READERS}
SUFFIXES = frozenset(_BY_SUFFIX)


def content_type_of(suffix: str) -> ContentType | None:
    """Return what a file with this suffix (lower case, with its dot) holds; None if unknown."""
    reader = _BY_SUFFIX.get(suffix)
    return reader.content_type if reader else None


def reader_for(text: str, content_type: ContentType | None = None) -> Reader:
    """Return the reader of ``content_type``, or without one of what ``text`` looks like."""
    if content_type is not None:
        return _BY_TYPE[content_type]
    sample = text[:SAMPLE].replace("\r\n", "\n").replace("\r", "\n")
    return next(reader for reader in READERS if reader.sniff(sample))
