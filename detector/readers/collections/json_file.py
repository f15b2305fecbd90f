"""JSON files of many texts: JSON Feed, Ghost exports, pages of questions, lists of records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detector.findings import Failure
from detector.readers.options import ReadOptions
from detector.readers.reader import CollectionReader, UnreadableError
from detector.text.source import Source

# How JSON begins that is surely a collection: a list of objects, a JSON Feed, a Ghost export.
_BEGINNING = re.compile(
    rb"\s{0,200}(?:\[\s{0,200}\{\s{0,200}\"[^\"\n]{1,100}\"\s{0,20}:"
    rb"|\{\s{0,200}\"version\"\s{0,20}:\s{0,20}\"https?:\\?/\\?/jsonfeed\.org"
    rb"|\{\s{0,200}\"db\"\s{0,20}:\s{0,20}\[)"
)


def _sniff(head: bytes) -> bool:
    return bool(_BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf")))


def _split(
    data: bytes, /, *, id: str, path: str | None, options: ReadOptions
) -> Iterator[Source | Failure]:
    from detector.readers.collections import faq_page, ghost, json_feed, records
    from detector.readers.collections.entry import sources

    value = _loaded(data)
    for shape in (json_feed, ghost, faq_page, records):
        entries = shape.entries(value, options)
        if entries is not None:
            yield from sources(entries, id=id, path=path, noun=shape.NOUN)
            return
    message = (
        "this JSON contains no list of texts: expected objects with a field such as “text”, "
        "“content” or “body” (see --text-field)"
    )
    raise UnreadableError("unsupported_format", message)


def _loaded(data: bytes) -> Any:
    import json

    from detector.readers import decoding

    try:
        return json.loads(decoding.decode(data).text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            message = (
                "this is more than one JSON value: if each line is a record, name the file .jsonl"
            )
        else:
            message = f"the JSON is damaged ({error}): save or fetch it again"
        raise UnreadableError("bad_json", message) from error
    except (ValueError, RecursionError) as error:
        message = f"the JSON cannot be read ({error}): save or fetch it again"
        raise UnreadableError("bad_json", message) from error


READER = CollectionReader(name="JSON", suffixes=frozenset({".json"}), split=_split, sniff=_sniff)
