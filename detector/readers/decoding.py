"""From bytes to text: byte order marks, UTF-16, declared and detected legacy encodings."""

from __future__ import annotations

from typing import NamedTuple

from detector.regex import lazy

HEAD = 4096  # bytes in which a declaration, a mark or binary content is looked for

# Byte order marks; of those that begin alike the longer one comes first.
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\x1a"))
_DECLARED = lazy(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""")
# Labels that browsers read as something else (WHATWG encoding standard), and codecs of Python's
# own that no page is written in.
_RELABELLED = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
               "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
               "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8"}  # fmt: skip
_REFUSED = lazy(r"escape|utf.?7|idna|punycode|undefined|mbcs|oem|rot|hex|base64|zlib|bz2|uu")


class Decoded(NamedTuple):
    """Text without a byte order mark, and Python's name of its encoding."""

    text: str
    encoding: str


def binary_kind(data: bytes) -> str | None:
    """Say what ``data`` is when it is no text; None for text. Looks at the first 4 KB."""
    head = data[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or _unmarked_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # A stray NUL in an article is a fault of its export. Of random bytes a tenth are controls.
    return "binary data" if controls > max(4, len(head) // 20) else None


def decode(  # noqa: PLR0911 - one for each way, in turn
    data: bytes, charset: str | None = None
) -> Decoded:
    """Decode ``data``; never fails. A byte order mark is left out of the text.

    In turn: a byte order mark, UTF-16 by its zero bytes, UTF-8, UTF-8 with a few broken bytes
    (each becomes U+FFFD), ``charset`` (that of the HTTP header), the encoding that the page
    declares, a detected one, Windows-1252.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    if unmarked := _unmarked_utf16(data[:HEAD]):
        return Decoded(data.decode(unmarked, "replace"), unmarked)
    stated = _codec(charset or "")
    declared = stated or _declared(data)
    if b"\x1b" in data[:HEAD] and declared.startswith("iso-2022"):
        found = _strict(data, declared)
        if found:
            return found
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    fixed = data.decode("utf-8", "replace")
    broken = fixed.count("\ufffd")
    if broken * 5 <= sum(c > "\x7f" for c in fixed):
        return Decoded(fixed, "utf-8")
    for name in (stated, _declared(data), _detected(data), "cp1252"):
        found = _strict(data, name)
        if found:
            return found
    return Decoded(data.decode("latin-1"), "latin-1")


def decode_as(data: bytes, name: str) -> str | None:
    """Decode ``data`` from the encoding that a header or the like names.

    None for a name of no encoding of text, or where much of ``data`` is not in it.
    """
    name = name.strip().lower()
    name = _RELABELLED.get(name, name)
    if not name or _REFUSED.search(name):
        return None
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    broken = text.count("\ufffd")
    return text if broken * 5 <= sum(c > "\x7f" for c in text) else None


def _unmarked_utf16(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes stand (Western text)."""
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data, 0, HEAD)
    return _codec(match.group(1).decode("ascii")) if match else ""


def _codec(label: str) -> str:
    name = label.lower()
    return "" if _REFUSED.search(name) else _RELABELLED.get(name, name)


def _detected(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    name = str(detect_encoding(data) or "").lower()
    return "" if name in ("utf-8", "x-user-defined") else _RELABELLED.get(name, name)


def _strict(data: bytes, name: str) -> Decoded | None:
    if not name or _REFUSED.search(name):
        return None
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, ValueError):
        return None
