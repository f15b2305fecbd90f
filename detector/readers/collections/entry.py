"""The texts of a collection as its reader finds them, and how they become sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detector.findings import Failure
from detector.text.source import Source

MAX_TITLE = 500  # characters
MAX_ADDRESS = 2000  # characters

_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text: what is printed of it, as ``format``, and what the collection says of it.

    ``addresses`` are candidates for its id, best first; only whole web addresses count. ``fault``
    says why the entry cannot be read.
    """

    text: str | bytes = ""
    format: str | None = None
    title: str | None = None
    addresses: tuple[str | None, ...] = ()
    date: str | None = None
    author: str | None = None
    fault: str | None = None


def sources(
    entries: Sequence[Entry], *, id: str, path: str | None, noun: str
) -> Iterator[Source | Failure]:
    """Yield the entries that contain text, each a Source with its location (``noun`` and number).

    The id is the entry's own address where it has one that no other entry has, else ``id#N``.
    """
    addresses = [_address(entry) for entry in entries]
    times = Counter(addresses)
    for number, (entry, address) in enumerate(zip(entries, addresses, strict=True), start=1):
        numbered = f"{id}#{number}"
        location = f"{noun} {number}"
        if entry.fault is not None:
            message = f"{path or id}, {location}: {entry.fault}"
            yield Failure(id=numbered, path=path or id, type="bad_record", message=message)
        elif entry.text.strip():
            yield Source(
                id=address if address and times[address] == 1 else numbered,
                path=path,
                data=entry.text,
                format=entry.format,
                title=_writable(" ".join((entry.title or "").split())[:MAX_TITLE]) or None,
                date=entry.date,
                author=_writable(entry.author) if entry.author else None,
                location=location,
            )


def _address(entry: Entry) -> str | None:
    for candidate in entry.addresses:
        address = (candidate or "").strip()
        if len(address) <= MAX_ADDRESS and _ADDRESS.match(address):
            return _writable(address)
    return None


def _writable(text: str) -> str:
    """Replace lone surrogates, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode()
