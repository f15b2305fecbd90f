"""E-mail messages (.eml): the text that was written, without headers, attachments and quotes."""

from __future__ import annotations

import re

from detector.readers.options import ReadOptions
from detector.readers.reader import FileReader, UnreadableError
from detector.text.document import Document


def _sniff(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a message: headers that mail alone has."""
    names = set()
    for line in head.replace(b"\r\n", b"\n").split(b"\n"):
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        match = re.match(rb"[!-9;-~]{1,100}[ \t]*:", line)
        if not match:
            return False
        names.add(match.group().rstrip(b": \t").lower())
    mail = {b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"to"}
    return b"from" in names and bool(names & {b"subject", b"date"}) and bool(names & mail)


def _convert(data: bytes, /, *, id: str, path: str | None, options: ReadOptions) -> Document:
    from detector.readers.formats.mail_text import best
    from detector.readers.mail import parse_mail
    from detector.readers.printed import PrintedText

    if not data.strip():
        raise UnreadableError("empty", "this message is empty: save it again")
    mail = parse_mail(data)
    parts = PrintedText()
    for forms in mail.bodies:
        for document in best(forms):
            parts.add(document, "body")
    return parts.build(id=id, path=path, format="eml", title=mail.subject or None)


READER = FileReader(name="eml", suffixes=frozenset({".eml"}), sniff=_sniff, convert=_convert)
