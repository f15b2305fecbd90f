"""Collections made for the tests, and what is read of them."""

from __future__ import annotations

import json
from typing import Any

from detector.findings import Failure
from detector.readers import ReadOptions, parse_source, texts_of
from detector.text.document import Document
from detector.text.source import Source

BODY = "The bridge was opened in 1905 by the mayor, who came by boat from the other side."


def found(data: bytes | str, name: str, options: ReadOptions | None = None) -> list[Any]:
    """Return the sources and failures of a file's content."""
    data = data.encode() if isinstance(data, str) else data
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    options = options or ReadOptions()
    return list(texts_of(data, id=name, path=name, suffix=suffix, options=options))


def read(data: bytes | str, name: str, options: ReadOptions | None = None) -> list[Source]:
    """Return the sources of a file in which everything can be read."""
    items = found(data, name, options)
    assert not any(isinstance(item, Failure) for item in items), items
    return items


def failure(data: bytes | str, name: str) -> Failure:
    """Return the one failure that a file is."""
    (item,) = found(data, name)
    assert isinstance(item, Failure), item
    return item


def document(source: Source) -> Document:
    parsed = parse_source(source, ReadOptions())
    assert isinstance(parsed, Document), parsed
    return parsed


def texts(data: bytes | str, name: str, options: ReadOptions | None = None) -> list[str]:
    """Return the prose of each text."""
    return [document(source).text for source in read(data, name, options)]


def rss(*items: str, head: str = "") -> str:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>T</title>{listed}</channel></rss>'


def atom(*entries: str, head: str = "") -> str:
    listed = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{listed}</feed>'


def wxr(*items: str) -> str:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.4" -->\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title>'
        "<wp:author><wp:author_login>ann</wp:author_login>"
        "<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>"
        f"{listed}</channel></rss>"
    )


def post(body: str, kind: str = "post", status: str = "publish", more: str = "") -> str:
    return (
        f"<title>P</title><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}"
    )


def ghost(*posts: dict[str, Any], **tables: Any) -> str:
    data = {"posts": list(posts), **tables}
    return json.dumps({"db": [{"meta": {"version": "5.1"}, "data": data}]})
