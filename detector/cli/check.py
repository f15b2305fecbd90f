"""``detector check``: the gate before publication."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detector.cli.options import (
    ContentTypeChoice,
    ContentTypeOption,
    Format,
    Jobs,
    ModelFolder,
    Out,
    check_paths,
    read_options,
)
from detector.errors import DetectorError, ExitStatus
from detector.findings import Failure

if TYPE_CHECKING:
    from detector.checking import Task
    from detector.config import Configuration
    from detector.issues import Checked
    from detector.targets import Target


class FailOn(StrEnum):
    REVIEW = "review"
    FAIL = "fail"
    NEVER = "never"


CheckPaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH…]", help="Files and folders; - is standard input. Default: ."),
]
FailOnOption = Annotated[
    FailOn | None, typer.Option(help="The mildest verdict that fails the check.")
]
Select = Annotated[
    list[str], typer.Option(metavar="RULE", help="Apply these alone: ids, families, prefixes.")
]
Ignore = Annotated[list[str], typer.Option(metavar="RULE", help="Leave these out.")]
MaxFindings = Annotated[
    int | None, typer.Option(min=0, metavar="N", help="Show at most N findings.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 though articles fail.")]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="Only lines that the change touches; with --fix: show, not write."),
]
Since = Annotated[
    str | None, typer.Option(metavar="REV", help="The change since REV, not since HEAD.")
]
Staged = Annotated[
    bool, typer.Option("--staged", help="Check what is in git's index, not the work tree.")
]
StdinFilename = Annotated[
    str | None, typer.Option(metavar="NAME", help="What to call standard input.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend, then check.")]
BaselineFile = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Excuse the findings in FILE.")
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Excuse from now on what is found now.")
]
ConfigFileOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Use this configuration alone.")
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Use no configuration and no baseline that is found.")
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
    """Check articles before publication: one line a finding, nothing when all pass."""
    from detector.checking import Task
    from detector.config import Configuration

    _refuse_contradictions(
        staged=staged, fix=fix, diff=diff or since is not None, write_baseline=write_baseline
    )
    given = _given(fail_on, select, ignore)
    configuration = Configuration(file=config, isolated=isolated, given=given)
    asked = check_paths(paths or [])
    targets = _targets(
        asked, configuration, stdin_filename, staged=staged, diff=diff and not fix, since=since
    )
    known = _baseline_path(baseline, configuration, write=write_baseline)
    task = Task(
        configuration=configuration,
        options=read_options(content_type),
        baseline=_load_baseline(known),
        model=model,
    )
    mended = 0
    if fix:
        from detector.cli.fixing import fix_targets

        mended = fix_targets(targets, task, preview=diff)
        if diff:
            return ExitStatus.FINDINGS if mended and not exit_zero else ExitStatus.OK
    run = _Run(max_findings)
    run.write(targets, task, jobs, format, out)
    if write_baseline and known is not None:
        run.write_baseline(known, task)
    run.summarize(mended)
    if run.unreadable:
        return ExitStatus.UNREADABLE
    return ExitStatus.FINDINGS if run.failing and not exit_zero else ExitStatus.OK


def _refuse_contradictions(*, staged: bool, fix: bool, diff: bool, write_baseline: bool) -> None:
    if staged and fix:
        raise DetectorError("--fix mends files, and --staged reads the index: use one of them")
    if write_baseline and (staged or diff):
        raise DetectorError("--write-baseline needs whole files: leave --staged and --diff out")


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
    *,
    staged: bool,
    diff: bool,
    since: str | None,
) -> list[Target]:
    from detector import targets

    if "-" in paths and (staged or diff or since is not None):
        raise DetectorError("standard input (-) has no history: leave --staged and --diff out")
    if staged:
        touched = diff or since is not None
        return list(targets.staged(paths, configuration, since, touched=touched))
    if diff or since is not None:
        return list(targets.changed(paths, configuration, since))
    return list(targets.named(paths or ["."], configuration, stdin_filename))


def _baseline_path(named: Path | None, configuration: Configuration, *, write: bool) -> Path | None:
    """The baseline to use: as named, as configured, or one that lies above the work folder."""
    from detector.baseline import DEFAULT_NAME

    here = Path.cwd()
    if named is not None:
        return named
    configured = configuration.settings(here / "-").baseline
    if configured is not None:
        return configured
    if not configuration.isolated:
        for folder in (here, *here.parents):
            if (folder / DEFAULT_NAME).is_file():
                return folder / DEFAULT_NAME
            if (folder / ".git").exists():
                break
    return here / DEFAULT_NAME if write else None


def _load_baseline(path: Path | None) -> Any:
    from detector.baseline import Baseline

    if path is None or not path.exists():
        return None
    return Baseline.load(path)


class _Run:
    """Writes the results of one run and counts what the summary tells."""

    def __init__(self, max_findings: int | None) -> None:
        self._room = max_findings
        self.checked = self.failing = self.unreadable = 0
        self.hidden = self.known = self.suppressed = 0
        self.severities: dict[str, int] = {}
        self.results: list[Checked] = []

    def write(
        self,
        targets: Sequence[Target],
        task: Task,
        jobs: int,
        format: Sequence[str],
        out: Sequence[Path],
    ) -> None:
        from detector.checking import check_all
        from detector.cli.formats import CHECK_FORMATS
        from detector.render import opened, outputs

        chosen = outputs(format, out, CHECK_FORMATS, default="text")
        table = {name: CHECK_FORMATS[name] for name, _ in chosen}
        with opened(chosen, table, sys.stdout) as writers:
            for result in self._counted(check_all(targets, task, jobs=jobs)):
                for writer in writers:
                    writer.add(result)

    def _counted(self, results: Iterator[Checked | Failure]) -> Iterator[Checked | Failure]:
        from dataclasses import replace

        for result in results:
            if isinstance(result, Failure):
                self.unreadable += 1
                print(f"detector: {result.message}", file=sys.stderr)
                yield result
                continue
            self.checked += 1
            self.failing += result.fails
            self.known += result.known
            self.suppressed += result.suppressed
            for issue in result.shown:
                self.severities[issue.severity] = self.severities.get(issue.severity, 0) + 1
            self.results.append(replace(result, issues=(), shown=()))
            if self._room is not None:
                kept = result.shown[: self._room]
                self._room -= len(kept)
                self.hidden += len(result.shown) - len(kept)
                result = replace(result, shown=kept)  # noqa: PLW2901
            yield result

    def write_baseline(self, path: Path, task: Task) -> None:
        """Write what is known: all of it at first, later only what is left of it."""
        from detector.baseline import Baseline
        from detector.config import relative_to
        from detector.findings import Verdict

        folder = path.absolute().parent
        current = {
            str(relative_to(Path(result.path), folder)): result.entries for result in self.results
        }
        if task.baseline is None:
            standing = {
                str(relative_to(Path(result.path), folder))
                for result in self.results
                if result.report.verdict in (Verdict.FAIL, Verdict.REVIEW)
            }
            files = {name: entries for name, entries in current.items() if name in standing}
            written = Baseline(files, folder)
            # What has just been written down is known from now on.
            self.failing = 0
        else:
            written = task.baseline.shrunk(current)
        written.write(path)
        print(f"detector: {path} excuses {_count(written.size, 'finding')}", file=sys.stderr)

    def summarize(self, mended: int) -> None:
        """Say in one line what was found; say nothing where all is well."""
        parts = []
        if self.failing or self.severities:
            told = ", ".join(
                _count(self.severities[severity], severity)
                for severity in ("error", "warning", "info")
                if severity in self.severities
            )
            share = f"{self.failing} of {_count(self.checked, 'article')} "
            share += "fails" if self.failing == 1 else "fail"
            parts.append(f"{share}: {told}" if told else share)
        if mended:
            parts.append(f"{mended} mended")
        if self.unreadable:
            parts.append(f"{self.unreadable} not read")
        if self.hidden:
            parts.append(f"{self.hidden} not shown")
        if parts and self.known:
            parts.append(f"{self.known} known from the baseline")
        if parts and self.suppressed:
            parts.append(f"{self.suppressed} suppressed")
        if parts:
            print(f"detector: {'; '.join(parts)}", file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
