"""``detector compare``: what got better and worse between two audits."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from detector.errors import DetectorError, ExitStatus
from detector.writing import refusal_reported, whole


class CompareFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A .jsonl, .json or .sqlite file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same of a later audit.")],
    *,
    format: Annotated[
        CompareFormat | None,
        typer.Option("--format", "-f", help="Format of the output; else the suffix of --out."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write here.")
    ] = None,
    fail_on_worse: Annotated[
        bool, typer.Option("--fail-on-worse", help="Exit 1 if a page got worse.")
    ] = False,
) -> int:
    """Compare two audits of one site, page by page."""
    from detector.audit import compare as comparing
    from detector.render.comparison import write_json, write_text

    chosen = format or (CompareFormat.TEXT if out is None else _format_of(out))
    found = comparing.compare(old, new)
    write = write_json if chosen is CompareFormat.JSON else write_text
    if out is None:
        write(found, sys.stdout)
    else:
        with (
            refusal_reported(out),
            whole(out) as binary,
            TextIOWrapper(binary, "utf-8", newline="\n") as stream,
        ):
            write(found, stream)
    return ExitStatus.FINDINGS if fail_on_worse and found.worse else ExitStatus.OK


def _format_of(file: Path) -> CompareFormat:
    """Return the format that the suffix names. Raises DetectorError for another."""
    found = _SUFFIXES.get(file.suffix.lower())
    if found is None:
        raise DetectorError(
            f"unknown format for {str(file)!r}; use --format, or one of the "
            f"suffixes {', '.join(_SUFFIXES)}"
        )
    return found


_SUFFIXES = {".json": CompareFormat.JSON, ".txt": CompareFormat.TEXT}
