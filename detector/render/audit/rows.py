"""A page of an audit as one row: the columns that CSV, Parquet and SQLite share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.findings import Family

if TYPE_CHECKING:
    from detector.audit import Page

Value = str | int | float | None

# Name and type of each column, in order.
COLUMNS: dict[str, type] = {
    "id": str, "path": str, "location": str, "folder": str, "title": str, "date": str,
    "author": str, "verdict": str, "reasons": str, "quality": float, "words": int, "language": str,
    "content_type": str, "generated": float, "low_quality": float,
    **{family.value: float for family in Family},
    "findings": int, "errors": int, "rules": str, "error_type": str, "error_message": str,
}  # fmt: skip


def row_of(page: Page) -> dict[str, Value]:
    """Return the row of ``page``, every column present.

    ``generated`` and ``low_quality`` are null if the classifier abstains. Names in
    ``reasons`` and ``rules`` are separated by spaces.
    """
    row: dict[str, Value] = dict.fromkeys(COLUMNS)
    row.update(id=page.id, path=page.path, location=page.location, folder=page.folder)
    row.update(date=page.date, author=page.author)
    if error := page.error:
        row.update(error_type=error["type"], error_message=error["message"])
    if facts := page.facts:
        row.update(
            title=facts.title,
            verdict=facts.verdict,
            reasons=" ".join(facts.reasons),
            quality=facts.quality,
            words=facts.words,
            language=facts.language,
            content_type=facts.content_type,
            generated=facts.generated,
            low_quality=facts.low_quality,
            findings=sum(facts.rules.values()),
            errors=facts.errors,
            rules=" ".join(facts.rules),
        )
        row.update(zip((family.value for family in Family), facts.scores, strict=True))
    return row
