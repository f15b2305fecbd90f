"""Parse decoded text by its content type."""

from __future__ import annotations

from dataclasses import replace

from detector.readers.reader import Origin
from detector.readers.table import reader_of_text
from detector.readers.template_files import is_template
from detector.regex import lazy
from detector.text.document import Document

_SURROGATE = lazy("[\ud800-\udfff]")


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
    content_type: str | None = None,
    encoding: str = "utf-8",
    site: str | None = None,
) -> Document:
    """Parse decoded ``text``; without ``content_type`` its format is found from the content.

    ``content_type`` is the name of a text format, ``site`` as in ``Origin``. Any text gives a
    document. Lone surrogates become U+FFFD, all else of ``source`` is as given.
    """
    text = clean(text)
    reader = reader_of_text(text, content_type)
    document = reader.parse(text, Origin(id=id, path=path, encoding=encoding, site=site))
    if site:
        document = replace(document, site=site)
    return replace(document, is_template=True) if is_template(document) else document
