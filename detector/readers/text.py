"""Plain text: paragraphs by blank lines or by line, headings and lists by their form."""

from __future__ import annotations

import re

from detector.document import BlockKind, ContentType, Document, DocumentBuilder

_LIST = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+")


def parse(text: str, *, id: str, path: str | None = None, encoding: str = "utf-8") -> Document:
    """Parse plain ``text``."""
    builder = DocumentBuilder(text)
    for match in re.finditer(r"[^\r\n]+", text):
        line = match.group()
        item = _LIST.match(line)
        start = match.start()
        if item:
            kind, start = BlockKind.LIST_ITEM, start + item.end()
        elif line.lstrip().startswith("|"):
            kind = BlockKind.TABLE
        elif len(line.split()) <= 14 and not line.rstrip().endswith((".", "!", ",", ";", ":")):
            kind = BlockKind.HEADING
        else:
            kind = BlockKind.PARAGRAPH
        builder.open_block(kind)
        builder.copy(start, match.end())
    return builder.build(id=id, path=path, content_type=ContentType.TEXT, encoding=encoding)
