"""Tar archives, read in one pass: each member is read as a file of its suffix would be."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any, Self, cast

from detector.audit.inputs.container import Container, InputOptions, clean
from detector.findings import Failure
from detector.readers.bounds import metered
from detector.readers.streams import rejoined
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


# Opened here: tarfile copies for each block all that it has unpacked and not yet used.
_PACKED = {b"\x1f\x8b": "gzip.GzipFile", b"BZh": "bz2.BZ2File", b"\xfd7zXZ": "lzma.LZMAFile"}


def _unpacked(container: Container) -> IO[bytes]:
    head = container.stream.read(6)
    stream = rejoined(head, container.stream)
    for magic, opener in _PACKED.items():
        if head.startswith(magic):
            module, _, name = opener.partition(".")
            found = getattr(import_module(module), name)
            named = {"fileobj": stream} if module == "gzip" else {"filename": stream}
            return metered(found(**named), container.work)
    return metered(stream, container.work)


def read(container: Container, options: InputOptions) -> Iterator[Source | Failure]:
    """Yield the texts of a tar archive (its compression is found out), in its order."""
    from detector.audit.inputs import read_container
    from detector.audit.inputs.walk import Filter

    chosen = Filter(options)
    work, passed = container.work, 0
    with tarfile.open(fileobj=_unpacked(container), mode="r|", tarinfo=_Member) as archive:
        for member in archive:
            work.step()
            work.unpack(archive.offset - passed)  # what is stated counts, be it there or not
            passed = archive.offset
            cast(Any, archive).members.clear()  # nobody looks them up, and there may be millions
            name = clean(member.name)
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or not chosen.takes_member(name):
                continue
            inner = Container(
                stream=content,
                name=name,
                path=container.path,
                id=f"{container.id}/{name}",
                work=work,
            )
            yield from read_container(inner, options)
