"""Dates of files from git: the day of the commit that added them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from detector.audit.inputs.container import clean
from detector.audit.pages.stated import name_date
from detector.errors import DetectorError
from detector.findings import Failure
from detector.gate.git import Repository, top_of
from detector.readers.failures import STANDARD_INPUT
from detector.text.source import Source


class CommitDates:
    """The first days of files; the history of each repository is read once."""

    def __init__(self) -> None:
        self._days: dict[Path, dict[str, str]] = {}

    def dated(self, found: Iterator[Source | Failure], name: str) -> Iterator[Source | Failure]:
        """Give the page of the file ``name`` its first day, if its data and path tell none.

        Of a file of several texts the day says nothing about one of them: they are left alone.
        Raises DetectorError for a file that is in no repository.
        """
        for item in found:
            if isinstance(item, Source) and _is_all(item, name):
                date = item.date or name_date(name) or self._first_day(name)
                yield replace(item, date=date)
            else:
                yield item

    def _first_day(self, name: str) -> str | None:
        place = Path(os.path.realpath(name))
        top = top_of(place.parent)
        if top is None:
            raise DetectorError(f"{name}: is in no git repository; leave out --dates git")
        if top not in self._days:
            self._days[top] = Repository(top).first_days()
        return self._days[top].get(place.relative_to(top).as_posix())


def _is_all(item: Source, name: str) -> bool:
    """Return whether a text is all that a file on this machine holds."""
    local = name != STANDARD_INPUT and "://" not in name
    alone = item.line is None and item.location is None
    return local and alone and item.id == item.path == clean(name)
