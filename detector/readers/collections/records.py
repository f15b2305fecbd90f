"""Lists of records in JSON: each object with a field of text is one text.

What names a site or an export has chosen for its fields is found out: the one that holds most text
is the text, and titles, dates, authors and addresses go by their common names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from detector.readers.collections.entry import Entry
from detector.readers.collections.facts import author_name, iso_day, plain_title
from detector.readers.options import ReadOptions

NOUN = "record"

MAX_DEPTH = 4  # levels of objects around a list: {"data": {"posts": {"nodes": […]}}}
MAX_LOOKED_AT = 500  # records by which fields are chosen
# Words that a field has on average to be a text, by how sure its name is.
MIN_WORDS_WEAK, MIN_WORDS_UNNAMED = 4, 20
DOMINANT = 0.8  # share of all text that one of several lists must hold

# Names without case and separators.
_TEXTS = frozenset(
    "text content body html markdown md article articlebody contenthtml contenttext "
    "contentmarkdown bodyhtml bodymarkdown bodytext fulltext postcontent post story paragraphs "
    "cooked selftext answer response".split()
)
_WEAK_TEXTS = frozenset(
    "description summary excerpt abstract lead intro introduction teaser snippet bio biography "
    "review comment message details note notes longdescription".split()
)
_TITLES = ("title", "headline", "question", "heading", "name", "subject", "posttitle", "label")
_DATES = (
    "date", "published", "publishedat", "publishdate", "publisheddate", "pubdate",
    "datepublished", "publicationdate", "postdate", "createdat", "created", "datecreated",
    "firstpublishedat", "updatedat", "updated", "timestamp",
)  # fmt: skip
_AUTHORS = ("author", "authors", "byline", "writer", "creator", "authorname", "by")
_ADDRESSES = ("url", "link", "permalink", "canonicalurl", "weburl", "href", "uri", "id", "guid")
# Lists that hold the texts of a site, before those that belong to them.
_LISTS = (
    "posts", "articles", "items", "entries", "stories", "news", "pages", "documents", "docs",
    "records", "results", "data", "nodes", "edges", "faqs", "faq", "questions",
)  # fmt: skip
# Where the fields of a record lie one level down.
_WRAPPERS = ("node", "attributes", "fields", "_source", "data", "acceptedAnswer")
_CLOSED_TAG = re.compile(
    r"</(?:a|b|blockquote|code|div|em|h[1-6]|i|li|ol|p|span|strong|table|u|ul)>|<br\s{0,5}/?>", re.I
)
_RICH_KEYS = ("rendered", "html", "processed", "value", "text", "plain_text")


class _Field(NamedTuple):
    name: str
    size: int  # characters in all records


def entries(value: Any, options: ReadOptions) -> list[Entry] | None:
    """Return the texts of ``value``; None where it holds no list of texts."""
    if isinstance(value, dict) and _single(value, options):
        found: list[Any] = [value]
    else:
        found = _chosen(list(_lists(value, "", 0)), options)
    if not found:
        return None
    records = [_opened(item) if isinstance(item, dict) else item for item in found]
    fields = _text_fields([r for r in records if isinstance(r, dict)], options)
    format = _format(records, fields)
    return [_entry(record, fields, format) for record in records]


def _single(value: dict[str, Any], options: ReadOptions) -> bool:
    """Return whether an object is itself a text: a field that is sure to be one holds it."""
    for key, held in value.items():
        if _folded(key) in _TEXTS or key == options.text_field:
            text = _text(held)
            if text and len(text.split()) >= MIN_WORDS_WEAK:
                return True
    return False


def _lists(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        objects = sum(isinstance(item, dict) for item in value)
        if objects and 2 * objects >= len(value):
            yield name, value
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        for key, held in value.items():
            yield from _lists(held, str(key), depth + 1)


def _chosen(lists: Sequence[tuple[str, list[Any]]], options: ReadOptions) -> list[Any]:
    """Return the list that holds the texts; empty where none does, or it is unclear which."""
    sized = []
    for name, items in lists:
        records = [_opened(item) for item in items[:MAX_LOOKED_AT] if isinstance(item, dict)]
        fields = _text_fields(records, options)
        if fields:
            sized.append((fields[0].size, _folded(name), items))
    for known in _LISTS:
        if found := [items for _, name, items in sized if name == known]:
            return found[0] if len(found) == 1 else []
    total = sum(size for size, _, _ in sized)
    return next((items for size, _, items in sized if size >= DOMINANT * total), [])


def _opened(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the fields that lie one level down."""
    opened = dict(record)
    for wrapper in _WRAPPERS:
        if isinstance(inner := record.get(wrapper), dict):
            opened = {**opened, **inner}
    return opened


def _text_fields(records: Sequence[Mapping[str, Any]], options: ReadOptions) -> list[_Field]:
    """Return the fields that hold text, the one with most of it first."""
    sizes: Counter[str] = Counter()
    words: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for record in records[:MAX_LOOKED_AT]:
        for key, held in record.items():
            if text := _text(held):
                sizes[key] += len(text)
                words[key] += len(text.split())
                times[key] += 1
    if options.text_field != ReadOptions().text_field and times[options.text_field]:
        return [_Field(options.text_field, sizes[options.text_field])]
    named = [
        _Field(key, size)
        for key, size in sizes.items()
        if _folded(key) in _TEXTS
        or (_folded(key) in _WEAK_TEXTS and words[key] >= MIN_WORDS_WEAK * times[key])
    ]
    if not named:
        known = {*_TITLES, *_DATES, *_AUTHORS, *_ADDRESSES}
        named = [
            _Field(key, size)
            for key, size in sizes.items()
            if words[key] >= MIN_WORDS_UNNAMED * times[key]
            and 2 * times[key] >= len(records[:MAX_LOOKED_AT])
            and _folded(key) not in known
        ]
    return sorted(named, key=lambda field: (-field.size, field.name))


def _text(value: Any) -> str:
    """Return a text however a field holds it: plain, in an object, in paragraphs, in blocks."""
    from detector.readers.collections import editor_state

    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        inner = next((value[key] for key in _RICH_KEYS if isinstance(value.get(key), str)), "")
        return inner or editor_state.to_html(value)
    if isinstance(value, list) and value:
        if all(isinstance(item, str) for item in value):
            return "\n\n".join(value) if any(item.count(" ") > 5 for item in value) else ""
        return editor_state.to_html(value)
    return ""


def _format(records: Sequence[Any], fields: Sequence[_Field]) -> str:
    """Return the format in which most texts of the first field are written."""
    from detector.readers.signs import is_html, is_markdown

    if not fields:
        return "text"
    name = _folded(fields[0].name)
    if "markdown" in name or name == "md":
        return "markdown"
    texts = [_text(r.get(fields[0].name)) for r in records[:MAX_LOOKED_AT] if isinstance(r, dict)]
    texts = [text for text in texts if text]
    tagged = sum(is_html(text) or bool(_CLOSED_TAG.search(text)) for text in texts)
    if "html" in name or 4 * tagged >= max(1, len(texts)):
        return "html"
    marked = sum(is_markdown(text) or "**" in text or "](" in text for text in texts)
    return "markdown" if 4 * marked >= max(1, len(texts)) else "text"


def _entry(record: Any, fields: Sequence[_Field], format: str) -> Entry:
    if not isinstance(record, dict):
        return Entry(fault="the record is not a JSON object")
    held = ((field.name, _text(record.get(field.name))) for field in fields)
    name, text = next(((name, text) for name, text in held if text.strip()), ("", ""))
    by_name: dict[str, Any] = {}
    for key, value in record.items():
        by_name.setdefault(_folded(key), value)
    dates = (iso_day(by_name.get(key)) for key in _DATES)
    authors = (author_name(by_name.get(key)) for key in _AUTHORS)
    titles = (_title(by_name.get(key)) for key in _TITLES if key != _folded(name))
    return Entry(
        text=text,
        format=format,
        title=next(filter(None, titles), None),
        addresses=tuple(_string(by_name.get(key)) for key in _ADDRESSES),
        date=next(filter(None, dates), None),
        author=next(filter(None, authors), None),
    )


def _title(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _RICH_KEYS if isinstance(value.get(key), str)), None)
    return plain_title(value) if isinstance(value, str) else None


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _folded(key: str) -> str:
    return "".join(filter(str.isalnum, key)).lower()
