"""What a reader of one format declares: text, a file of its own form, or a collection of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from detector.findings import Failure
from detector.readers.options import ReadOptions
from detector.text.document import Document
from detector.text.source import Source


class UnreadableError(Exception):
    """Data that cannot be read; ``type`` is the error record's, the message says what to do."""

    def __init__(self, type: str, message: str) -> None:
        super().__init__(message)
        self.type = type


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a decoded text comes from.

    ``site`` is the generator that neighbouring files name (``hugo``), None where none does.
    """

    id: str
    path: str | None
    encoding: str
    site: str | None


class Parse(Protocol):
    """Takes decoded text apart. Any text gives a document; offsets are those of ``text``."""

    def __call__(self, text: str, origin: Origin, /) -> Document: ...


class Convert(Protocol):
    """Makes a document of a file that is not text; offsets are those of the text it prints.

    Raises UnreadableError for data that are damaged, locked or too large, ImportError that
    names the extra where a library is missing.
    """

    def __call__(
        self, data: bytes, /, *, id: str, path: str | None, options: ReadOptions
    ) -> Document: ...


class Split(Protocol):
    """Yields the texts of a collection in order, each with id, title, date and author.

    A text that cannot be read is a Failure in its place. Raises as ``Convert`` does.
    """

    def __call__(
        self, data: bytes, /, *, id: str, path: str | None, options: ReadOptions
    ) -> Iterator[Source | Failure]: ...


def never(_: object) -> bool:
    """The test of a format that only its suffix shows."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReader:
    """A format that is text: findings are located in the file as it is.

    ``name`` is the format as results state it. ``suffixes`` are in lower case, with their dot.
    ``sniff`` says whether a text whose suffix says nothing is in this format; it is given the
    first ``table.SAMPLE`` characters, lines ended by ``\\n``. ``walked`` is false for formats
    that are read where they are named, not wherever they lie in a folder.

    The functions of all readers import what they need when they are called.
    """

    name: str
    suffixes: frozenset[str]
    parse: Parse
    sniff: Callable[[str], bool] = never
    walked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """A format that is not text, such as a word-processor file.

    ``sniff`` says by the first 4 kB whether bytes are in this format; it also settles which of
    several formats with one suffix it is. ``library`` is a module that not every installation
    has; without it such files are read nowhere, and a folder's are passed over.
    """

    name: str
    suffixes: frozenset[str]
    convert: Convert
    sniff: Callable[[bytes], bool] = never
    walked: bool = True
    library: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionReader:
    """A file of many texts, such as a feed or a mailbox. ``sniff`` is as a FileReader's."""

    name: str
    suffixes: frozenset[str]
    split: Split
    sniff: Callable[[bytes], bool] = never
    walked: bool = False


Reader = TextReader | FileReader | CollectionReader
