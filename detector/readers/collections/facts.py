"""What collections state of a text, however it is written: date, author, title."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from html import unescape

MAX_AUTHOR = 80  # characters
MAX_DATE = 80  # characters
_NAME_KEYS = ("name", "display_name", "displayName", "fullName", "full_name", "username", "title")

_ISO = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|del|em|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|u"
    r"|wbr)(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_MAIL_AND_NAME = re.compile(r"\s*\S{1,200}@\S{1,200}\s*\(([^()]{1,200})\)\s*\Z")
_NAME_AND_MAIL = re.compile(r"([^<>]{1,200})<[^<>]{0,200}>\s*\Z")
# Milliseconds since 1970 have more digits than seconds until the year 5138.
_MILLISECONDS = 10**11


def iso_day(value: object) -> str | None:
    """Return ``YYYY-MM-DD`` of a date in ISO 8601, as in mail, or in seconds since 1970."""
    if isinstance(value, str):
        match = _ISO.match(value)
        return _valid("-".join(match.groups())) if match else _day_of_mail(value[:MAX_DATE])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_seconds(value)
    return None


def author_name(value: object) -> str | None:
    """Return a name however it is given: alone, in a list, in an object, beside an address."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
    if not isinstance(value, str):
        return None
    value = value[:1000]
    found = _MAIL_AND_NAME.match(value) or _NAME_AND_MAIL.match(value)
    name = " ".join(unescape(found.group(1) if found else value).split()).strip("\"' ")
    return name[:MAX_AUTHOR] or None


def plain_title(text: str | None) -> str | None:
    """Return a title as it is shown: without the tags and references that some feeds leave."""
    if text is None:
        return None
    text = text[:4000]
    if "</" in text or "/>" in text or "<br" in text:
        text = _INLINE_TAG.sub("", text)
    return " ".join(unescape(text).split()) or None


def _day_of_mail(value: str) -> str | None:
    from email.utils import parsedate

    try:
        parsed = parsedate(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return _valid(f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}") if parsed else None


def _day_of_seconds(value: float) -> str | None:
    seconds = value / 1000 if value > _MILLISECONDS else value
    try:
        return _valid(datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat())
    except (ValueError, OverflowError, OSError):
        return None


def _valid(day: str) -> str | None:
    try:
        return day if 1970 < datetime.date.fromisoformat(day).year < 2200 else None
    except ValueError:
        return None
