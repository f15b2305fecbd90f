"""``detector compare``: what got better and worse between two audits."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from detector.errors import ExitStatus
from detector.writing import refusal_told, whole


class CompareFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A .jsonl, .json or .sqlite.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Of a later audit.")],
    *,
    format: Annotated[
        CompareFormat, typer.Option("--format", "-f", help="Format of the output.")
    ] = CompareFormat.TEXT,
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

    found = comparing.compare(old, new)
    as_json = format is CompareFormat.JSON or (out is not None and out.suffix == ".json")
    write = write_json if as_json else write_text
    if out is None:
        write(found, sys.stdout)
    else:
        with (
            refusal_told(out),
            whole(out) as binary,
            TextIOWrapper(binary, "utf-8", newline="\n") as stream,
        ):
            write(found, stream)
    return ExitStatus.FINDINGS if fail_on_worse and found.worse else ExitStatus.OK
