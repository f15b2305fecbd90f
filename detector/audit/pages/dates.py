"""Read a date however it is written; a form that could mean two days is not guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

# Days outside these years are a fault of the page: an empty epoch, a template's 9999.
FIRST_YEAR, LAST_YEAR = 1900, 2099
FIRST_EPOCH = 631_152_000  # 1990; smaller numbers are ids, counts and years
MAX_DATE = 80  # characters that are read of a value

_ISO = re.compile(r"(?<![\d.])((?:19|20)\d\d)([-/.])(\d\d?)(?:\2(\d\d?)(?!\d))?(?!\d)(?!\.\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d)(?!\d)(?!\.\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
_MONTHS = (
    "jan january januar janvier enero gennaio janeiro januari",
    "feb february februar février fevrier febrero febbraio fevereiro februari fév fev",
    "mar march märz maerz mars marzo março marco maart",
    "apr april avril abril aprile avr abr",
    "may mai mayo maggio maio mei",
    "jun june juni juin junio giugno junho giu",
    "jul july juli juillet julio luglio julho juil",
    "aug august août aout agosto augustus ago",
    "sep sept september septembre septiembre settembre setembro",
    "oct october oktober octobre octubre ottobre outubro okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dicembre dezembro dez déc",
)


def iso_date(value: object) -> str | None:
    """Return ``YYYY-MM-DD`` or ``YYYY-MM`` of a date however it is given, or None.

    The day is the one that is written, whatever its time zone. A number, or digits alone, is a
    Unix time in seconds or milliseconds, in UTC. ``03/04/2021`` is no date: it may be March or
    April.
    """
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, datetime.datetime | datetime.date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _epoch(float(value))
    return _read(value.strip()[:MAX_DATE]) if isinstance(value, str) else None


def _read(text: str) -> str | None:
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    if match := _COMPACT.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _ISO.search(text):
        return _checked(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    if match := _DAY_FIRST.search(text):
        return _of_numbers(int(match[1]), int(match[2]), int(match[3]))
    return _written(text)


def _of_numbers(one: int, other: int, year: int) -> str | None:
    """Return the date of a day and a month in either order, where only one order is possible."""
    if one > 12 >= other:
        return _checked(year, other, one)
    return _checked(year, one, other) if other > 12 or one == other else None


def most_exact(dates: Iterable[str | None]) -> str | None:
    """Return the first date, or a later one that is the same with its day."""
    found = [date for date in dates if date]
    return next((date for date in found if len(date) > 7 and date.startswith(found[0])), None) or (
        found[0] if found else None
    )


def _written(text: str) -> str | None:
    for pattern in _in_words():
        if match := pattern.search(text):
            month = _month_numbers().get(match["month"].lower())
            if month:
                day = match.groupdict().get("day")
                return _checked(int(match["year"]), month, int(day) if day else None)
    return None


@cache
def _in_words() -> tuple[re.Pattern[str], ...]:
    month, year = r"(?P<month>[^\W\d_]{3,10})\.?", r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    return (
        re.compile(rf"{day}[ -](?:of |de )?{month},?[ -](?:de )?{year}", re.I),
        re.compile(rf"{month} {day},? {year}", re.I),
        re.compile(rf"{month},? (?:de )?{year}", re.I),
    )


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def _epoch(value: float) -> str | None:
    seconds = value / 1000 if value >= 1e11 else value
    if not FIRST_EPOCH <= seconds < 4_102_444_800:  # 2100
        return None
    when = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return when.date().isoformat()


def _checked(year: int, month: int, day: int | None) -> str | None:
    """Return the date if there is such a month; without the day if there is no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    try:
        return datetime.date(year, month, day or 0).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"
