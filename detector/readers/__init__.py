"""Read any input into a Document: files, JSONL, standard input; text, Markdown and HTML."""

from detector.readers.failures import out_of_memory
from detector.readers.files import (
    articles_of,
    parse_source,
    read,
    read_articles,
    read_bytes,
    read_sources,
    texts_of,
)
from detector.readers.options import ReadOptions
from detector.readers.parsing import parse

__all__ = [
    "ReadOptions",
    "articles_of",
    "out_of_memory",
    "parse",
    "parse_source",
    "read",
    "read_articles",
    "read_bytes",
    "read_sources",
    "texts_of",
]
