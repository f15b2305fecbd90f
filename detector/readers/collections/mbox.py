"""Mailboxes (mbox): each message is read as a mail file is.

Source: RFC 4155 and the variants that mail programs write (mboxo, mboxrd).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from detector.findings import Failure
from detector.readers.options import ReadOptions
from detector.readers.reader import CollectionReader, UnreadableError
from detector.text.source import Source

MAX_HEADERS = 64 * 1024  # bytes of a message in which its date and sender are looked for
MAIL = "eml"  # the format of each message

# A message begins at "From sender date", first of all or after a blank line.
_FROM = rb"From \S{1,500}(?: [^\r\n]{1,200})?\r?\n(?=[!-9;-~]{1,100}:|>From )"
_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _FROM)
_QUOTED = re.compile(rb"^>(>{0,20}From )", re.M)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def _sniff(head: bytes) -> bool:
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")))


def _split(
    data: bytes, /, *, id: str, path: str | None, options: ReadOptions
) -> Iterator[Source | Failure]:
    from detector.readers.collections.entry import Entry, sources

    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not data:
        return
    starts = list(_START.finditer(data))
    if not starts or starts[0].start() > 0:
        message = "this is no mailbox: it does not begin with a line “From sender date”"
        raise UnreadableError("unsupported_format", message)
    ends = [start.start() for start in starts[1:]] + [len(data)]
    entries = []
    for start, end in zip(starts, ends, strict=True):
        message_data = _QUOTED.sub(rb"\1", data[start.end() : end])
        date, author = _facts(message_data)
        entries.append(Entry(text=message_data, format=MAIL, date=date, author=author))
    yield from sources(entries, id=id, path=path, noun="message")


def _facts(message: bytes) -> tuple[str | None, str | None]:
    """Return the day and the sender that a message states."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header
    from email.parser import BytesHeaderParser

    from detector.readers.collections.facts import author_name, iso_day

    end = _BLANK_LINE.search(message, 0, MAX_HEADERS)
    headers = BytesHeaderParser().parsebytes(message[: end.start() if end else MAX_HEADERS])
    sender = str(headers.get("From", ""))[:1000]
    with suppress(HeaderParseError, LookupError, ValueError):  # it is shown as it stands
        sender = str(make_header(decode_header(sender)))
    return iso_day(str(headers.get("Date", ""))), author_name(sender)


READER = CollectionReader(
    name="mailbox", suffixes=frozenset({".mbox", ".mbx"}), split=_split, sniff=_sniff
)
