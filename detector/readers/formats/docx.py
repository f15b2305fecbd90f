"""Word-processor files of Word and of what writes its format (.docx, .docm).

The standard library reads them: what is needed of the format is a few dozen elements, and a
library would hide deleted text, comments and notes from us, or read them all.
"""

from __future__ import annotations

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    """Tell by the names of the first members; a spreadsheet and slides have others."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    return b"word/" in head or (
        b"[Content_Types].xml" in head and b"xl/" not in head and b"ppt/" not in head
    )


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.word.body import read

    parts, title = read(data, options.max_bytes)
    return parts.build(id=id, path=path, format="docx", title=title)


READER = FileReader(
    name="docx", suffixes=frozenset({".docx", ".docm"}), sniff=_sniff, convert=_convert
)
