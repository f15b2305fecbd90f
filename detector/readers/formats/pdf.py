"""PDF files: the text of their pages, put together to paragraphs again (extra ``pdf``)."""

from __future__ import annotations

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.pages.extraction import extract
    from detector.readers.formats.pages.layout import printed
    from detector.readers.formats.titles import is_title

    pages, stated = extract(data, options.max_bytes)
    parts = printed(pages)
    first = " ".join(line.text for line in pages[0]).split()
    # Few set the title of a PDF; what a program has put there stands on no page.
    shown = is_title(stated) and " ".join(stated.split()) in " ".join(first)
    title = stated if shown or (is_title(stated) and not parts.opens_with_heading) else None
    return parts.build(id=id, path=path, format="pdf", title=title)


READER = FileReader(
    name="pdf",
    suffixes=frozenset({".pdf"}),
    sniff=_sniff,
    convert=_convert,
    library="pypdfium2",
)
