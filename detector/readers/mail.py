"""An e-mail message taken apart: its subject, and the parts that a mail program shows.

Headers are read by the standard library. Parts are split here: the library's parser asks of every
line whether it ends one of the parts around it, which takes an age where thousands are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from detector.readers import decoding

MAX_HEADERS = 256 * 1024  # bytes of one part
MAX_HEADER = 2000  # characters of a header that is taken apart
MAX_DEPTH = 20  # of parts within parts
MAX_PARTS = 2000  # of one message

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\A\r?\n|\r[ \t]*\r(?!\n)")
_HEADER = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")


class TextPart(NamedTuple):
    """A text that is shown: ``type`` is ``plain`` or ``html``."""

    type: str
    text: str


class Mail(NamedTuple):
    """A message. ``bodies`` are shown one after another; each is the same text in its forms."""

    subject: str
    bodies: list[list[TextPart]]


def parse_mail(data: bytes) -> Mail:
    """Take a message apart. Any bytes give a message."""
    headers, body = _headers(data)
    budget = [MAX_PARTS]
    bodies = list(_bodies(headers, body, 0, budget))
    return Mail(_decoded(_value(headers, "subject")), bodies)


def _headers(data: bytes) -> tuple[Message, bytes]:
    """Part the headers from the body; without any all is the body."""
    from email.parser import HeaderParser

    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"From "):  # the line before a message in a mailbox
        data = data.partition(b"\n")[2]
    if not _HEADER.match(data):
        return Message(), data.lstrip(b"\r\n") if data[:1] in b"\r\n" else data
    end = _BLANK_LINE.search(data)
    head = data[: end.start() if end else len(data)][:MAX_HEADERS]
    body = data[end.end() :] if end else b""
    text = decoding.decode(head).text
    # Some senders end the headers' lines by a mere CR.
    return HeaderParser().parsestr(text.replace("\r\n", "\n").replace("\r", "\n")), body


def _bodies(
    headers: Message, body: bytes, depth: int, budget: list[int]
) -> Iterator[list[TextPart]]:
    """Yield what a mail program shows of a part; an alternative is one body in several forms."""
    if depth > MAX_DEPTH or budget[0] <= 0:
        return
    budget[0] -= 1
    main, _, sub = _type(headers).partition("/")
    if main == "multipart":
        boundary = _parameter(headers, "boundary")
        parts = [_headers(part) for part in _split(body, boundary)[:MAX_PARTS]]
        if not parts and not boundary:
            yield [TextPart("plain", _text(headers, body))]
        found = [list(_bodies(*part, depth + 1, budget)) for part in parts]
        if sub == "alternative":
            forms = [form for bodies in found for forms in bodies for form in forms]
            if forms:
                yield forms
        elif sub == "related":
            yield from next(filter(None, found), [])
        else:
            for bodies in found:
                yield from bodies
    elif main == "text" and sub in ("plain", "html", "") and not _is_attached(headers):
        yield [TextPart("html" if sub == "html" else "plain", _text(headers, body))]


def _split(body: bytes, boundary: str) -> list[bytes]:
    """Split the body of a multipart; what stands before the first part and after the last is out.

    A last part that is cut off is still a part.
    """
    if not boundary:
        return []
    mark = re.escape(boundary.encode("utf-8", "replace"))
    pieces = re.split(rb"(?:\A|\r?\n|\r)--" + mark + rb"(--)?[ \t]*(?=\r|\n|\Z)", body)
    parts = []
    # A text, then the mark's end (None or "--") and the next text by turns.
    for ending, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if ending:
            break
        parts.append(re.sub(rb"\A(?:\r\n|\n|\r)", b"", piece))
    return parts


def _type(headers: Message) -> str:
    given = _value(headers, "content-type").partition(";")[0].strip().lower()
    return given if "/" in given else "text/plain"


def _is_attached(headers: Message) -> bool:
    disposition = _value(headers, "content-disposition").strip().lower()
    named = _parameter(headers, "name") or "filename" in disposition
    return disposition.startswith("attachment") or bool(named)


def _text(headers: Message, body: bytes) -> str:
    """Undo the transfer encoding and the character set of a text."""
    carrier = Message()
    carrier["Content-Transfer-Encoding"] = _value(headers, "content-transfer-encoding").strip()
    carrier.set_payload(body.decode("latin-1"))
    encoding = carrier["Content-Transfer-Encoding"].lower()
    data = body
    if encoding in ("quoted-printable", "base64", "x-uuencode", "uuencode", "uue", "x-uue"):
        payload = carrier.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else body
    charset = _parameter(headers, "charset")
    text = decoding.decode_as(data, charset) if charset else None
    text = decoding.decode(data).text if text is None else text
    if _parameter(headers, "format").lower() == "flowed":
        return _unflowed(text, _parameter(headers, "delsp").lower() == "yes")
    return text


def _unflowed(text: str, without_space: bool) -> str:
    """Join the lines of a paragraph that flows (RFC 3676): they end in a blank."""
    lines = [line.removeprefix(" ") for line in text.splitlines()]
    joined: list[str] = []
    for line in lines:
        flows = line.endswith(" ") and line != "-- "
        joined.append(line[:-1] if flows and without_space else line)
        if not flows:
            joined.append("\n")
    return "".join(joined)


def _parameter(headers: Message, name: str) -> str:
    """Return a parameter of the content type, empty without one."""
    carrier = Message()
    carrier["Content-Type"] = _value(headers, "content-type")
    try:
        value = carrier.get_param(name, "")
    except (ValueError, LookupError, TypeError):
        return ""
    if isinstance(value, tuple):  # RFC 2231: charset, language, value
        value = value[2]
    return value.strip().strip('"') if isinstance(value, str) else ""


def _value(headers: Message, name: str) -> str:
    """Return a header on one line."""
    lines = str(headers.get(name, ""))[:MAX_HEADER].splitlines()
    return " ".join(line.strip() for line in lines)


def _decoded(value: str) -> str:
    """Decode the words of a header that are encoded (RFC 2047), as far as they are sound."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        found = decode_header(value)
    except (HeaderParseError, ValueError):
        return " ".join(value.split())
    words = []
    for word, charset in found:
        if isinstance(word, bytes):
            named = decoding.decode_as(word, charset) if charset else None
            words.append(decoding.decode(word).text if named is None else named)
        else:
            words.append(word)
    return " ".join("".join(words).split())
