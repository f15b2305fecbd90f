"""``detector audit``: folders, archives and data sets, all in parallel, one report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    Format,
    IdField,
    Jobs,
    ModelFolder,
    Out,
    TextField,
    check_paths,
    read_options,
)
from detector.errors import DetectorError, ExitStatus

if TYPE_CHECKING:
    from detector.audit import AuditOptions, AuditResult

AuditPaths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Folders, files, archives, data sets, crawls, URLs."),
]
Include = Annotated[
    list[str], typer.Option(metavar="GLOB", help="Take only these files of a folder.")
]
Exclude = Annotated[list[str], typer.Option(metavar="GLOB", help="Leave these out.")]
FailOn = Annotated[
    list[str],
    typer.Option(metavar="WHAT", help="Exit 1 on: fail, review, fail>5%, site, or a site kind."),
]


def audit(
    paths: AuditPaths,
    format: Format = [],  # noqa: B006 (typer reads the default, nobody changes it)
    out: Out = [],  # noqa: B006
    include: Include = [],  # noqa: B006
    exclude: Exclude = [],  # noqa: B006
    changed_since: Annotated[
        str | None, typer.Option(metavar="REV", help="Only files that changed since, by git.")
    ] = None,
    fail_on: FailOn = [],  # noqa: B006
    content_type: ContentTypeOption = ContentTypeChoice.AUTO,
    text_field: TextField = "text",
    id_field: IdField = "id",
    features: Annotated[
        bool, typer.Option("--features", help="Add what the classifier saw.")
    ] = False,
    jobs: Jobs = 0,
    model: ModelFolder = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on after a run was stopped.")
    ] = False,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Keep results for the next audit.")
    ] = True,
    journal: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where an unfinished run is kept.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(metavar="S", min=0.1, help="Seconds for one page.")
    ] = 30.0,
    max_bytes: Annotated[
        int, typer.Option(metavar="N", min=1, help="Size cap of one page.")
    ] = 10_000_000,
    cluster: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="Run on a Dask cluster.")
    ] = None,
) -> int:
    """Audit a site: score every page in parallel, and show what no single page does."""
    from detector.audit.gate import parse_conditions
    from detector.cli.progress import Counter
    from detector.render.audits import write_all

    conditions = parse_conditions(fail_on)
    chosen = _outputs(format, out)
    options = _options(
        content_type, text_field, id_field, max_bytes, include, exclude, changed_since
    )  # fmt: skip
    raise NotImplementedError
