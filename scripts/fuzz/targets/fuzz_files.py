"""Fuzz the readers of files that are not text: any bytes are a document or a failure.

The first byte chooses the reader, for zip packages the member that the rest becomes.
"""

from __future__ import annotations

import io
import zipfile

from harness import fuzz, instrumented
from soundness import check_document

with instrumented():
    from detector.readers import read_bytes
    from detector.text.document import Document

_CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile '
    b'full-path="a.opf"/></container>'
)
_PACKAGE = (
    b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.html" '
    b'media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>'
)
# Name of the file, the member that is fuzzed ("" for the whole file), and the other members.
_FILES: tuple[tuple[str, str, dict[str, bytes]], ...] = (
    ("a.docx", "", {}),
    ("a.pdf", "", {}),
    ("a.rtf", "", {}),
    ("a.eml", "", {}),
    ("a.ipynb", "", {}),
    ("a.docx", "word/document.xml", {}),
    ("a.odt", "content.xml", {}),
    ("a.epub", "a.html", {"META-INF/container.xml": _CONTAINER, "a.opf": _PACKAGE}),
    ("a.epub", "a.opf", {"META-INF/container.xml": _CONTAINER, "a.html": b"<p>a"}),
)


def check(data: bytes) -> None:
    name, member, others = _FILES[data[0] % len(_FILES)] if data else _FILES[0]
    content = data[1:]
    if member:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for other, known in others.items():
                archive.writestr(other, known)
            archive.writestr(member, content)
        content = stream.getvalue()
    document = read_bytes(content, name)
    if isinstance(document, Document):
        check_document(document)
    else:
        assert document.type in {
            "damaged", "empty", "encrypted", "no_text", "too_large", "unsupported_format",
            "missing_library",
        }, document.type  # fmt: skip


if __name__ == "__main__":
    fuzz(check)
