"""HTML: the main article of a page, or the whole of a fragment."""

from __future__ import annotations

from detector.document import BlockKind, DocumentBuilder


def show_fragment(builder: DocumentBuilder, start: int, end: int) -> None:
    """Show the HTML fragment ``source[start:end]``."""
    builder.open_block(BlockKind.PARAGRAPH)
    builder.copy(start, end)
