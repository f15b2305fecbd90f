"""The lines of a PDF's pages, found by PDFium.

PDFium is Chromium's: it reads what browsers read, has been fuzzed for years, and is some thirty
times quicker than the readers in Python, whose time a hostile file can spend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from detector.errors import missing_extra
from detector.readers.formats.pages.line import Line
from detector.readers.reader import UnreadableError

MAX_PAGES = 5000
MAX_FONT_NAME = 128  # bytes
HYPHEN = "\ufffe"  # PDFium: a hyphen at the end of a line
_LINE = re.compile(rf"[^\r\n{HYPHEN}]+({HYPHEN})?")
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\uffff]")
_BOLD = re.compile(rb"bold|black|heavy|semib|cmbx")
_MONOSPACED = re.compile(rb"mono|courier|consol|typewriter|cmtt|sftt|fixed")
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LOCK = Lock()  # PDFium serves one thread at a time


def extract(data: bytes, max_characters: int) -> tuple[list[list[Line]], str]:
    """Return the lines of each page, in the order of the file, and the title that it states.

    Raises UnreadableError, and ImportError where the library is missing.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise ImportError(missing_extra("reading PDF", "pdf")) from error
    if not data.strip():
        raise UnreadableError("empty", "this PDF is empty: save it again")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                return _extracted(document, max_characters)
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD:
                message = "a password locks this PDF: save it without one"
                raise UnreadableError("encrypted", message) from error
            reason = str(error).rstrip(".")
            message = f"this PDF is cut off or damaged ({reason}): save or fetch it again"
            raise UnreadableError("damaged", message) from error


def _extracted(document: Any, max_characters: int) -> tuple[list[list[Line]], str]:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableError("too_large", f"this PDF has more than {MAX_PAGES:,} pages: split it")
    pages = []
    left = max_characters
    for number in range(count):
        page = document[number]
        try:
            lines = list(_lines(page))
        finally:
            page.close()
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            message = (
                f"this PDF holds more than {max_characters:,} characters, the limit for one "
                "article: split it"
            )
            raise UnreadableError("too_large", message)
        pages.append(lines)
    if not any(pages):
        message = (
            "this PDF holds no text, perhaps scanned pages only: let a text recognition (OCR) "
            "add it, such as ocrmypdf"
        )
        raise UnreadableError("no_text", message)
    return pages, _UNSHOWN.sub("", str(document.get_metadata_value("Title") or ""))


def _lines(page: Any) -> Iterator[Line]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        wide = [at for at, character in enumerate(text) if character > "\uffff"]
        passed = 0
        for match in _LINE.finditer(text):
            while passed < len(wide) and wide[passed] < match.start():
                passed += 1
            found = match.group().rstrip(HYPHEN)
            bare = found.strip()
            if not bare:
                continue
            # Offsets of PDFium count UTF-16 units.
            start = match.start() + passed + len(found) - len(found.lstrip())
            # A bullet or the mark of a note may be of another size, and a space has none: a
            # letter from the middle is of the line's.
            middle = next(i for i in range(len(bare) // 2, len(bare)) if not bare[i].isspace())
            shown = _UNSHOWN.sub("", bare)
            places = [start + i + _wide(bare[:i]) for i in (0, middle, len(bare) - 1)]
            yield _line(text_page, shown, places, hyphen=match.group(1) is not None)
    finally:
        text_page.close()


def _wide(text: str) -> int:
    return sum(character > "\uffff" for character in text)


def _line(text_page: Any, text: str, places: Sequence[int], *, hyphen: bool) -> Line:
    """Make a line whose first, middle and last letter are at ``places``."""
    import pypdfium2.raw as pdfium

    first, middle, last = (
        max(pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, place), 0) for place in places
    )
    left, right = text_page.get_charbox(first, loose=True)[0], text_page.get_charbox(last)[2]
    _, bottom, _, top = text_page.get_charbox(middle, loose=True)
    font = _font(text_page, middle)
    is_code = bool(_MONOSPACED.search(font)) and all(
        _MONOSPACED.search(_font(text_page, place)) for place in (first, last)
    )
    is_bold = bool(_BOLD.search(font))
    return Line(text, left, right, bottom, top - bottom, is_bold, is_code, hyphen)


def _font(text_page: Any, index: int) -> bytes:
    """Return the name of a letter's font in lower case, empty where it has none."""
    from ctypes import create_string_buffer

    import pypdfium2.raw as pdfium

    name = create_string_buffer(MAX_FONT_NAME)
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, MAX_FONT_NAME, None)
    return name.value.lower() if 0 < length <= MAX_FONT_NAME else b""
