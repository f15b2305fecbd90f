"""Sitemaps saved on disk: each address is read from the copy saved beside the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast
from urllib.parse import unquote
from xml.etree import ElementTree

from detector.addresses import split_address
from detector.audit.inputs.container import Container, InputOptions, failure
from detector.audit.pages.dates import iso_date
from detector.findings import Failure
from detector.reading import open_regular
from detector.text.source import Source

_ROOTS = ("urlset", "sitemapindex")
MAX_SHOWN = 40  # characters of another root's name
MAX_DEPTH = 3  # an index of indexes is already beyond the protocol
MAX_BYTES = 52_428_800  # of one sitemap, unpacked: the protocol's own limit (sitemaps.org)


def read(container: Container, options: InputOptions, depth: int = 0) -> Iterator[Source | Failure]:
    """Yield the pages of a ``urlset`` and those of the sitemaps of a ``sitemapindex``.

    A page of ``https://host/a/b`` is looked for at ``host/a/b`` and ``a/b`` beside the sitemap,
    with ``.html`` or ``/index.html`` at the end where the name alone is no file. Nothing is
    fetched.
    """
    from detector.audit.inputs import read_file

    folder = Path(container.path).parent
    try:
        for tag, address, modified in _entries(container):
            file = _saved(folder, address)
            if file is None:
                yield failure(address, "not_found", "not saved next to the sitemap", container.path)
            elif tag == "sitemap" and depth < MAX_DEPTH:
                with open_regular(file) as stream:
                    yield from read(
                        replace(container, stream=stream, path=str(file)), options, depth + 1
                    )
            else:
                for page in read_file(str(file), options):
                    yield (
                        replace(page, id=address)
                        if isinstance(page, Failure)
                        else replace(page, id=address, date=modified)
                    )
    except _OtherRootError as error:
        yield failure(container.id, "unsupported_format", str(error), container.path)
    except ElementTree.ParseError as error:
        yield failure(container.id, "damaged", f"not a sitemap: {error}", container.path)


def _entries(container: Container) -> Iterator[tuple[str, str, str | None]]:
    """Yield ``("url" or "sitemap", address, date)``; never holds the tree."""
    values: dict[str, str] = {}
    stream = cast(IO[bytes], _Bounded(container.stream))
    root = ""
    events = ElementTree.iterparse(stream, ("start", "end"))  # noqa: S314 - expat caps entities
    for event, element in events:
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            root = root or tag
            if root not in _ROOTS:
                raise _OtherRootError(
                    f"XML that starts with <{root[:MAX_SHOWN]}> is not a sitemap (<urlset> or "
                    "<sitemapindex>), a feed or a WordPress export: name the pages themselves"
                )
        elif tag in ("loc", "lastmod"):
            values[tag] = (element.text or "").strip()
        elif tag in ("url", "sitemap"):
            if address := values.get("loc"):
                yield tag, address, iso_date(values.get("lastmod"))
            values = {}
            element.clear()


class _OtherRootError(Exception):
    """The XML is sound, and something else than a sitemap."""


class _Bounded:
    """Reads up to MAX_BYTES: a packed file of a few kilobytes can hold gigabytes of one word."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = MAX_BYTES

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise ElementTree.ParseError(f"a sitemap may have at most {MAX_BYTES:,} bytes")
        return data


def _saved(folder: Path, address: str) -> Path | None:
    parts = split_address(address)
    relative = unquote(parts.path).strip("/")
    if ".." in Path(relative).parts or "\0" in relative:
        return None
    host = parts.hostname or ""
    if host in (".", "..") or "/" in host or "\\" in host:
        return None
    for base in (folder / host, folder):
        for name in (relative, f"{relative}.html", f"{relative}/index.html", "index.html"):
            if name.lstrip("/") != name or (name == "index.html" and relative):
                continue
            file = base / name
            if name and file.is_file():
                return file
    return None
