"""The formats of an audit: one small file each, listed in ``AUDIT_FORMATS``.

``write(result, stream)`` of the module receives the whole audit and a binary stream. A renderer
reads the pages one after another and keeps none of them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from detector.escaping import to_json
from detector.render import outputs
from detector.render.audit.worklist import opening, worklist_json
from detector.writing import discard, refusal_reported, whole

if TYPE_CHECKING:
    from detector.audit import AuditResult

# Format: module in this package, which is imported at first use.
AUDIT_FORMATS = {
    "text": "audit.terminal",
    "jsonl": "audit.records",
    "json": "audit.records",
    "site": "audit.records",
    "csv": "audit.csv",
    "parquet": "audit.parquet",
    "sqlite": "audit.sqlite",
    "markdown": "audit.markdown",
    "sarif": "audit.sarif",
    "html": "html",
}
# Other suffixes that choose a format.
SUFFIXES = {"txt": "text", "md": "markdown", "db": "sqlite", "htm": "html"}


def choose(formats: Sequence[str], files: Sequence[Path]) -> list[tuple[str, Path | None]]:
    """Pair formats and files as ``detector.render.outputs`` does, with more suffixes.

    If no format was chosen for standard output, it shows the overview.
    """
    known = [SUFFIXES.get(file.suffix.lstrip(".").lower()) for file in files]
    plain = [file for file, name in zip(files, known, strict=True) if name is None]
    chosen: list[tuple[str, Path | None]] = [
        (name, file) for file, name in zip(files, known, strict=True) if name
    ]
    left = [name for name in formats if name not in {name for name, _ in chosen}]
    if plain or left:
        chosen += outputs(left, plain, AUDIT_FORMATS, default="text")
    if all(file is not None for _, file in chosen):
        chosen.append(("text", None))
    return chosen


def write_all(result: AuditResult, chosen: Sequence[tuple[str, Path | None]]) -> None:
    """Write every chosen format; a file appears under its name only when it is complete.

    Raises DetectorError if a file cannot be written.
    """
    for name, file in chosen:
        if file is None:
            try:
                _write(result, name, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            except BrokenPipeError:  # the reader went away; the files were asked for too
                if len(chosen) == 1:
                    raise
                discard(sys.stdout)
            continue
        with refusal_reported(file), whole(file) as stream:
            _write(result, name, stream)


def _write(result: AuditResult, name: str, stream: IO[bytes]) -> None:
    module = import_module(f"detector.render.{AUDIT_FORMATS[name]}")
    write = getattr(module, f"write_{name}", None) or module.write
    write(result, stream)


def site_json(result: AuditResult) -> dict[str, object]:
    """Return the totals and the site findings as one object."""
    return {
        "schema": 1,
        "about": asdict(result.about),
        "opening": [statement.text for statement in opening(result)],
        "worklist": worklist_json(result),
        "totals": result.totals.to_json(),
        "findings": [
            finding.to_json(result.id_of, lambda page: result.page(page).place)
            for finding in result.findings
        ],
    }


def dump(value: object) -> bytes:
    return (to_json(value, indent=1) + "\n").encode()
