"""Tar archives, read in one pass: each member is read as a file of its suffix would be."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Self

from detector.audit.inputs.container import Container, InputOptions, clean
from detector.findings import Failure
from detector.text.source import Source

# tarfile reads a header that describes the next member (a long name, say) into memory as a whole.
MAX_HEADER_BYTES = 1 << 20
_DESCRIPTIONS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class _Member(tarfile.TarInfo):
    """Refuses descriptions of a size that only a bomb has."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        member = super().frombuf(buf, encoding, errors)
        if member.type in _DESCRIPTIONS and member.size > MAX_HEADER_BYTES:
            raise ValueError(f"a header of {member.size:,} bytes")
        return member


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a tar archive (its compression is found out), in its order."""
    from detector.audit.inputs import read_container
    from detector.audit.inputs.walk import Filter

    chosen = Filter(options)
    with tarfile.open(fileobj=container.stream, mode="r|*", tarinfo=_Member) as archive:
        for member in archive:
            name = clean(member.name)
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is None or not chosen.takes_member(name):
                continue
            inner = Container(
                stream=stream, name=name, path=container.path, id=f"{container.id}/{name}"
            )
            yield from read_container(inner, options)
