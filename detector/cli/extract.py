"""``detector extract``: what the tool reads of a file."""

from __future__ import annotations

import sys
from typing import Annotated

from detector.cli.messages import NEEDS_SCRIPT, say
from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    IdField,
    Out,
    Paths,
    TextField,
    check_paths,
    format_option,
    read_options,
)
from detector.errors import ExitStatus
from detector.findings import Failure
from detector.render.formats import EXTRACT_FORMATS

Format = Annotated[list[str], format_option(EXTRACT_FORMATS)]


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

    chosen = outputs(format, out, EXTRACT_FORMATS, default="text")
    options = read_options(content_type, text_field, id_field)
    unreadable = False
    with opened(chosen, EXTRACT_FORMATS, sys.stdout) as writers:
        for item in documents(check_paths(paths), options):
            if isinstance(item, Failure):
                unreadable = True
                say(item.located_message)
            elif item.needs_script:
                say(f"{item.path or item.id}: {NEEDS_SCRIPT}")
            for writer in writers:
                writer.add(item)
    return ExitStatus.UNREADABLE if unreadable else ExitStatus.OK
