"""Rich Text Format (.rtf): paragraphs, headings, lists and notes.

Read here: the format is groups and control words, and the libraries for it give one run of text
without its headings, or with deleted text and notes in its midst.
"""

from __future__ import annotations

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    return head.lstrip()[:5] == b"{\\rtf"


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.rich_text.groups import read

    parts, title = read(data)
    return parts.build(id=id, path=path, format="rtf", title=title)


READER = FileReader(name="rtf", suffixes=frozenset({".rtf"}), sniff=_sniff, convert=_convert)
