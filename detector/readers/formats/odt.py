"""OpenDocument texts of LibreOffice and others (.odt).

The standard library reads them, for the reasons that ``docx`` gives.
"""

from __future__ import annotations

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument" in head[:200]


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.open_document.body import read

    parts, title = read(data, options.max_bytes)
    return parts.build(id=id, path=path, format="odt", title=title)


READER = FileReader(name="odt", suffixes=frozenset({".odt"}), sniff=_sniff, convert=_convert)
