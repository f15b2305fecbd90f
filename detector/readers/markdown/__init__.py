"""Markdown, front matter included."""

from __future__ import annotations

from detector.readers.reader import Origin, TextReader
from detector.text.document import ContentType, Document


def _sniff(sample: str) -> bool:
    from detector.readers.signs import is_markdown

    return is_markdown(sample)


def _parse(text: str, origin: Origin) -> Document:
    from detector.readers.markdown.source import parse

    return parse(text, id=origin.id, path=origin.path, encoding=origin.encoding, site=origin.site)


READER = TextReader(
    name=ContentType.MARKDOWN.value,
    suffixes=frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdwn", ".mdx", ".qmd", ".rmd"}),
    sniff=_sniff,
    parse=_parse,
)
