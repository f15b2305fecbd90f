"""``detector check``: the gate before publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    Jobs,
    ModelFolder,
    Out,
    check_paths,
    format_option,
    read_options,
)
from detector.errors import DetectorError, ExitStatus
from detector.render.formats import CHECK_FORMATS

if TYPE_CHECKING:
    from detector.config import Configuration
    from detector.gate.baseline import Baseline
    from detector.gate.issues import SkipReason
    from detector.gate.targets import Target


class FailOn(StrEnum):
    REVIEW = "review"
    FAIL = "fail"
    NEVER = "never"


Format = Annotated[list[str], format_option(CHECK_FORMATS)]
CheckPaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH…]", help="Files and folders; - is standard input. Default: ."),
]
FailOnOption = Annotated[
    FailOn | None, typer.Option(help="The mildest verdict that fails the check.")
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
    bool, typer.Option("--write-baseline", help="Record what is found now as known.")
]
ConfigFileOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Use only this configuration.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show which passages read as machine-generated.")
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Ignore any configuration or baseline found.")
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

    _refuse_contradictions(
        staged=staged, fix=fix, diff=diff or since is not None, write_baseline=write_baseline
    )
    one_configuration(config, isolated=isolated)
    given = _given(fail_on, select, ignore)
    configuration = Configuration(file=config, isolated=isolated, given=given)
    asked = check_paths(paths or [])
    skipped: Counter[SkipReason] = Counter()
    targets = _targets(
        asked, configuration, stdin_filename, skipped,
        staged=staged, diff=diff and not fix, since=since,
    )  # fmt: skip
    known = _baseline_path(baseline, configuration, write=write_baseline)
    task = Task(
        configuration=configuration,
        options=read_options(content_type),
        baseline=_load_baseline(known, must_be_there=baseline is not None and not write_baseline),
        model=model,
        explain=explain,
    )
    fixed = 0
    if fix:
        from detector.cli.fixing import fix_targets, preview_targets

        if diff:
            status = preview_targets(targets, task)
            return ExitStatus.OK if exit_zero and status == ExitStatus.FINDINGS else status
        if any(target.data is not None for target in targets):
            raise DetectorError("--fix writes files: with standard input (-) add --diff")
        fixed = fix_targets(targets, task)
    run = CheckRun(max_findings, skipped, accepted=write_baseline and task.baseline is None)
    run.write(targets, task, jobs, format, out)
    if write_baseline and known is not None:
        run.write_baseline(known, task, asked or ["."])
    run.summarize(fixed)
    if run.unread or run.read_nothing:
        return ExitStatus.UNREADABLE
    return ExitStatus.FINDINGS if run.failing and not exit_zero else ExitStatus.OK


def one_configuration(config: Path | None, *, isolated: bool) -> None:
    """Refuse a configuration that is named and shut out at once: one would win in silence."""
    if config is not None and isolated:
        raise DetectorError("--isolated uses no configuration: use either --isolated or --config")


def _refuse_contradictions(*, staged: bool, fix: bool, diff: bool, write_baseline: bool) -> None:
    if staged and fix:
        raise DetectorError("--fix writes files, --staged reads the index: use one of them")
    if write_baseline and (staged or diff):
        raise DetectorError(
            "--write-baseline needs whole files: do not use it with --staged or --diff"
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
    skipped: Counter[SkipReason],
    *,
    staged: bool,
    diff: bool,
    since: str | None,
) -> list[Target]:
    from detector.gate import targets

    if "-" in paths and (staged or diff or since is not None):
        raise DetectorError(
            "standard input (-) has no history: do not use it with --staged or --diff"
        )
    if staged:
        touched = diff or since is not None
        return list(targets.staged(paths, configuration, since, touched=touched, skipped=skipped))
    if diff or since is not None:
        return list(targets.changed(paths, configuration, since))
    return list(targets.named(paths or ["."], configuration, stdin_filename))


def _baseline_path(named: Path | None, configuration: Configuration, *, write: bool) -> Path | None:
    """The baseline to use: as named, as configured, or one that lies above the work folder."""
    from detector.gate.baseline import DEFAULT_NAME, find

    here = Path.cwd()
    return named or find(configuration, here) or (here / DEFAULT_NAME if write else None)


def _load_baseline(path: Path | None, *, must_be_there: bool) -> Baseline | None:
    from detector.gate.baseline import Baseline

    if path is None or not (must_be_there or path.exists()):
        return None
    return Baseline.load(path)
