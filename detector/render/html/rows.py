"""The rows of the HTML report's table, and their compact form: a list for each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.findings import Family
from detector.scoring.doubt import Doubt

if TYPE_CHECKING:
    from detector.audit import Page

# Worst first. The last is for pages that could not be read.
VERDICTS = ("fail", "review", "pass", "not_scored", "unread")
MAX_ERROR = 300  # characters of an error's message


class Row(NamedTuple):
    """A page of the table. Rows compare in the table's initial order: the worst is least."""

    verdict: int
    quality: float  # 101 where there is none
    harm: int  # errors, negative
    ordinal: int
    id: str
    path: str
    title: str
    folder: str
    words: int
    language: str
    date: str
    author: str
    generated: float | None
    low_quality: float | None
    reasons: tuple[str, ...]
    rules: tuple[tuple[str, int], ...]
    scores: tuple[float, ...]
    place: str = ""  # file and row of a record, what the id says left out
    doubt: str = ""  # the name of a ``Doubt``, of a page of low quality that passes


def row_of(page: Page) -> Row:
    """Return the row of a page; if it could not be read, the error is its reason."""
    facts = page.facts
    if facts is None:
        error = page.record["error"]
        return Row(
            verdict=len(VERDICTS) - 1,
            quality=101.0,
            harm=0,
            ordinal=page.ordinal,
            id=page.id,
            path=page.path or "",
            title="",
            folder=page.folder,
            words=0,
            language="",
            date=page.date or "",
            author=page.author or "",
            generated=None,
            low_quality=None,
            reasons=(error["message"][:MAX_ERROR],),
            rules=(),
            scores=(),
            place=_place(page),
        )
    return Row(
        verdict=VERDICTS.index(facts.verdict),
        quality=101.0 if facts.quality is None else facts.quality,
        harm=-facts.errors,
        ordinal=page.ordinal,
        id=page.id,
        path=page.path or "",
        title=facts.title,
        folder=page.folder,
        words=facts.words,
        language=facts.language or "",
        date=page.date or "",
        author=page.author or "",
        generated=facts.generated,
        low_quality=facts.low_quality,
        reasons=tuple(facts.reasons),
        rules=tuple(facts.rules.items()),
        scores=tuple(facts.scores),
        place=_place(page),
        doubt=_doubt(page),
    )


def _doubt(page: Page) -> str:
    facts = page.facts
    if facts is None:
        return ""
    doubt = Doubt.of(
        facts.verdict, facts.quality, facts.low_quality, facts.generated, _severities(page)
    )
    return doubt.name if doubt else ""


def _severities(page: Page) -> Iterator[str]:
    """Yield the severities of the findings; the record is decoded only if they are asked for."""
    yield from (finding["severity"] for finding in page.record["findings"])


def _place(page: Page) -> str:
    named = bool(page.path) and page.id.startswith(page.path or "")
    return (page.location if named else page.place) or ""


def columns(rows: Sequence[Row], rules: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns; ``rules`` gives each rule its number.

    Recurring texts (folders, authors, languages, reasons) are stored once, as ``[values,
    numbers]``. Findings by rule are ``[rule, count, rule, count, ...]`` for each row, and scores
    are whole hundredths, one list for each family.
    """
    return {
        "verdict": [row.verdict for row in rows],
        "quality": [None if row.quality > 100 else round(row.quality, 1) for row in rows],
        "errors": [-row.harm for row in rows],
        "id": [row.id for row in rows],
        # Where it is the id, as of most files, 0 stands for it.
        "path": [0 if row.path == row.id else row.path for row in rows],
        "place": [row.place or 0 for row in rows],
        "title": [row.title for row in rows],
        "folder": _numbered([row.folder for row in rows]),
        "words": [row.words for row in rows],
        "language": _numbered([row.language for row in rows]),
        "date": [row.date for row in rows],
        "author": _numbered([row.author for row in rows]),
        "generated": [_chance(row.generated) for row in rows],
        "low_quality": [_chance(row.low_quality) for row in rows],
        "doubt": _numbered([row.doubt for row in rows]),
        "reasons": _numbered_lists([row.reasons for row in rows]),
        "rules": [[n for rule, count in row.rules for n in (rules[rule], count)] for row in rows],
        "scores": [
            [_hundredths(row.scores[at]) if row.scores else None for row in rows]
            for at in range(len(Family))
        ],
    }


def _hundredths(value: float | None) -> int | None:
    return None if value is None else round(100 * value)


def _chance(probability: float | None) -> int | None:
    """Return hundredths as ``detector.findings.percent`` shows them: 0 is under 1, 100 over 99."""
    if probability is None:
        return None
    return 0 if probability < 0.01 else 100 if probability > 0.99 else round(100 * probability)


def _numbered(values: Sequence[str]) -> list[Any]:
    numbers: dict[str, int] = {}
    return [[numbers.setdefault(value, len(numbers)) for value in values], list(numbers)][::-1]


def _numbered_lists(values: Sequence[Sequence[str]]) -> list[Any]:
    numbers: dict[str, int] = {}
    lists = [[numbers.setdefault(text, len(numbers)) for text in texts] for texts in values]
    return [list(numbers), lists]
