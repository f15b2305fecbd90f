"""``detector extract``: what the tool reads of a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TextIO

from detector.cli.messages import tell
from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    Format,
    IdField,
    Out,
    Paths,
    TextField,
    check_paths,
    read_options,
)
from detector.document import Document
from detector.errors import ExitStatus
from detector.findings import Failure


class ExtractText:
    """Title and prose for a person."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True

    def add(self, item: Document | Failure) -> None:
        from detector.render.console import visible

        if isinstance(item, Failure):
            return
        gap = "" if self._first else "\n"
        self._first = False
        self._stream.write(f"{gap}== {visible(item.id)} ({item.content_type.value})\n")
        if item.title:
            self._stream.write(f"# {visible(item.title)}\n\n")
        for line in item.text.split("\n"):
            self._stream.write(visible(line) + "\n")

    def close(self) -> None:
        self._stream.flush()


class ExtractJsonLines:
    """One object a line: id, path, title, text; an error record for what could not be read."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, item: Document | Failure) -> None:
        record = (
            item.to_json()
            if isinstance(item, Failure)
            else {"id": item.id, "path": item.path, "title": item.title, "text": item.text}
        )
        self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._stream.flush()


def extract(
    paths: Paths,
    format: Format = [],  # noqa: B006
    out: Out = [],  # noqa: B006
    content_type: ContentTypeOption = ContentTypeChoice.AUTO,
    text_field: TextField = "text",
    id_field: IdField = "id",
) -> int:
    """Show what is read of a file: its title and the prose that is scored."""
    from detector.pipeline import documents
    from detector.render import opened, outputs

    renderers: dict[str, Callable[[TextIO], ExtractText | ExtractJsonLines]] = {
        "text": ExtractText,
        "jsonl": ExtractJsonLines,
    }
    chosen = outputs(format, out, renderers, default="text")
    options = read_options(content_type, text_field, id_field)
    unreadable = False
    with opened(chosen, renderers, sys.stdout) as writers:
        for item in documents(check_paths(paths), options):
            if isinstance(item, Failure):
                unreadable = True
                tell(item.told)
            for writer in writers:
                writer.add(item)
    return ExitStatus.UNREADABLE if unreadable else ExitStatus.OK
