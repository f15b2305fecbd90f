"""What ``detector extract`` shows: the text that is scored."""

from __future__ import annotations

from typing import Protocol, TextIO

from detector.escaping import to_json, visible
from detector.findings import Failure
from detector.text.document import Document


class ExtractRenderer(Protocol):
    """As ``render.Renderer``, of documents."""

    def add(self, item: Document | Failure) -> None: ...

    def close(self) -> None: ...


class ExtractText:
    """Title and prose for a person."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True

    def add(self, item: Document | Failure) -> None:
        if isinstance(item, Failure):
            return
        gap = "" if self._first else "\n"
        self._first = False
        self._stream.write(f"{gap}== {visible(item.id)} ({item.format})\n")
        if item.title:
            self._stream.write(f"# {visible(item.title)}\n\n")
        for line in _printed(item).split("\n"):
            self._stream.write(visible(line) + "\n")

    def close(self) -> None:
        self._stream.flush()


class ExtractJsonLines:
    """One object per line: id, path, title, text; an error record for unreadable input."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, item: Document | Failure) -> None:
        record = (
            item.to_json()
            if isinstance(item, Failure)
            else {"id": item.id, "path": item.path, "title": item.title, "text": _printed(item)}
        )
        self._stream.write(to_json(record) + "\n")

    def close(self) -> None:
        self._stream.flush()


def _printed(document: Document) -> str:
    """Return the prose; of a format that is not text, the text that offsets refer to."""
    return document.source if document.is_printed else document.text
