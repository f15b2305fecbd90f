"""The table of readers: from a name, a suffix or a content to the reader of its format."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePosixPath

from detector.readers import html, markdown, plain_text
from detector.readers.reader import CollectionReader, FileReader, Reader, TextReader

SAMPLE = 60_000  # characters that are looked at to find the format of a text
HEAD = 4096  # bytes that are looked at to find the format of a file

# Text formats in the order in which they are asked whether a text is theirs; the last takes any.
READERS: tuple[TextReader, ...] = (html.READER, markdown.READER, plain_text.READER)
# Modules of this package with further readers, each a value READER. They are imported when a
# suffix or a content is met that none of the readers above knows.
MORE_READERS: tuple[str, ...] = (
    "formats.docx",
    "formats.eml",
    "formats.epub",
    "formats.ipynb",
    "formats.odt",
    "formats.pdf",
    "formats.rtf",
    "formats.rst",
    "formats.asciidoc",
    "formats.org",
    "formats.mediawiki",
    "formats.latex",
    "formats.astro",
    "collections.feed",
    "collections.json_file",
    "collections.mbox",
    "collections.wordpress",
)

# Tables, archives, crawls and what zstd packed: only an audit reads them.
AUDITED = frozenset({".csv", ".tsv", ".parquet", ".warc", ".wet", ".zip", ".tar", ".tgz", ".zst"})

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}


@cache
def more_readers() -> tuple[Reader, ...]:
    """Return the readers of ``MORE_READERS``, imported at the first call."""
    modules = (import_module(f"detector.readers.{name}") for name in MORE_READERS)
    return tuple(module.READER for module in modules)


def reader_named(name: str) -> Reader:
    """Return the reader of the format ``name``. Raises KeyError for a name of no format."""
    for reader in READERS:
        if reader.name == name:
            return reader
    return {reader.name: reader for reader in more_readers()}[name]


def reader_of_file(suffix: str, head: bytes = b"") -> Reader | None:
    """Return the reader of a file by its suffix (lower case, with its dot) and its first bytes.

    None where the suffix says nothing and the content shows no format that is not text, or where
    no format of this suffix knows the content.
    """
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    of_suffix = [reader for reader in more_readers() if suffix in reader.suffixes]
    if len(of_suffix) == 1:
        return of_suffix[0]
    for reader in of_suffix or more_readers():
        if not isinstance(reader, TextReader) and reader.sniff(head[:HEAD]):
            return reader
    return None


def reader_of_text(text: str, name: str | None = None) -> TextReader:
    """Return the reader of the text format ``name``, or without one of what ``text`` looks like."""
    if name is not None:
        reader = reader_named(name)
        if isinstance(reader, TextReader):
            return reader
    sample = text[:SAMPLE].replace("\r\n", "\n").replace("\r", "\n")
    return next(reader for reader in READERS if reader.sniff(sample))


def suffix_of(path: str) -> str:
    """Return the suffix that tells the format of ``path``, in lower case, with its dot.

    Sphinx publishes its sources as "page.rst.txt": the suffix before a last ".txt" says more.
    Before version 1.5 it wrote "_sources/page.txt".
    """
    parts = path.replace("\\", "/").split("/")
    suffixes = [suffix.lower() for suffix in PurePosixPath(path.replace("\\", "/")).suffixes]
    if len(suffixes) > 1 and suffixes[-1] == ".txt" and is_known(suffixes[-2]):
        return suffixes[-2]
    if suffixes[-1:] == [".txt"] and "_sources" in parts[:-1]:
        return ".rst"
    return suffixes[-1] if suffixes else ""


def is_known(suffix: str) -> bool:
    """Say whether files with this suffix (lower case, with its dot) have a reader."""
    return suffix in _BY_SUFFIX or any(suffix in reader.suffixes for reader in more_readers())


def is_walked(suffix: str) -> bool:
    """Say whether a walk through a folder takes files with this suffix for articles.

    It passes over those whose library is not installed.
    """
    if suffix in _BY_SUFFIX:
        return True
    readers = (reader for reader in more_readers() if suffix in reader.suffixes)
    return any(reader.walked and _is_installed(reader) for reader in readers)


def missing_extra(suffix: str) -> str | None:
    """Return the name of the extra without which a walk skips files with this suffix, or None."""
    if suffix in _BY_SUFFIX:
        return None
    readers = [reader for reader in more_readers() if suffix in reader.suffixes and reader.walked]
    lacking = [reader.name for reader in readers if not _is_installed(reader)]
    return lacking[0] if lacking and len(lacking) == len(readers) else None


def _is_installed(reader: Reader) -> bool:
    library = reader.library if isinstance(reader, FileReader) else None
    return library is None or find_spec(library) is not None


__all__ = [
    "CollectionReader",
    "FileReader",
    "Reader",
    "TextReader",
    "is_known",
    "is_walked",
    "missing_extra",
    "more_readers",
    "reader_named",
    "reader_of_file",
    "reader_of_text",
]
