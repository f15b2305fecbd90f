"""Zip archives: each member is read as a file of its suffix would be."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from detector.audit.inputs.container import Container, InputOptions, clean, failure
from detector.findings import Failure
from detector.readers.bounds import metered
from detector.text.source import Source


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a zip archive, members in the archive's order."""
    from detector.audit.inputs import read_container
    from detector.audit.inputs.substack import posts, stated
    from detector.audit.inputs.walk import Filter

    chosen = Filter(options)
    read_one = False
    with zipfile.ZipFile(container.stream) as archive:
        exported = posts(archive)
        for member in archive.infolist():
            container.work.check()
            name = clean(member.filename)
            if member.is_dir() or not chosen.takes_member(name):
                continue
            read_one = True
            post = exported.get(name)
            if post and not post.is_published:
                continue
            id = f"{container.id}/{name}"
            try:
                with archive.open(member) as stream:
                    inner = Container(
                        stream=metered(stream, container.work),
                        name=name,
                        path=container.path,
                        id=id,
                        work=container.work,
                    )
                    for item in read_container(inner, options):
                        yield stated(item, post) if post else item
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                # encrypted, unknown method
                yield failure(id, "damaged", str(error), container.path)
    if not read_one:
        message = "no member is a text that a folder's walk takes: name others with --include"
        yield failure(container.id, "empty", message, container.path)
