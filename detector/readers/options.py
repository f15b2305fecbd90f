"""What a user can say about the inputs."""

from __future__ import annotations

from dataclasses import dataclass

from detector.text.document import ContentType

MAX_BYTES = 32 * 1024 * 1024  # of one article, where nothing else is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    ``content_type`` forces one for every text; None takes it from the suffix, then from the
    content. ``text_field`` and ``id_field`` name the fields of a JSONL record. ``max_bytes``
    bounds one document, so that a wrong file cannot exhaust the memory.
    """

    content_type: ContentType | None = None
    text_field: str = "text"
    id_field: str = "id"
    max_bytes: int = MAX_BYTES
