"""Zip archives: each member is read as a file of its suffix would be."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.findings import Failure
from detector.text.source import Source


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a zip archive, members in the archive's order."""
    from detector.audit.inputs import read_container
    from detector.audit.inputs.walk import Filter

    chosen = Filter(options)
    with zipfile.ZipFile(container.stream) as archive:
        for member in archive.infolist():
            name = clean(member.filename)
            if member.is_dir() or not chosen.takes_member(name):
                continue
            id = f"{container.id}/{name}"
            try:
                with archive.open(member) as stream:
                    inner = Container(stream=stream, name=name, path=container.path, id=id)
                    yield from read_container(inner, options)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                # encrypted, unknown method
                yield failure(id, "damaged", str(error), container.path)
