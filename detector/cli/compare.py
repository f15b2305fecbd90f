"""``detector compare``: what got better and worse between audits."""

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
    MARKDOWN = "markdown"
    HTML = "html"


def compare(
    results: Annotated[
        list[Path],
        typer.Argument(
            metavar="RESULT…",
            help="Two or more results of an audit (.jsonl, .json, .sqlite), the oldest first, or a "
            "folder of them, sorted by name.",
        ),
    ],
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
    """Compare the last two audits of one site page by page, and show the trend of all."""
    from detector.audit.compare import results_of, trend
    from detector.render.comparison import write

    chosen = (format or CompareFormat.TEXT).value if format or out is None else _format_of(out)
    found = trend(results_of(results))
    if out is None:
        write(found, chosen, sys.stdout)
    else:
        with (
            refusal_reported(out),
            whole(out) as binary,
            TextIOWrapper(binary, "utf-8", errors="replace", newline="\n") as stream,
        ):
            write(found, chosen, stream)
    return ExitStatus.FINDINGS if fail_on_worse and found.worse else ExitStatus.OK


def _format_of(file: Path) -> str:
    """Return the format that the suffix names. Raises DetectorError for another."""
    from detector.render.comparison import SUFFIXES

    found = SUFFIXES.get(file.suffix.lower())
    if found is None:
        raise DetectorError(
            f"unknown format for {str(file)!r}; use --format, or one of the "
            f"suffixes {', '.join(SUFFIXES)}"
        )
    return found
