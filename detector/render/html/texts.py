"""What the HTML report says of one text: its findings, its fixes, its machine-generated passages.

Fixes and passages are worked out here and not while auditing: only the texts that the report
contains need them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from detector.findings import Family, Finding, Severity
from detector.gate.fix import FIXERS, edits
from detector.pipeline import loaded_model
from detector.readers import parse
from detector.readers.reader import FileReader, TextReader
from detector.readers.table import READERS, reader_of_file
from detector.scoring.passages import passages
from detector.text.analysis import Analysis
from detector.text.document import Document

if TYPE_CHECKING:
    from detector.audit import Page

MAX_CHARACTERS = 60_000  # of one text
# Judging the passages of a text takes four times as long as judging the text: with these the
# report of 10,000 pages takes a few seconds longer.
MAX_WITH_PASSAGES = 120
MAX_FIXES = 200  # of one text
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class Texts:
    """Makes the report's pages, the worst first. ``model`` is the audit's model folder."""

    def __init__(self, model: str | None) -> None:
        self._model = None if model is None else Path(model)
        self._left = MAX_WITH_PASSAGES

    def page(self, page: Page, source: str) -> dict[str, Any]:
        """Return the text of a page with all that is shown beside it, as plain values."""
        record = page.record
        made: dict[str, Any] = {
            "text": source[:MAX_CHARACTERS],
            "length": len(source),
            "type": record["content_type"],
            "language": record["language"],
            "findings": [_finding(finding) for finding in _worst_first(record["findings"])],
        }
        mends = any(finding["rule"] in FIXERS for finding in record["findings"])
        reads = "generated" in record["reasons"] and self._left > 0
        if not (mends or reads):
            return made
        document = _again(page, source)
        if document is None:
            return made
        if mends:
            found = [_restored(finding) for finding in record["findings"]]
            made["fixes"] = [
                [edit.start, edit.end, edit.text] for _, edit in edits(document, found)[:MAX_FIXES]
            ]
        if reads:
            self._left -= 1
            model = loaded_model(self._model)
            made["passages"] = [
                [passage.start, passage.end, round(100 * passage.probability)]
                for passage in passages(Analysis(document), model)
            ]
        return made


def _again(page: Page, source: str) -> Document | None:
    """Read the text once more, or return None where it was printed from a file of another kind."""
    reader = reader_of_file(PurePosixPath(page.path or page.id).suffix.lower())
    if isinstance(reader, FileReader):
        return None
    own = isinstance(reader, TextReader) and reader not in READERS
    name = reader.name if reader and own else page.record["content_type"]
    document = parse(source, id=page.id, path=page.path, content_type=name)
    return document if document.source == source else None


def _worst_first(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort by severity, errors first; of one severity they stay in the order of the text."""
    return sorted(findings, key=lambda finding: _SEVERITIES.index(finding["severity"]))


def _finding(finding: dict[str, Any]) -> list[Any]:
    cut = finding["end"] > MAX_CHARACTERS
    return [
        finding["rule"], finding["severity"], finding["message"], finding["line"],
        finding["column"], finding["start"], finding["end"], finding["count"],
        finding["evidence"] if cut else "",
    ]  # fmt: skip


def _restored(finding: dict[str, Any]) -> Finding:
    return Finding(
        **finding | {"family": Family(finding["family"]), "severity": Severity(finding["severity"])}
    )
