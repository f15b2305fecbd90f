"""``detector check``: the gate before publication."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detector.cli.messages import say
from detector.cli.options import (
    ConfigFileOption,
    ContentTypeChoice,
    ContentTypeOption,
    FailOn,
    FailOnOption,
    Isolated,
    Jobs,
    ModelFolder,
    Out,
    check_paths,
    format_option,
    one_configuration,
    read_options,
)
from detector.errors import DetectorError, ExitStatus
from detector.render.formats import CHECK_FORMATS

if TYPE_CHECKING:
    from detector.cli.check_run import Chosen
    from detector.config import Configuration
    from detector.gate.baselines import Baselines
    from detector.gate.checking import Task
    from detector.gate.recording import Change, Recording
    from detector.gate.tally import Tally
    from detector.gate.targets import Target


Format = Annotated[list[str], format_option(CHECK_FORMATS)]
CheckPaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH…]", help="Files and folders; - is standard input. Default: ."),
]
Select = Annotated[
    list[str], typer.Option(metavar="RULE", help="Apply only these: ids, families, prefixes.")
]
Ignore = Annotated[list[str], typer.Option(metavar="RULE", help="Skip these.")]
MaxFindings = Annotated[
    int | None, typer.Option(min=0, metavar="N", help="Show at most N findings.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if articles fail.")]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="Only changed lines; with --fix: show the fixes, write nothing."),
]
Since = Annotated[
    str | None, typer.Option(metavar="REV", help="Changes since REV instead of HEAD.")
]
Staged = Annotated[
    bool, typer.Option("--staged", help="Check what is in git's index, not the work tree.")
]
StdinFilename = Annotated[str | None, typer.Option(metavar="NAME", help="Name for standard input.")]
Fix = Annotated[bool, typer.Option("--fix", help="Fix what is safe to fix, then check.")]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Suppress the known findings in FILE."),
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Record what is found now as known, once.")
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Add new findings to the baseline.")
]
PruneBaseline = Annotated[
    bool, typer.Option("--prune-baseline", help="Remove what is fixed from the baseline.")
]
RequireFiles = Annotated[
    bool, typer.Option("--require-files", help="Exit with 3 if there was nothing to check.")
]
PathBase = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Show paths from here in formats for programs."),
]
WantSummary = Annotated[
    bool, typer.Option("--summary", help="Show the summary even if all articles pass.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show which passages read as machine-generated.")
]


def check(
    paths: CheckPaths = None,
    format: Format = [],  # noqa: B006 (typer reads the default, nobody changes it)
    out: Out = [],  # noqa: B006
    fail_on: FailOnOption = None,
    select: Select = [],  # noqa: B006
    ignore: Ignore = [],  # noqa: B006
    max_findings: MaxFindings = None,
    exit_zero: ExitZero = False,
    explain: Explain = False,
    diff: Diff = False,
    since: Since = None,
    staged: Staged = False,
    stdin_filename: StdinFilename = None,
    fix: Fix = False,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = False,
    update_baseline: UpdateBaseline = False,
    prune_baseline: PruneBaseline = False,
    require_files: RequireFiles = False,
    path_base: PathBase = None,
    summary: WantSummary = False,
    config: ConfigFileOption = None,
    isolated: Isolated = False,
    content_type: ContentTypeOption = ContentTypeChoice.AUTO,
    jobs: Jobs = 0,
    model: ModelFolder = None,
) -> int:
    """Check articles before publication: one line per finding, nothing when all pass."""
    from detector.cli.check_run import CheckRun
    from detector.config import Configuration
    from detector.gate.checking import Task
    from detector.gate.tally import Tally
    from detector.render import outputs
    from detector.render.check.paths import base_folder

    changes = _changes(write=write_baseline, update=update_baseline, prune=prune_baseline)
    narrowed = staged or since is not None or (diff and not fix)
    _require_input(stdin_filename, paths or [])
    _refuse_contradictions(staged=staged, fix=fix, narrowed=narrowed, changes=changes)
    one_configuration(config, isolated=isolated)
    given = _given(fail_on, select, ignore)
    configuration = Configuration(file=config, isolated=isolated, given=given)
    chosen: Chosen = outputs(format, out, CHECK_FORMATS, default="text")
    asked = check_paths(paths or [])
    tally = Tally()
    targets = _targets(
        asked, configuration, stdin_filename, tally, staged=staged, narrowed=narrowed,
        touched=diff or since is not None, since=since,
    )  # fmt: skip
    baselines = _baselines(configuration, baseline, required=not changes)
    task = Task(
        configuration=configuration, options=read_options(content_type), baselines=baselines,
        model=model, explain=explain,
    )  # fmt: skip
    fixed, chosen = _fix(targets, task, chosen, preview=diff) if fix else (0, chosen)
    run = CheckRun(
        max_findings, tally=tally, recording=_recording(baselines, changes),
        base=base_folder(path_base), piped="-" in asked,
    )  # fmt: skip
    run.write(targets, task, jobs, chosen)
    run.record(asked or ["."])
    run.summarize(
        fixed,
        wanted=summary or (tally.judged_nothing and not narrowed),
        warned=tally.met_nothing and (require_files or not narrowed),
    )
    fails = bool(tally.failing) and not exit_zero
    if staged:
        from detector.cli.staged_run import say_after

        say_after(asked, targets, tally, configuration, baselines, fails=fails)
    if tally.unread or tally.read_nothing or (tally.met_nothing and require_files):
        return ExitStatus.UNREADABLE
    return ExitStatus.FINDINGS if fails else ExitStatus.OK


def _fix(targets: list[Target], task: Task, chosen: Chosen, *, preview: bool) -> tuple[int, Chosen]:
    """Write or show the fixes: return how many were written, and the outputs that are left."""
    if preview:
        from detector.cli.fixing import preview_targets

        preview_targets(targets, task)
        return 0, [(name, file) for name, file in chosen if file is not None]
    from detector.cli.fixing import fix_targets

    if any(target.data is not None for target in targets):
        raise DetectorError("--fix writes files: with standard input (-) add --diff")
    return fix_targets(targets, task), chosen


def _require_input(stdin_filename: str | None, paths: list[str]) -> None:
    if stdin_filename is not None and "-" not in paths:
        raise DetectorError("--stdin-filename names standard input: add - to read it")


def _changes(*, write: bool, update: bool, prune: bool) -> frozenset[Change]:
    if not (write or update or prune):
        return frozenset()
    from detector.gate.recording import Change

    asked = ((write, Change.WRITE), (update, Change.UPDATE), (prune, Change.PRUNE))
    return frozenset(change for is_asked, change in asked if is_asked)


def _refuse_contradictions(
    *, staged: bool, fix: bool, narrowed: bool, changes: frozenset[Change]
) -> None:
    if staged and fix:
        raise DetectorError("--fix writes files, --staged reads the index: use one of them")
    if changes and narrowed:
        name = min(changes).value
        raise DetectorError(
            f"{name} needs whole files: do not use it with --staged, --diff or --since"
        )


def _given(fail_on: FailOn | None, select: Sequence[str], ignore: Sequence[str]) -> dict[str, Any]:
    """The keys of the configuration that the command line sets."""
    given: dict[str, Any] = {} if fail_on is None else {"fail_on": fail_on.value}
    for name, values in (("select", select), ("ignore", ignore)):
        names = [part.strip() for value in values for part in value.split(",") if part.strip()]
        if names:
            given[name] = names
    return given


def _targets(
    paths: list[str],
    configuration: Configuration,
    stdin_filename: str | None,
    tally: Tally,
    *,
    staged: bool,
    narrowed: bool,
    touched: bool,
    since: str | None,
) -> list[Target]:
    from detector.gate import targets

    skipped = tally.skipped
    if "-" in paths and narrowed:
        raise DetectorError(
            "standard input (-) has no history: do not use it with --staged, --diff or --since"
        )
    if staged:
        from detector.cli.staged_run import report_old_hook

        report_old_hook()
        return list(targets.staged(paths, configuration, since, touched=touched, skipped=skipped))
    if narrowed:
        return list(targets.changed(paths, configuration, since, skipped))
    return list(targets.named(paths or ["."], configuration, stdin_filename, skipped, say))


def _baselines(configuration: Configuration, named: Path | None, *, required: bool) -> Baselines:
    """Return where known findings are looked up; a file that is ``named`` may be ``required``."""
    from detector.gate.baselines import Baselines

    baselines = Baselines(configuration, named)
    if required and named is not None and baselines.load(named) is None:
        raise DetectorError(f"{named} does not exist; --write-baseline creates it")
    return baselines


def _recording(baselines: Baselines, changes: frozenset[Change]) -> Recording | None:
    if not changes:
        return None
    from detector.gate.recording import Recording

    return Recording(baselines, changes)
