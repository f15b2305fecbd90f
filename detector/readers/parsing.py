"""Parse decoded text by its content type."""

from __future__ import annotations

import re

from detector.readers.table import reader_for
from detector.text.document import ContentType, Document

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Replace lone surrogates one for one: they cannot be written as UTF-8."""
    try:
        text.encode()  # far quicker than a search
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def parse(
    text: str,
    *,
    id: str,
    path: str | None = None,
    content_type: ContentType | None = None,
    encoding: str = "utf-8",
) -> Document:
    """Parse decoded ``text``; without ``content_type`` it is found from the content.

    Any text gives a document. Lone surrogates become U+FFFD, all else of ``source`` is as given.
    """
    text = clean(text)
    return reader_for(text, content_type).parse(text, id=id, path=path, encoding=encoding)
