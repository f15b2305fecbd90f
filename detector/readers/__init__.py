"""Read any input into a Document: files, JSONL, standard input; text, Markdown and HTML."""

from detector.readers.files import read, read_bytes
from detector.readers.options import ReadOptions
from detector.readers.parsing import parse

__all__ = ["ReadOptions", "parse", "read", "read_bytes"]
