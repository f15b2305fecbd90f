"""``detector audit``: folders, archives and data sets, all in parallel, one report."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detector.cli.messages import say
from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    IdField,
    Jobs,
    ModelFolder,
    Out,
    TextField,
    check_paths,
    format_option,
    read_options,
)
from detector.errors import DetectorError, ExitStatus
from detector.escaping import to_json
from detector.findings import quantity
from detector.readers.options import MAX_BYTES
from detector.render.audit.audits import AUDIT_FORMATS

if TYPE_CHECKING:
    from detector.audit import AuditOptions, AuditResult
    from detector.audit.conditions import Condition
    from detector.audit.workers.execution import Workers

Chosen = list[tuple[str, Path | None]]

Format = Annotated[list[str], format_option(AUDIT_FORMATS)]
AuditPaths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Folders, files, archives, data sets, crawls, URLs."),
]
Include = Annotated[list[str], typer.Option(metavar="GLOB", help="Only files that match.")]
Exclude = Annotated[list[str], typer.Option(metavar="GLOB", help="Skip files that match.")]
ChangedSince = Annotated[
    str | None, typer.Option(metavar="REV", help="Only files changed since this revision.")
]


class DateSource(StrEnum):
    GIT = "git"


Dates = Annotated[
    DateSource | None,
    typer.Option(help="git: a page that states no date has the day of its first commit."),
]
FailOn = Annotated[
    list[str], typer.Option(metavar="WHAT", help="Exit 1 on fail, review, site, fail>5%…")
]
Features = Annotated[bool, typer.Option("--features", help="Add the classifier's features.")]
Resume = Annotated[bool, typer.Option("--resume", help="Continue a stopped run.")]
Cache = Annotated[bool, typer.Option("--cache/--no-cache", help="Keep results for the next audit.")]
Journal = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Folder for an unfinished run.")
]
TimeLimit = Annotated[
    float, typer.Option(metavar="S", min=0.1, help="Seconds that one page may take.")
]
MaxBytes = Annotated[int, typer.Option(metavar="N", min=1, help="Bytes that one page may have.")]
Cluster = Annotated[str | None, typer.Option(metavar="URL", help="Run on Dask, tcp://HOST:PORT.")]
Shards = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="Treat each file as a shard; keep its results here."),
]
History = Annotated[
    list[Path],
    typer.Option(
        metavar="RESULT", help="An earlier result, or a folder of them: shows what changed since."
    ),
]
READING_FACTOR = 10  # of the limit for one page: how long an input may give no text
MAX_SHOWN = 20  # unreadable pages named on standard error; the report has all


def audit(
    paths: AuditPaths,
    *,
    format: Format = [],  # noqa: B006 (typer reads the default, nobody changes it)
    out: Out = [],  # noqa: B006
    include: Include = [],  # noqa: B006
    exclude: Exclude = [],  # noqa: B006
    changed_since: ChangedSince = None,
    dates: Dates = None,
    fail_on: FailOn = [],  # noqa: B006
    content_type: ContentTypeOption = ContentTypeChoice.AUTO,
    text_field: TextField = "text",
    id_field: IdField = "id",
    features: Features = False,
    jobs: Jobs = 0,
    model: ModelFolder = None,
    resume: Resume = False,
    cache: Cache = True,
    journal: Journal = None,
    time_limit: TimeLimit = 30.0,
    max_bytes: MaxBytes = MAX_BYTES,
    cluster: Cluster = None,
    shards: Shards = None,
    history: History = [],  # noqa: B006
) -> int:
    """Audit a site: score every page in parallel, and report what no single page shows."""
    from detector.audit import AuditOptions
    from detector.audit.conditions import parse_conditions
    from detector.audit.inputs import InputOptions
    from detector.audit.workers.worker import Settings
    from detector.render.audit.audits import choose

    if dates and shards is not None:
        raise DetectorError("--dates cannot be combined with --shards: leave out one of them")
    conditions, chosen = parse_conditions(fail_on), choose(format, out)
    reading = asdict(read_options(content_type, text_field, id_field)) | {"max_bytes": max_bytes}
    inputs = InputOptions(
        **reading,
        include=tuple(include),
        exclude=tuple(exclude),
        changed_since=changed_since,
        dates=dates.value if dates else None,
        reading_limit_s=READING_FACTOR * time_limit,
    )
    settings = Settings(
        model=model,
        content_type=inputs.content_type,
        features=features,
        time_limit_s=time_limit,
        keep_sources=any(name == "html" for name, _ in chosen),
    )
    options = AuditOptions(
        inputs=inputs,
        settings=settings,
        workers=_workers(jobs, cluster),
        journal=journal,
        use_cache=cache,
        resume=resume,
        history=tuple(history),
        warn=say,
    )
    named = check_paths(paths, remote=True)
    if shards is None:
        return _audit_pages(named, options, chosen, conditions)
    reported = bool(format or out or fail_on)
    status = _audit_shards(named, shards, options, summarised=not reported)
    return _report_shards(named, shards, options, chosen, conditions) if reported else status


def _workers(jobs: int, cluster: str | None) -> Workers:
    from detector.audit.workers.execution import Workers
    from detector.pipeline import available_cores

    if cluster is None:
        return Workers(jobs=jobs or available_cores())
    from detector.audit.workers.cluster import dask_workers

    return dask_workers(cluster, jobs)


def _audit_pages(
    paths: list[str], options: AuditOptions, chosen: Chosen, conditions: list[Condition]
) -> int:
    from detector.audit import audit as run
    from detector.cli.progress import pace, total_of

    try:
        total = total_of(paths, options.inputs)
        with pace("page", total) as count, run(paths, options, count) as result:
            return _report(result, chosen, conditions)
    except KeyboardInterrupt:
        say("what was scored is kept: run the same command with --resume to continue")
        raise


def _audit_shards(paths: list[str], out: str, options: AuditOptions, *, summarised: bool) -> int:
    """Write one line per shard to standard output as it comes, and the sum at the end."""
    from detector.audit.workers.shards import audit_shards

    pages = failed = lost = 0
    for mark in audit_shards(paths, out, options.inputs, options.settings, options.workers):
        if summarised:
            print(to_json(mark), flush=True)
        pages += mark.get("pages", 0)
        failed += sum(mark.get("failures", {}).values())
        lost += "error" in mark
    shards_lost = f"{quantity(lost, 'shard')} lost"
    say(f"{quantity(pages, 'page')}, {failed:,} could not be read, {shards_lost}")
    return ExitStatus.UNREADABLE if failed or lost else ExitStatus.OK


def _report_shards(
    paths: list[str],
    out: str,
    options: AuditOptions,
    chosen: Chosen,
    conditions: list[Condition],
) -> int:
    from detector.audit.merge import merge

    with merge(
        paths, out, options.inputs, options.settings, options.journal, options.history
    ) as result:
        return _report(result, chosen, conditions)


def _report(result: AuditResult, chosen: Chosen, conditions: list[Condition]) -> int:
    from detector.render.audit.audits import write_all

    _show_failures(result)
    write_all(result, chosen)
    if any(condition.met(result) for condition in conditions):
        return ExitStatus.FINDINGS
    return ExitStatus.UNREADABLE if result.totals.failures else ExitStatus.OK


def _show_failures(result: AuditResult) -> None:
    left = sum(result.totals.failures.values())
    if not left:
        return
    shown = 0
    for page in result.pages():
        if failure := page.failure:
            say(failure.located_message)
            shown += failure.count
            if shown >= MAX_SHOWN:
                break
    if left > shown:
        say(f"and {left - shown:,} more could not be read")
