"""What an audit found: pages in order, findings about the site, sums."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from detector.audit.about import About
from detector.audit.history import Past, Since, since
from detector.audit.pages.facts import Facts
from detector.audit.site.collect import Collected, collect
from detector.audit.site.findings import Site
from detector.audit.site.site_finding import SiteFinding
from detector.audit.site.totals import Totals
from detector.audit.site.worklist import Worklist, worklist
from detector.audit.store import PageRow, Store, date_of
from detector.audit.workers.worker import record_line
from detector.findings import Failure


@dataclass(frozen=True)
class Page:
    """One page of the audit: a scored one has ``facts``, one that could not be read ``error``.

    ``ordinal`` counts from 0 in input order. ``folder`` is the part of the id before its last
    slash (of a URL, its host and folders); ``date`` (ISO) and ``author`` are None where nothing
    states them. ``location`` is where it is in a file of several texts ("line 17"). ``body`` is
    what the worker stored of the record, ``line`` the contract's record
    as UTF-8 JSON without a line end.
    """

    ordinal: int
    id: str
    path: str | None
    folder: str
    body: bytes
    facts: Facts | None
    date: str | None
    author: str | None
    location: str | None = None

    @classmethod
    def of(cls, row: PageRow) -> Page:
        facts = Facts.decode(row.facts) if row.facts else None
        return cls(
            ordinal=row.ordinal,
            id=row.id,
            path=row.path,
            folder=row.folder,
            body=row.body,
            facts=facts,
            date=date_of(row, facts),
            author=row.author or (facts.author if facts else None),
            location=row.location,
        )

    @property
    def line(self) -> bytes:
        """The result or error record of the contract, as a line of JSONL."""
        return record_line(self.id, self.path, self.body)

    @cached_property
    def record(self) -> dict[str, Any]:
        """The result or error record of the contract, decoded."""
        record: dict[str, Any] = json.loads(self.line)
        return record

    @property
    def error(self) -> dict[str, Any] | None:
        """``{"type", "message", "line"?}`` of a page that could not be read, else None."""
        return None if self.facts else self.record["error"]

    @property
    def failure(self) -> Failure | None:
        """The fault of a page that could not be read, else None."""
        if (error := self.error) is None:
            return None
        return Failure(
            id=self.id,
            path=self.path,
            type=error["type"],
            message=error["message"],
            line=error.get("line"),
            count=error.get("count", 1),
        )

    @property
    def place(self) -> str | None:
        """File and location of a record or an entry, such as ``posts.jsonl, line 17``."""
        return f"{self.path}, {self.location}" if self.path and self.location else None

    @property
    def label(self) -> str:
        """What to call the page in a list: its id, and its place if the id does not say it."""
        if self.place is None:
            return self.id
        return self.place if self.id.startswith(self.path or "") else f"{self.id} ({self.place})"

    @property
    def month(self) -> str | None:
        return self.date[:7] if self.date else None


class AuditResult:
    """The pages, the findings about the site, and the sums of one audit.

    ``about`` says what was audited; ``history`` are earlier audits, the oldest first.
    """

    def __init__(self, store: Store, about: About, history: Sequence[Past] = ()) -> None:
        self._store = store
        self.about = about
        self.history = history

    @cached_property
    def _collected(self) -> Collected:
        return collect(self._store.pages(signatures=True))

    def read(self) -> Self:
        """Read every page once, as ``totals`` does at its first use.

        Raises DamagedStoreError where a page has no sound result.
        """
        _ = self._collected
        return self

    @property
    def totals(self) -> Totals:
        """Sums over all pages; read once, at first use."""
        return self._collected.totals

    @cached_property
    def findings(self) -> tuple[SiteFinding, ...]:
        """Findings about several pages, the most telling kinds first, then by size."""
        return Site(self._collected, self._store.page, self._store.pages).findings()

    @cached_property
    def since(self) -> Since | None:
        """What changed since the last audit of ``history``; reads the pages once."""
        return since(self.pages(), self.history)

    @cached_property
    def worklist(self) -> Worklist:
        """What to do first, by expected gain; reads the pages once."""
        return worklist(self.pages(), self.findings, self.totals)

    def pages(self) -> Iterator[Page]:
        """Yield every page in input order; nothing is held."""
        return map(Page.of, self._store.pages())

    def page(self, ordinal: int) -> Page:
        """Return one page. Raises KeyError where there is none."""
        return Page.of(self._store.page(ordinal))

    def id_of(self, ordinal: int) -> str:
        return self._store.page(ordinal).id

    def label_of(self, ordinal: int) -> str:
        return self.page(ordinal).label

    def source(self, ordinal: int) -> str | None:
        """Return the text of a page as it was read, or None where it was not kept.

        It is kept when the audit ran with ``keep_sources``. The offsets of the record's findings
        are offsets into it, so lone surrogates stay what they are.
        """
        data = self._store.source(ordinal)
        return zlib.decompress(data).decode("utf-8", "surrogatepass") if data else None
