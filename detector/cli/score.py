"""``detector score``: verdict, quality and reasons of files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detector.cli.messages import NEEDS_SCRIPT, say
from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    IdField,
    Jobs,
    ModelFolder,
    Out,
    Paths,
    TextField,
    check_paths,
    format_option,
    read_options,
)
from detector.cli.progress import counted
from detector.errors import DetectorError, ExitStatus
from detector.findings import Failure
from detector.render.formats import SCORE_FORMATS

Format = Annotated[list[str], format_option(SCORE_FORMATS)]


def score(
    paths: Paths,
    format: Format = [],  # noqa: B006 (typer reads the default, nobody changes it)
    out: Out = [],  # noqa: B006
    content_type: ContentTypeOption = ContentTypeChoice.AUTO,
    text_field: TextField = "text",
    id_field: IdField = "id",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every finding.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show only verdicts.")] = False,
    features: Annotated[
        bool, typer.Option("--features", help="Add the classifier's features (JSON formats).")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the passages and sentences that decided.")
    ] = False,
    jobs: Jobs = 0,
    model: ModelFolder = None,
) -> int:
    """Score files: a verdict for each, with its reasons and their locations."""
    from functools import partial

    from detector.pipeline import score_all
    from detector.render import opened, outputs

    if verbose and quiet:
        raise DetectorError("--verbose and --quiet contradict each other: use one of them")
    chosen = outputs(format, out, SCORE_FORMATS, default="text")
    renderers = {name: SCORE_FORMATS[name] for name, _ in chosen}
    if "text" in renderers:
        from detector.render.console import Console

        renderers["text"] = partial(Console, verbosity=1 if verbose else -1 if quiet else 0)
    options = read_options(content_type, text_field, id_field)
    results = score_all(
        check_paths(paths), options, model=model, jobs=jobs, features=features, explanation=explain
    )
    unreadable = False
    with opened(chosen, renderers, sys.stdout) as writers:
        for result in counted(results, "scored"):
            unreadable |= isinstance(result, Failure)
            if isinstance(result, Failure):
                say(result.located_message)
            elif result.needs_script:
                say(f"{result.path or result.id}: {NEEDS_SCRIPT}")
            for writer in writers:
                writer.add(result)
    return ExitStatus.UNREADABLE if unreadable else ExitStatus.OK
